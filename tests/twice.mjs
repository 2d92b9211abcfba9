// Runs test files one after the other, each in its own process.
//   node tests/twice.mjs FILE...
// A file that fails is run once more, after all the others: a real browser on
// a busy machine can miss a moment that no child would. One that fails twice
// fails the run. One that needed its second run is named at the end, so that
// an unsteady test is seen and mended rather than forgotten.
import { spawnSync } from "node:child_process";
import { basename } from "node:path";
import { argv, execPath, exit, stdout } from "node:process";
import { fileURLToPath } from "node:url";

/** A file that hangs ends after this many milliseconds, and counts as failed. */
const LIMIT = 1_800_000;

/** Whether every test of the file passed. */
function passes(file) {
  const flags = ["--test", "--enable-source-maps", "--test-reporter=spec", `--test-timeout=${LIMIT}`];
  return spawnSync(execPath, [...flags, file], { stdio: "inherit", timeout: LIMIT, killSignal: "SIGKILL" }).status === 0;
}

/** Those of the files that fail, after a heading each. */
function failing(files, heading) {
  return files.filter((file) => {
    stdout.write(`\n-- ${heading}${basename(file)}\n`);
    return !passes(file);
  });
}

/** How many of the files fail twice. */
export function runAll(files) {
  const once = failing(files, "");
  const twice = failing(once, "again: ");
  for (const file of once) {
    stdout.write(`\n${twice.includes(file) ? "FAILED TWICE" : "UNSTEADY (passed the second time)"}: ${basename(file)}\n`);
  }
  return twice.length;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const files = argv.slice(2);
  if (files.length === 0) {
    console.error("usage: node tests/twice.mjs FILE...");
    exit(2);
  }
  exit(runAll(files) === 0 ? 0 : 1);
}
