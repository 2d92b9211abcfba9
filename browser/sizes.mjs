// Prints what each form of a site weighs on the wire: npm run sizes [SITE]
// SITE is a built site (default ../public); without one only the scripts are
// weighed. Ends with 1 if anything is heavier than it may be.
//
// A first load is everything that a form's page names and the browser fetches
// at once: the page with its symbols, its styles and its scripts. What comes
// late, when a child wants it, is listed below.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const FIRST_LOAD = 45 * 1024;
const LATE = { "rest.js": 12 * 1024, "seal.js": 40 * 1024, "media.js": 8 * 1024 };

const weigh = (bytes) => gzipSync(bytes, { level: 9 }).length;
const kb = (bytes) => (bytes / 1024).toFixed(1).padStart(7);
let tooHeavy = 0;
const mark = (bytes, most) => {
  if (bytes <= most) return "";
  tooHeavy += 1;
  return `  more than ${most / 1024} KB`;
};

/** The files that a page makes the browser fetch before anything is pressed. */
function fetchedBy(page, html) {
  const tags = html.match(/<(?:link\b[^>]*\brel="(?:stylesheet|preload)"|script\b[^>]*\bsrc=)[^>]*>/g) ?? [];
  return tags.map((tag) => resolve(dirname(page), /\b(?:href|src)="([^"]+)"/.exec(tag)[1]));
}

/** Every page of a form, in every language: those that hold a form's data. */
function forms(site) {
  return readdirSync(site, { recursive: true })
    .filter((name) => name.endsWith("index.html"))
    .map((name) => join(site, name))
    .filter((page) => readFileSync(page, "utf8").includes('id="form-data"'))
    .sort();
}

function table(site) {
  const cache = new Map();
  const weight = (file) => cache.get(file) ?? cache.set(file, weigh(readFileSync(file))).get(file);
  const seen = new Set();
  console.log("   page   styles scripts    all  KB gzip");
  for (const page of forms(site)) {
    const parts = { html: weight(page), css: 0, js: 0 };
    for (const file of fetchedBy(page, readFileSync(page, "utf8"))) {
      parts[file.endsWith(".css") ? "css" : "js"] += weight(file);
      seen.add(file);
    }
    const all = parts.html + parts.css + parts.js;
    const name = relative(site, dirname(page));
    console.log(`${kb(parts.html)}${kb(parts.css)}${kb(parts.js)}${kb(all)}  ${name}${mark(all, FIRST_LOAD)}`);
  }
  console.log("\nIn these:");
  for (const file of seen) console.log(`${kb(weight(file))}  ${basename(file)}`);
}

const out = mkdtempSync(join(tmpdir(), "my-review-sizes-"));
try {
  const built = spawnSync(process.execPath, [join(here, "build.mjs"), out], { stdio: "inherit" });
  if (built.status !== 0) process.exit(1);
  const site = resolve(here, process.argv[2] ?? "../public");
  if (existsSync(join(site, "forms"))) table(site);
  console.log("\nScripts, each alone:");
  for (const name of readdirSync(out).sort()) {
    const bytes = weigh(readFileSync(join(out, name)));
    console.log(`${kb(bytes)}  ${name}${mark(bytes, LATE[name] ?? Infinity)}`);
  }
} finally {
  rmSync(out, { recursive: true, force: true });
}
if (tooHeavy > 0) {
  console.error("Something is heavier than it may be.");
  process.exit(1);
}
