// Post-quantum keys between the real programs and npm's age-encryption: what it
// seals goes through the letterbox, and both the courier and it open that.
import { deepEqual, equal, ok } from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Decrypter, Encrypter } from "../../browser/node_modules/age-encryption/dist/index.js";

const program = (name) => fileURLToPath(new URL(`../../target/debug/${name}`, import.meta.url));

test("sealed by age-encryption, kept by the letterbox, opened by both", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "my-review-hybrid-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const courier = (...more) =>
    execFileSync(program("my-review-courier"), more, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const recipients = ["live", "recovery"].map((name) => courier("keygen", "--no-passphrase", "--out", name).trim());
  for (const recipient of recipients) ok(recipient.startsWith("age1pq1"));

  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const text = { answer: "مرحبا 🐶" };
  const sealed = await encrypter.encrypt(JSON.stringify(text));

  mkdirSync(join(folder, "inbox"));
  const letterbox = spawn(
    program("my-review-letterbox"),
    ["--inbox", "inbox", "--listen", "127.0.0.1:0", "--origin", "https://my-review.example"],
    { cwd: folder, stdio: ["ignore", "pipe", "pipe"] },
  );
  t.after(() => letterbox.kill());
  const address = await new Promise((found) => {
    const look = (chunk) => {
      const match = /http:\/\/127\.0\.0\.1:\d+/.exec(String(chunk));
      if (match) found(match[0]);
    };
    letterbox.stdout.on("data", look);
    letterbox.stderr.on("data", look);
  });
  const answer = await fetch(`${address}/responses`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: sealed,
  });
  equal(answer.status, 201);
  const [name] = readdirSync(join(folder, "inbox/responses")).filter((one) => one.endsWith(".age"));
  const file = join(folder, "inbox/responses", name);

  for (const key of ["live", "recovery"]) {
    writeFileSync(
      join(folder, "courier.yaml"),
      `inbox: ./inbox\nidentities: [./${key}]\nforms: ./forms.json\nledger: ./ledger.sqlite3\n` +
        "allocations: ./allocations.csv\niros: ./iros.yaml\nsite: https://my-review.example\nduty: duty@my-review.example\n" +
        "mail:\n  from: my-review@my-review.example\n  smtp: smtp://127.0.0.1:25\n",
    );
    deepEqual(JSON.parse(courier("open", file)), text);
    const decrypter = new Decrypter();
    decrypter.addIdentity(/^AGE-SECRET-KEY-PQ-1.*$/m.exec(readFileSync(join(folder, key), "utf8"))[0]);
    deepEqual(JSON.parse(await decrypter.decrypt(readFileSync(file), "text")), text);
  }
});
