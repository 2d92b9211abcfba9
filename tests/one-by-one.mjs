// Runs test files one after the other, each in its own process, so that one that
// hangs or brings its browser down does not take the others with it.
//   node tests/one-by-one.mjs FILE...
import { spawnSync } from "node:child_process";
import { basename } from "node:path";
import { argv, execPath, exit, stdout } from "node:process";
import { fileURLToPath } from "node:url";

/** A file that hangs ends after this many milliseconds, and counts as failed. */
const LIMIT = 1_200_000;

/** Whether every test of the file passed. */
function passes(file) {
  stdout.write(`\n-- ${basename(file)}\n`);
  const flags = ["--test", "--enable-source-maps", "--test-reporter=spec", `--test-timeout=${LIMIT}`];
  return spawnSync(execPath, [...flags, file], { stdio: "inherit", timeout: LIMIT, killSignal: "SIGKILL" }).status === 0;
}

/** How many of the files fail. A real browser on a busy machine is now and then late:
 *  a file that fails is run once more, and one that passes only then is named at the
 *  end too, as unsteady. What is broken fails both times. */
export function runAll(files) {
  const late = files.filter((file) => !passes(file));
  const failed = late.filter((file) => !passes(file));
  for (const file of late) stdout.write(`\n${failed.includes(file) ? "FAILED" : "UNSTEADY (passed at its second run; mend it)"}: ${basename(file)}\n`);
  return failed.length;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const files = argv.slice(2);
  if (files.length === 0) {
    console.error("usage: node tests/one-by-one.mjs FILE...");
    exit(2);
  }
  exit(runAll(files) === 0 ? 0 : 1);
}
