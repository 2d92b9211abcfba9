// C2SP's public test vectors for the age format (https://c2sp.org/CCTV/age),
// each with its exact class of failure, on the cryptography that ships: the
// library is bundled and minified as build.mjs does it for seal.js, and runs in
// a bare global scope. The vectors open files and seal.js only seals, so the
// opening half is added. The Rust side runs the same (tests/age_vectors.rs).
import { deepEqual, equal, ok } from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { before, test } from "node:test";
import vm from "node:vm";
import { inflateSync } from "node:zlib";
import { build, type Metafile } from "esbuild";
import type * as age from "age-encryption";
import * as cctv from "cctv-age";

declare const REPOSITORY: string;

const VECTORS = 143;

// Where the library, 0.3.1, gives another class. It compares a MAC of the wrong
// length and finds it different; refused all the same.
const DEPARTURES = [
  "hmac_garbage: HMAC failure in place of header failure",
  "hmac_missing: HMAC failure in place of header failure",
  "hmac_truncated: HMAC failure in place of header failure",
];

let library: typeof age;

async function bundle(source: string): Promise<{ text: string; metafile: Metafile }> {
  const built = await build({
    absWorkingDir: join(REPOSITORY, "browser"),
    stdin: { contents: source, resolveDir: join(REPOSITORY, "browser"), loader: "ts" },
    write: false,
    bundle: true,
    minify: true,
    charset: "utf8",
    format: "iife",
    target: "es2023",
    platform: "browser",
    metafile: true,
  });
  return { text: built.outputFiles[0]!.text, metafile: built.metafile };
}

const modules = (metafile: Metafile): string[] => Object.keys(metafile.inputs).filter((name) => name.includes("node_modules"));

before(async () => {
  const both = await bundle('import * as age from "age-encryption"; globalThis.age = age; import "./src/seal.ts";');
  // One copy of each module, those of seal.js among them.
  const shipped = await bundle('import "./src/seal.ts";');
  const here = new Set(modules(both.metafile));
  ok(modules(shipped.metafile).length > 5);
  deepEqual(modules(shipped.metafile).filter((name) => !here.has(name)), []);
  const page: Record<string, unknown> = {
    crypto, TextEncoder, TextDecoder, ReadableStream, TransformStream, Response, Uint8Array, BigInt, CryptoKey,
  };
  page["window"] = page;
  page["globalThis"] = page;
  vm.runInNewContext(both.text, page);
  library = page["age"] as typeof age;
});

class Vector {
  readonly head = new Map<string, string[]>();
  readonly file: Uint8Array;

  constructor(readonly name: string, bytes: Uint8Array) {
    const raw = Buffer.from(bytes);
    const end = raw.indexOf("\n\n");
    for (const line of raw.subarray(0, end).toString("utf8").split("\n")) {
      const at = line.indexOf(": ");
      const key = line.slice(0, at);
      this.head.set(key, [...this.all(key), line.slice(at + 2)]);
    }
    const body = raw.subarray(end + 2);
    this.file = Uint8Array.from(this.all("compressed").includes("zlib") ? inflateSync(body) : body);
  }

  all(key: string): string[] {
    return this.head.get(key) ?? [];
  }
}

async function outcome(vector: Vector): Promise<string> {
  let file = vector.file;
  if (vector.all("armored").includes("yes")) {
    try {
      file = library.armor.decode(new TextDecoder().decode(file));
    } catch {
      return "armor failure";
    }
  }
  const decrypter = new library.Decrypter();
  for (const identity of vector.all("identity")) decrypter.addIdentity(identity);
  for (const passphrase of vector.all("passphrase")) decrypter.addPassphrase(passphrase);
  try {
    await decrypter.decryptHeader(file);
  } catch (error) {
    const message = String(error);
    if (message.includes("no identity matched")) return "no match";
    return message.includes("HMAC") ? "HMAC failure" : "header failure";
  }
  try {
    const payload = await decrypter.decrypt(file);
    equal(createHash("sha256").update(payload).digest("hex"), vector.all("payload")[0], vector.name);
    return "success";
  } catch (error) {
    // The nonce before the first chunk counts as part of the header.
    return String(error).includes("before reading 16 bytes") ? "header failure" : "payload failure";
  }
}

test("every vector ends as it should", async () => {
  const packed = (cctv as { default?: Record<string, Uint8Array> }).default ?? (cctv as Record<string, Uint8Array>);
  const vectors = Object.entries(packed).map(([name, bytes]) => new Vector(name, bytes));
  equal(vectors.length, VECTORS);
  const wrong: string[] = [];
  for (const vector of vectors) {
    const found = await outcome(vector);
    const expected = vector.all("expect")[0];
    if (found !== expected) wrong.push(`${vector.name}: ${found} in place of ${expected}`);
  }
  deepEqual(wrong.sort(), DEPARTURES);
});
