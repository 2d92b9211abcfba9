// C2SP's public test vectors for the age format (https://c2sp.org/CCTV/age),
// each with its exact class of failure, on the cryptography that ships: the
// library is bundled and minified as build.mjs does it for seal.js, and runs in
// a bare global scope. The vectors open files and seal.js only seals, so the
// opening half is added. draft.js has that half itself, with the public keys left
// out; it runs what needs none. The Rust side runs the same (tests/age_vectors.rs).
import { deepEqual, equal, ok } from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { before, test } from "node:test";
import vm from "node:vm";
import { inflateSync } from "node:zlib";
import { build, type Metafile } from "esbuild";
import type * as age from "age-encryption";
import * as cctv from "cctv-age";
import { lighter } from "../lighter.mjs";
import type { Passphrase } from "../src/passphrase";

declare const REPOSITORY: string;

type Lighter = ReturnType<typeof lighter>["seal"];
const { seal: sealing, draft: drafting } = lighter(join(REPOSITORY, "browser"));

const VECTORS = 143;

// Where the library, 0.3.1, gives another class. It compares a MAC of the wrong
// length and finds it different; refused all the same.
const DEPARTURES = [
  "hmac_garbage: HMAC failure in place of header failure",
  "hmac_missing: HMAC failure in place of header failure",
  "hmac_truncated: HMAC failure in place of header failure",
];

let library: typeof age;
let draft: typeof age & { Passphrase: typeof Passphrase };

async function bundle(source: string, less: Lighter): Promise<{ text: string; metafile: Metafile }> {
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
    ...less,
  });
  return { text: built.outputFiles[0]!.text, metafile: built.metafile };
}

const modules = (metafile: Metafile): string[] => Object.keys(metafile.inputs).filter((name) => name.includes("node_modules"));

before(async () => {
  library = await load('import "./src/seal.ts"; globalThis.age = age;', "./src/seal.ts", sealing);
  const parts = 'import "./src/lock.ts"; import { Passphrase } from "./src/passphrase.ts"; globalThis.age = { ...age, Passphrase };';
  draft = (await load(parts, "./src/draft.ts", drafting)) as typeof draft;
});

/** The whole library, bundled with what ships, in a scope of its own. */
async function load(parts: string, entry: string, less: Lighter): Promise<typeof age> {
  const both = await bundle(`import * as age from "age-encryption"; ${parts}`, less);
  // One copy of each module, those of the script that ships among them.
  const shipped = await bundle(`import "${entry}";`, less);
  const here = new Set(modules(both.metafile));
  ok(modules(shipped.metafile).length > 5);
  deepEqual(modules(shipped.metafile).filter((name) => !here.has(name)), []);
  const page: Record<string, unknown> = {
    crypto, TextEncoder, TextDecoder, ReadableStream, TransformStream, Response, Uint8Array, BigInt, CryptoKey, setTimeout,
  };
  page["window"] = page;
  page["globalThis"] = page;
  vm.runInNewContext(both.text, page);
  return page["age"] as typeof age;
}

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

/** By the vector's keys; with a file's own key, or none, in their place. */
async function outcome(vector: Vector, library: typeof age & { Passphrase?: typeof Passphrase }, fileKey?: string): Promise<string> {
  let file = vector.file;
  if (vector.all("armored").includes("yes")) {
    try {
      file = library.armor.decode(new TextDecoder().decode(file));
    } catch {
      return "armor failure";
    }
  }
  const decrypter = new library.Decrypter();
  if (fileKey) decrypter.addIdentity({ unwrapFileKey: () => Uint8Array.from(Buffer.from(fileKey, "hex")) });
  else if (fileKey === undefined) for (const identity of vector.all("identity")) decrypter.addIdentity(identity);
  for (const passphrase of vector.all("passphrase")) {
    // Ours, where it ships.
    if (library.Passphrase) decrypter.addIdentity(new library.Passphrase(passphrase, 0));
    else decrypter.addPassphrase(passphrase);
  }
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

function vectors(): Vector[] {
  const packed = (cctv as { default?: Record<string, Uint8Array> }).default ?? (cctv as Record<string, Uint8Array>);
  const all = Object.entries(packed).map(([name, bytes]) => new Vector(name, bytes));
  equal(all.length, VECTORS);
  return all;
}

test("every vector ends as it should", async () => {
  const wrong: string[] = [];
  for (const vector of vectors()) {
    const found = await outcome(vector, library);
    const expected = vector.all("expect")[0];
    if (found !== expected) wrong.push(`${vector.name}: ${found} in place of ${expected}`);
  }
  deepEqual(wrong.sort(), DEPARTURES);
});

test("so does every passphrase, and every file once it has its key, with what ships in draft.js", async () => {
  const wrong: string[] = [];
  const ran = { passphrase: 0, fileKey: 0 };
  for (const vector of vectors()) {
    const expected = vector.all("expect")[0];
    const passphrase = vector.all("passphrase").length > 0;
    const [fileKey = ""] = vector.all("file key");
    // Whether a public key fits is no question here: draft.js has none.
    if (!passphrase && (fileKey === "" || !["success", "HMAC failure", "payload failure"].includes(expected ?? ""))) continue;
    ran[passphrase ? "passphrase" : "fileKey"] += 1;
    const found = await outcome(vector, draft, passphrase ? "" : fileKey);
    if (found !== expected) wrong.push(`${vector.name}: ${found} in place of ${expected}`);
  }
  deepEqual(wrong, []);
  deepEqual(ran, { passphrase: 26, fileKey: 44 });
});
