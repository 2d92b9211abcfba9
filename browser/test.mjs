// Bundles each test file into a temporary folder and runs them with node:test.
//   node test.mjs unit      test/*.test.ts
//   node test.mjs page      ../tests/browser/*.test.ts, in a real browser
import { build } from "esbuild";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { runAll } from "../tests/one-by-one.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const [which = "unit", ...only] = process.argv.slice(2);
const folder = resolve(here, which === "page" ? "../tests/browser" : "test");
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".test.ts"))
  .filter((name) => only.length === 0 || only.some((part) => name.includes(part)))
  .map((name) => join(folder, name));
if (files.length === 0) {
  console.error(`No tests found in ${folder}`);
  process.exit(1);
}

// Below node_modules, so that what stays unbundled is still found from there.
const out = mkdtempSync(join(here, "node_modules/.tests-"));
try {
  await build({
    absWorkingDir: here,
    entryPoints: files,
    outdir: out,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    external: ["playwright-core", "@axe-core/playwright", "esbuild"],
    nodePaths: [join(here, "node_modules")],
    define: { REPOSITORY: JSON.stringify(resolve(here, "..")) },
    sourcemap: "inline",
    logLevel: "error",
  });
  const built = files.map((file) => join(out, basename(file).replace(/\.ts$/, ".mjs")));
  process.exitCode = runAll(built) === 0 ? 0 : 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
