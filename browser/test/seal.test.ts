// What leaves the device: sealed with the bundle that ships, opened again by
// others' code.
import { equal, deepEqual, ok, match, rejects } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import vm from "node:vm";
import { p256 } from "@noble/curves/nist.js";
import { bech32 } from "@scure/base";
import { Decrypter, Encrypter, generateHybridIdentity, generateX25519Identity, identityToRecipient } from "age-encryption";
import { paddedLength } from "../src/padding";
import type { Seal } from "../src/seal";
import { receiptOf } from "../src/token";

declare const REPOSITORY: string;

const plain = (text: string) => ({ text, attachments: [] });

let folder = "";
let seal: Seal;

before(() => {
  folder = mkdtempSync(join(tmpdir(), "my-review-"));
  const built = spawnSync(process.execPath, [join(REPOSITORY, "browser/build.mjs"), folder], { encoding: "utf8" });
  equal(built.status, 0, built.stderr);
  // The shipped script in a bare global scope, as a page would give it.
  const page: Record<string, unknown> = {
    crypto, TextEncoder, TextDecoder, ReadableStream, TransformStream, Response, Uint8Array, BigInt,
    performance, MessageChannel, btoa,
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
    const sealed = await seal(plain(text), recipients);
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

test("attachments travel in the response, byte for byte, in slices", async () => {
  const identity = await generateX25519Identity();
  const recipients = [await identityToRecipient(identity)];
  const sizes = [0, 1, 2, 3, 48 * 1024 - 1, 48 * 1024, 48 * 1024 + 1, 3_000_001];
  const attachments = sizes.map((size, at) => ({
    id: `a${at}`, question: 'a "question"\n', media_type: "video/mp4",
    bytes: Uint8Array.from({ length: size }, (_, byte) => (byte * 31 + at) % 256),
  }));
  const told: number[] = [];
  const text = JSON.stringify({ answers: ["مرحبا 🐶"], attachments: [] });
  const sealed = await seal({ text, attachments }, recipients, (done) => told.push(done));
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const opened = await decrypter.decrypt(Uint8Array.from(sealed.bytes));
  const response = JSON.parse(new TextDecoder().decode(opened)) as { answers: string[]; attachments: Record<string, string>[] };
  deepEqual(response.answers, ["مرحبا 🐶"]);
  deepEqual(response.attachments, attachments.map(({ bytes, ...rest }) => ({ ...rest, bytes: Buffer.from(bytes).toString("base64") })));
  equal(opened.length, paddedLength(new TextEncoder().encode(JSON.stringify(response)).length), "padded by what is in it");
  ok(told.length > 2 && told.at(-1) === 1, `${told.length} signs of progress`);
  ok(told.every((done, at) => done >= (told[at - 1] ?? 0)), "never backwards");
});

test("a response that does not end with its attachments is not sealed", async () => {
  const recipients = [await identityToRecipient(await generateX25519Identity())];
  let refused = false;
  const attachments = [{ id: "a1", question: "q", media_type: "image/png", bytes: new Uint8Array(1) }];
  await seal({ text: '{"attachments":[],"more":1}', attachments }, recipients).catch(() => (refused = true));
  ok(refused);
});

test("the file is binary age, and nothing of the text is in it", async () => {
  const sealed = await seal(plain('{"secret":"I miss Biscuit"}'), [await identityToRecipient(await generateX25519Identity())]);
  const raw = Buffer.from(sealed.bytes).toString("latin1");
  match(raw, /^age-encryption\.org\/v1\n-> X25519 /);
  ok(!raw.includes("Biscuit"));
});

test("Debian's age opens it", { skip: spawnSync("age", ["--version"]).error !== undefined }, async () => {
  const identity = await generateX25519Identity();
  const sealed = await seal(plain('{"answer":"yes"}'), [await identityToRecipient(identity)]);
  writeFileSync(join(folder, "identity"), `${identity}\n`, { mode: 0o600 });
  writeFileSync(join(folder, "sealed.age"), sealed.bytes);
  const opened = spawnSync("age", ["-d", "-i", join(folder, "identity"), join(folder, "sealed.age")], { encoding: "utf8" });
  equal(opened.status, 0, opened.stderr);
  deepEqual(JSON.parse(opened.stdout), { answer: "yes" });
});

test("no recipient, no file", async () => {
  let refused = false;
  await seal(plain("{}"), []).catch(() => (refused = true));
  ok(refused);
});

test("a recipient on a curve that is left out of the page is refused, never sealed to wrongly", async () => {
  const key = p256.getPublicKey(p256.utils.randomSecretKey());
  const recipient = bech32.encodeFromBytes("age1tag", key);
  // The whole library takes it.
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  await encrypter.encrypt("{}");
  await rejects(seal(plain("{}"), [recipient]), /not part of the page/);
});
