// The invitation's token and the receipt, both in Crockford's base 32: short
// enough to be read aloud. The same rule as `src/form/token.rs`.

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The token as it is sent, `4T9X-K2MD-7QHP-W3NC`, or null if this is none. */
export function parseToken(text: string): string | null {
  const plain = text.replace(/[- ]/g, "");
  // Before the case is changed: a long s or a dotless i would become a letter.
  if (!/^[0-9A-TV-Za-tv-z]{16}$/.test(plain)) return null;
  return grouped(plain.toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1"));
}

/** The token in an address's fragment, `#i=TOKEN`. */
export function tokenOf(fragment: string): string | null {
  const found = /^#(?:.*&)?i=([^&]*)/.exec(fragment);
  if (!found?.[1]) return null;
  try {
    return parseToken(decodeURIComponent(found[1]));
  } catch {
    return null;
  }
}

/** The first 40 bits of a SHA-256, most significant first: `K7QM-3D2P`. */
export function receiptOf(hash: Uint8Array): string {
  let bits = 0n;
  for (const byte of hash.subarray(0, 5)) bits = (bits << 8n) | BigInt(byte);
  let text = "";
  for (let at = 35n; at >= 0n; at -= 5n) text += ALPHABET[Number((bits >> at) & 31n)] ?? "";
  return grouped(text);
}

function grouped(text: string): string {
  return text.replace(/(.{4})(?=.)/g, "$1-");
}
