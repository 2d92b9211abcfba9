// What leaves the device: sealed with the bundle that ships, opened again by
// others' code.
import { equal, deepEqual, ok, match } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import vm from "node:vm";
import { Decrypter, generateHybridIdentity, generateX25519Identity, identityToRecipient } from "age-encryption";
import { paddedLength } from "../src/padding";
import type { Seal } from "../src/seal";
import { receiptOf } from "../src/token";

declare const REPOSITORY: string;

let folder = "";
let seal: Seal;

before(() => {
  folder = mkdtempSync(join(tmpdir(), "my-review-"));
  const built = spawnSync(process.execPath, [join(REPOSITORY, "browser/build.mjs"), folder], { encoding: "utf8" });
  equal(built.status, 0, built.stderr);
  // The shipped script in a bare global scope, as a page would give it.
  const page: Record<string, unknown> = {
    crypto, TextEncoder, TextDecoder, ReadableStream, TransformStream, Response, Uint8Array, BigInt,
  };
  page["window"] = page;
  page["globalThis"] = page;
  vm.runInNewContext(readFileSync(join(folder, "seal.js"), "utf8"), page);
  seal = page["myReviewSeal"] as Seal;
});

after(() => rmSync(folder, { recursive: true, force: true }));

for (const [kind, generate] of [["X25519", generateX25519Identity], ["hybrid", generateHybridIdentity]] as const) {
  test(`sealed to two ${kind} recipients, either opens it`, async () => {
    const identities = [await generate(), await generate()];
    const recipients = await Promise.all(identities.map(identityToRecipient));
    const text = JSON.stringify({ answer: "مرحبا 🐶", long: "x".repeat(70_000) });
    const sealed = await seal(text, recipients);
    equal(sealed.receipt, receiptOf(createHash("sha256").update(sealed.bytes).digest()));
    for (const identity of identities) {
      const decrypter = new Decrypter();
      decrypter.addIdentity(identity);
      const opened = await decrypter.decrypt(Uint8Array.from(sealed.bytes));
      equal(opened.length, paddedLength(new TextEncoder().encode(text).length));
      const back = new TextDecoder().decode(opened);
      equal(back.trimEnd(), text);
      deepEqual(JSON.parse(back), JSON.parse(text));
    }
  });
}

test("the file is binary age, and nothing of the text is in it", async () => {
  const sealed = await seal('{"secret":"I miss Biscuit"}', [await identityToRecipient(await generateX25519Identity())]);
  const raw = Buffer.from(sealed.bytes).toString("latin1");
  match(raw, /^age-encryption\.org\/v1\n-> X25519 /);
  ok(!raw.includes("Biscuit"));
});

test("Debian's age opens it", { skip: spawnSync("age", ["--version"]).error !== undefined }, async () => {
  const identity = await generateX25519Identity();
  const sealed = await seal('{"answer":"yes"}', [await identityToRecipient(identity)]);
  writeFileSync(join(folder, "identity"), `${identity}\n`, { mode: 0o600 });
  writeFileSync(join(folder, "sealed.age"), sealed.bytes);
  const opened = spawnSync("age", ["-d", "-i", join(folder, "identity"), join(folder, "sealed.age")], { encoding: "utf8" });
  equal(opened.status, 0, opened.stderr);
  deepEqual(JSON.parse(opened.stdout), { answer: "yes" });
});

test("no recipient, no file", async () => {
  let refused = false;
  await seal("{}", []).catch(() => (refused = true));
  ok(refused);
});
