// The other side of tests/interop.rs, in frames: four bytes of length, least
// significant first, then so many bytes.
//
//   node age_in_node.mjs seal COUNT RECIPIENT…   seals COUNT texts with the
//       seal.js that ships, in a bare global scope, and writes the files
//   node age_in_node.mjs open IDENTITY           opens what comes in, with npm's
//       age-encryption, and writes what was in it
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { Decrypter } from "../browser/node_modules/age-encryption/dist/index.js";

const browser = fileURLToPath(new URL("../browser", import.meta.url));
const [what, ...rest] = process.argv.slice(2);

async function write(bytes) {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  if (!process.stdout.write(Buffer.concat([length, bytes]))) {
    await new Promise((drained) => process.stdout.once("drain", drained));
  }
}

function shippedSeal() {
  const folder = mkdtempSync(join(tmpdir(), "my-review-"));
  try {
    const built = spawnSync(process.execPath, [join(browser, "build.mjs"), folder], { encoding: "utf8" });
    if (built.status !== 0) throw new Error(built.stderr);
    const page = { crypto, TextEncoder, TextDecoder, ReadableStream, TransformStream, Response, Uint8Array, BigInt, performance, MessageChannel, btoa };
    page.window = page;
    page.globalThis = page;
    vm.runInNewContext(readFileSync(join(folder, "seal.js"), "utf8"), page);
    return page.myReviewSeal;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (what === "seal") {
  const seal = shippedSeal();
  const [count, ...recipients] = rest;
  for (let at = 0; at < Number(count); at++) {
    const text = JSON.stringify({ at, answer: "مرحبا 🐶 ".repeat(at % 97) });
    await write((await seal({ text, attachments: [] }, recipients)).bytes);
  }
} else if (what === "open") {
  const decrypter = new Decrypter();
  decrypter.addIdentity(rest[0]);
  const all = readFileSync(0);
  for (let at = 0; at < all.length; ) {
    const end = at + 4 + all.readUInt32LE(at);
    await write(await decrypter.decrypt(Uint8Array.from(all.subarray(at + 4, end))));
    at = end;
  }
} else {
  console.error("Say seal or open");
  process.exitCode = 2;
}
