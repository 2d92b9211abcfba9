// `my-review new` asks at a terminal for what it was not told, and makes the
// portal of the answers.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { program, root, run } from "./support.mjs";

const folder = mkdtempSync(join(tmpdir(), "my-review-new-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function answer(dir, ...typed) {
  const script = join(root, "tests/journey/type_at_prompt.py");
  const args = [script, ...typed, "--", program("my-review"), "new", dir];
  return spawnSync("python3", args, { encoding: "utf8", timeout: 60_000 });
}

test("what is asked is answered, and three commands come last", () => {
  const dir = join(folder, "fenland");
  const typed = ["Fenland Council", "", "Big Meeting", "Heard in Fenland", "", "", "#8fb8ff", "", "", "cy", ""];
  const ran = answer(dir, ...typed);
  assert.equal(ran.status, 0, ran.stdout + ran.stderr);
  const questions = [
    "The council's whole name [Our Council]: ",
    "The portal's name [My Review]: ",
    "What you call the meeting, as in “your … meeting” [My Review]: ",
    "What your Children in Care Council calls itself [Children in Care Council]: ",
    "Where the site will be [",
    "Where sealed answers will be sent [",
    "Your colour for links and buttons [the built-in one]: ",
    "Your colour for the band at the top [the built-in one]: ",
    "Other languages than English, by their short codes, such as cy, pl [none]: ",
    "A public key (age1…) that answers are sealed to [two new keys are made]: ",
  ];
  let from = 0;
  for (const question of questions) {
    const at = ran.stdout.indexOf(question, from);
    assert.ok(at >= 0, `${question} does not come in its turn:\n${ran.stdout}`);
    from = at;
  }
  assert.match(ran.stdout, /has a contrast of .* can be read everywhere\./s);
  const lines = ran.stdout.trimEnd().split(/\r?\n/).map((line) => line.trim());
  assert.deepEqual(lines.slice(-3), [`my-review preview ${dir}`, `my-review check ${dir}`, `my-review build ${dir}`]);
  const site = readFileSync(join(dir, "site.yaml"), "utf8");
  for (const said of ["Fenland Council", "Big Meeting", "Heard in Fenland", "cy"]) assert.ok(site.includes(said), said);
  assert.ok(existsSync(join(folder, "fenland-keys/key-in-use.txt")));
  run("my-review", ["check", dir], { stdio: "pipe" });
  run("my-review", ["build", dir], { stdio: "pipe" });
  assert.match(readFileSync(join(dir, "public/index.html"), "utf8"), /Fenland Council/);
});

test("a folder that is not empty is not asked about", () => {
  const ran = answer(root);
  assert.equal(ran.status, 2);
  assert.match(ran.stdout, /is not empty: name a new folder, and it will be made/);
});
