// Every component of the theme, with every example, in every look: axe by day,
// by night and in forced colours; no scrolling sideways on a small phone; and
// nothing of it in a council's site.
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { AxeBuilder, launch, program, root, run, serve } from "./support.mjs";

const modes = [
  { name: "by day", viewport: { width: 1280, height: 900 } },
  { name: "by night", viewport: { width: 390, height: 844 }, colorScheme: "dark" },
  { name: "in forced colours", viewport: { width: 320, height: 640 }, forcedColors: "active" },
];
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

let folder;
let site;
let browser;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "my-review-gallery-"));
  run(program("my-review"), ["gallery", root, "--out", folder], { stdio: "pipe" });
  site = await serve(folder);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  site?.server.close();
  rmSync(folder, { recursive: true, force: true });
});

const components = readdirSync(join(root, "themes/default/components")).map((file) => file.replace(".html", ""));

for (const look of ["little", "middle", "older"]) {
  for (const mode of modes) {
    test(`${look}, ${mode.name}`, async () => {
      const context = await browser.newContext({ ...mode, reducedMotion: "reduce" });
      const page = await context.newPage();
      const refused = [];
      page.on("console", (message) => message.type() === "error" && refused.push(message.text()));
      await page.goto(`${site.url}/${look}/`);
      assert.equal(await page.locator(`body.look-${look}`).count(), 1);
      for (const name of components) {
        const example = page.locator(`[data-component="${name}"] [data-example]`).first();
        assert.ok((await example.count()) === 1, `${name} has an example`);
        assert.ok((await example.innerHTML()).trim().length > 20, `${name} shows something`);
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `it scrolls sideways by ${wide} pixels`);
      // These words are written by the form's script.
      await page.evaluate(() => document.querySelectorAll("canvas").forEach((paper) => (paper.ariaLabel = "Your drawing")));
      await page.evaluate(() => {
        for (const button of document.querySelectorAll("button")) if (!button.innerText.trim()) button.append("Next");
      });
      // The same component stands here several times, and so do its ids.
      // Forced colours are the reader's own; axe reads the page's instead.
      const left = ["duplicate-id-aria", ...(mode.forcedColors ? ["color-contrast"] : [])];
      const { violations } = await new AxeBuilder({ page }).withTags(rules).disableRules(left).analyze();
      const found = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join("; ")}`);
      assert.deepEqual(found, []);
      assert.deepEqual(refused, []);
      await context.close();
    });
  }
}

test("a council's site has nothing of it", () => {
  const out = join(folder, "site");
  run(program("my-review"), ["build", root, "--out", out], { stdio: "pipe" });
  const pages = readdirSync(out, { recursive: true }).filter((name) => name.endsWith(".html"));
  assert.ok(pages.length > 8);
  for (const name of pages) {
    assert.ok(!readFileSync(join(out, name), "utf8").includes("data-example"), name);
  }
});
