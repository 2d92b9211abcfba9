// A passphrase is typed at a terminal, twice, and is never shown.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { program, root } from "./support.mjs";

const folder = mkdtempSync(join(tmpdir(), "my-review-prompt-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function keygen(out, ...typed) {
  const script = join(root, "tests/journey/type_at_prompt.py");
  const args = [script, ...typed, "--", program("my-review-courier"), "keygen", "--out", out];
  const env = { ...process.env };
  delete env.MY_REVIEW_PASSPHRASE_FILE;
  delete env.CREDENTIALS_DIRECTORY;
  return spawnSync("python3", args, { encoding: "utf8", timeout: 60_000, env });
}

test("the same passphrase twice locks the key", () => {
  const out = join(folder, "identity.txt");
  const ran = keygen(out, "quokka staple", "quokka staple");
  assert.equal(ran.status, 0, ran.stdout + ran.stderr);
  assert.match(ran.stdout, /^age1pq1[0-9a-z]+\r?$/m);
  assert.ok(!ran.stdout.includes("quokka"), "what is typed is not shown");
  assert.match(readFileSync(out, "utf8"), /^-----BEGIN AGE ENCRYPTED FILE-----/);
});

test("two that differ make nothing", () => {
  const out = join(folder, "other.txt");
  const ran = keygen(out, "quokka staple", "quokka stable");
  assert.equal(ran.status, 2, ran.stdout + ran.stderr);
  assert.match(ran.stdout, /the two passphrases differ/);
  assert.ok(!existsSync(out));
});
