// Prints what a form weighs on the wire: npm run sizes [SITE]
// SITE is a built site (default ../public); without one only the scripts are weighed.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const FIRST_LOAD = 45 * 1024;
const SEAL = 40 * 1024;

const weigh = (file) => gzipSync(readFileSync(file), { level: 9 }).length;
const line = (name, bytes) => console.log(`${(bytes / 1024).toFixed(1).padStart(7)} KB  ${name}`);
let tooHeavy = false;
const limit = (name, bytes, most) => {
  line(`${name} (at most ${most / 1024})`, bytes);
  tooHeavy ||= bytes > most;
};

const out = mkdtempSync(join(tmpdir(), "my-review-sizes-"));
try {
  const built = spawnSync(process.execPath, [join(here, "build.mjs"), out], { stdio: "inherit" });
  if (built.status !== 0) process.exit(1);
  line("form.js, gzip", weigh(join(out, "form.js")));
  limit("seal.js, gzip", weigh(join(out, "seal.js")), SEAL);
} finally {
  rmSync(out, { recursive: true, force: true });
}

const site = resolve(here, process.argv[2] ?? "../public");
if (existsSync(join(site, "forms"))) {
  const assets = readdirSync(join(site, "assets")).filter((name) => /^(form|site)\..*\.(js|css)$/.test(name));
  const shared = assets.reduce((sum, name) => sum + weigh(join(site, "assets", name)), 0);
  for (const name of assets) line(`assets/${name}`, weigh(join(site, "assets", name)));
  for (const form of readdirSync(join(site, "forms"), { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const html = weigh(join(site, "forms", form.name, "index.html"));
    line(`forms/${form.name}/, the page`, html);
    limit(`forms/${form.name}/, first load`, html + shared, FIRST_LOAD);
  }
}
if (tooHeavy) {
  console.error("Something is heavier than it may be.");
  process.exit(1);
}
