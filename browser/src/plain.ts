// The response as bytes, piece by piece: with recordings in it, it is too long
// to be made at one go without the page standing still.
import type { Attachment } from "./attachments";

/** The pieces' length, but for the last and those at a seam. Divides by three,
 *  so that the base64 of a piece has no padding in the middle. */
const PIECE = 48 * 1024;

const SPACES = new Uint8Array(PIECE).fill(0x20);

/** A response whose text ends with an empty list of attachments, and what
 *  belongs into the list. */
export interface Plain {
  text: string;
  attachments: readonly Attachment[];
}

/** What stands between the attachments, in order: one more than there are. */
function seams({ text, attachments }: Plain): Uint8Array<ArrayBuffer>[] {
  const parts: string[] = [];
  const end = attachments.length > 0 ? "]}" : "";
  if (end && !text.endsWith(`[${end}`)) throw new Error("the response does not end with its attachments");
  let before = text.slice(0, text.length - end.length);
  for (const { id, question, media_type } of attachments) {
    // "bytes" comes last, and its value is filled in by the pieces.
    parts.push(before + JSON.stringify({ id, question, media_type, bytes: "" }).slice(0, -'"}'.length));
    before = '"},';
  }
  parts.push(end ? `"}${end}` : before);
  return parts.map((part) => new TextEncoder().encode(part));
}

/** How long the response is, in bytes, before it is padded. */
export function plainLength(plain: Plain): number {
  const between = seams(plain).reduce((sum, part) => sum + part.length, 0);
  return plain.attachments.reduce((sum, { bytes }) => sum + 4 * Math.ceil(bytes.length / 3), between);
}

/** The response and its padding of spaces. */
export function* pieces(plain: Plain, paddedLength: number): Generator<Uint8Array<ArrayBuffer>> {
  const between = seams(plain);
  for (const [at, part] of between.entries()) {
    yield part;
    const bytes = plain.attachments[at]?.bytes;
    for (let from = 0; bytes && from < bytes.length; from += PIECE) yield base64(bytes.subarray(from, from + PIECE));
  }
  for (let left = paddedLength - plainLength(plain); left > 0; left -= PIECE) yield SPACES.slice(0, Math.min(left, PIECE));
}

function base64(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  let binary = "";
  // A call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x2000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x2000));
  return new TextEncoder().encode(btoa(binary));
}
