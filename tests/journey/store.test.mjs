// The inbox in an object store: the letterbox and the courier, as the real
// programs, over a faithful imitation of S3.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Council, python, start } from "./support.mjs";

let s3;
let council;
before(async () => {
  s3 = await start(python, ["-m", "moto.server", "-H", "127.0.0.1", "-p", "0"], /http:\/\/127\.0\.0\.1:\d+/);
  assert.equal((await fetch(`${address()}/northmoor-inbox`, { method: "PUT" })).status, 200);
  council = await Council.open({
    inbox: "s3://northmoor-inbox/my-review",
    environment: {
      AWS_ACCESS_KEY_ID: "courier",
      AWS_SECRET_ACCESS_KEY: "invented",
      AWS_REGION: "us-east-1",
      AWS_ENDPOINT_URL: address(),
      AWS_ALLOW_HTTP: "true",
    },
  });
});
after(() => {
  council?.close();
  s3?.child.kill();
});

const address = () => s3.match[0];

/** The keys of everything in the bucket. */
async function keys() {
  const listing = await (await fetch(`${address()}/northmoor-inbox?list-type=2`)).text();
  return [...listing.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key);
}
const kept = async () => (await keys()).filter((key) => key.startsWith("my-review/responses/"));
const id = (n) => `0190f3c2-6e1b-7cc2-9d7e-1d7c2d5f9a${n}`;

test("an answer goes through the store to the IRO", async () => {
  assert.equal((await fetch(`${council.letterboxUrl}/healthz`)).status, 200);
  const sealed = council.sealWithPyrage(council.byCarer("Zoë Hartwell", id(10)));
  const first = await council.post(sealed);
  assert.equal(first.status, 201);
  const again = await council.post(sealed);
  assert.equal(again.status, 200);
  assert.deepEqual(await again.json(), await first.json());
  assert.equal((await kept()).length, 1);
  assert.match((await kept())[0], /^my-review\/responses\/[0-9a-f]{64}\.age$/);

  assert.equal(council.status().received, 1);
  council.courier("deliver");
  assert.equal(council.status().delivered, 1);
  const [mail] = council.messages();
  assert.match(mail.text, /Her swimming badge/);
});

test("many at once with the same bytes are one file", async () => {
  const before = (await kept()).length;
  const sealed = council.sealWithPyrage({ ...council.byCarer("Nobody Known", id(11)), padding: "x".repeat(200_000) });
  const answers = await Promise.all(Array.from({ length: 12 }, () => council.post(sealed)));
  const statuses = answers.map((answer) => answer.status).sort();
  assert.deepEqual(statuses, [...Array(11).fill(200), 201]);
  assert.equal((await kept()).length, before + 1);
});

test("what is past its time is deleted from the store, and the store has no name of a child", async () => {
  const config = join(council.folder, "courier.yaml");
  const before = await kept();
  writeFileSync(config, readFileSync(config, "utf8").replace("days_after_delivery: 90", "days_after_delivery: 0"));
  council.courier("purge");
  assert.equal(council.status().purged, 1);
  assert.equal((await kept()).length, before.length - 1);
  assert.ok((await keys()).every((key) => /^my-review\/(healthz$|responses\/[0-9a-f]{64}\.age$)/.test(key)));
});

test("a store that is gone takes nothing, and says so", async () => {
  const sealed = council.sealWithPyrage(council.byCarer("Zoë Hartwell", id(12)));
  s3.child.kill();
  await new Promise((done) => s3.child.once("exit", done));
  const answer = await council.post(sealed);
  assert.equal(answer.status, 503);
  assert.equal(answer.headers.get("content-type"), "application/problem+json");
  assert.notEqual((await fetch(`${council.letterboxUrl}/healthz`)).status, 200);
  assert.throws(() => council.courier("deliver"), (error) => error.status === 2 && /s3:\/\/northmoor-inbox/.test(error.stderr));
});
