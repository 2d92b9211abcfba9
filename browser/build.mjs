// Bundles the form's scripts: node build.mjs OUTDIR
//
// form.js comes with the page; rest.js, which every form needs but not at first,
// when the page is there; seal.js, which holds the encryption, is fetched
// when a child nears the end of the form; media.js, which draws and records, when
// a question asks for that; draft.js, which locks a form that is not finished and
// opens it again, when a child wants that. tidy.js is for the pages without a form.
import { build } from "esbuild";
import { mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { lighter } from "./lighter.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
if (!out) {
  console.error("Say where to write the scripts: node build.mjs OUTDIR");
  process.exit(2);
}
mkdirSync(resolve(out), { recursive: true });

const entry = (name, path = name) => [name, join(here, `src/${path}.ts`)];
const bundle = (entries, more = {}) =>
  build({
    absWorkingDir: here,
    entryPoints: Object.fromEntries(entries),
    outdir: resolve(out),
    bundle: true,
    minify: true,
    charset: "utf8",
    format: "iife",
    target: "es2023",
    platform: "browser",
    legalComments: "eof",
    metafile: true,
    logLevel: "error",
    ...more,
  });

const { seal, draft } = lighter(here);
const results = await Promise.all([
  bundle([entry("page"), entry("tools"), entry("form"), entry("rest"), entry("media", "media/media"), entry("tidy")]),
  bundle([entry("seal")], seal),
  bundle([entry("draft")], draft),
]);

// Two copies of the same cryptography would double the weight, and one of them
// would escape the tests. `overrides` in package.json keeps it to one.
const copies = new Map();
for (const input of results.flatMap(({ metafile }) => Object.keys(metafile.inputs))) {
  const found = /^(.*node_modules\/(@noble\/[^/]+))\//.exec(input);
  if (found) copies.set(found[2], (copies.get(found[2]) ?? new Set()).add(found[1]));
}
for (const [name, places] of copies) {
  if (places.size > 1) {
    console.error(`${name} would be bundled ${places.size} times:\n${[...places].join("\n")}`);
    process.exit(1);
  }
}
