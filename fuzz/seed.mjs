// Writes the corpus's seeds and the keys that open them, from C2SP's public
// vectors (npm cctv-age, installed in browser/): node fuzz/seed.mjs
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { inflateSync } from "node:zlib";
import * as cctv from "../browser/node_modules/cctv-age/index.js";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
mkdirSync(here("corpus/open"), { recursive: true });
const keys = new Set();
for (const [name, bytes] of Object.entries(cctv.default ?? cctv)) {
  const raw = Buffer.from(bytes);
  const end = raw.indexOf("\n\n");
  const head = raw.subarray(0, end).toString();
  for (const [, key] of head.matchAll(/^identity: (.+)$/gm)) keys.add(key);
  const body = raw.subarray(end + 2);
  const file = /^compressed: zlib$/m.test(head) ? inflateSync(body) : body;
  // Small seeds find more in the same time.
  if (file.length <= 8192) writeFileSync(here(`corpus/open/${name}`), file);
}
writeFileSync(here("keys.txt"), `# The public keys of C2SP's vectors; they protect nothing.\n${[...keys].join("\n")}\n`);
