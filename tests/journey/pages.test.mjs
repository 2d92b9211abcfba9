// Every page of the build in a real browser: axe in every mode, no scrolling
// sideways on a small phone, nothing refused by the page's own policy.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { after, before, test } from "node:test";
import { AxeBuilder, Council, launch, press, root, run, serve } from "./support.mjs";

// `look` names the rules that depend on how a page looks, where the others have
// been asked before. Forced colours are the reader's own: axe reads the page's.
// `letters` are larger by a style sheet of the reader's (WCAG 2.2, 1.4.4).
const modes = [
  { name: "light, desktop", viewport: { width: 1280, height: 900 } },
  { name: "dark, phone", viewport: { width: 390, height: 844 }, colorScheme: "dark", look: ["color-contrast", "target-size", "scrollable-region-focusable"] },
  { name: "forced colours, small phone", viewport: { width: 320, height: 640 }, forcedColors: "active", look: ["target-size", "scrollable-region-focusable"] },
  { name: "script off", viewport: { width: 390, height: 844 }, javaScriptEnabled: false },
  { name: "letters twice as large, phone", viewport: { width: 390, height: 844 }, bypassCSP: true, letters: "200%" },
];
// The whole of WCAG 2.2 A and AA, and what axe holds for good practice.
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let council;
let browser;
before(async () => {
  council = await Council.open();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  council?.close();
});

/** The address of every page that the build wrote. */
function pages(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(".html"))
    .map((name) => `/${relative(folder, join(folder, name)).replace(/index\.html$/, "")}`)
    .sort();
}

test("every page, in every mode", { concurrency: 2 }, async (t) => {
  const paths = pages(join(council.folder, "public"));
  assert.ok(paths.length > 8, `only ${paths.length} pages`);
  // Two modes at a time: there are many pages.
  await Promise.all(modes.map((mode) =>
    t.test(mode.name, async () => {
      const context = await browser.newContext({ ...mode, look: undefined, letters: undefined, reducedMotion: "reduce" });
      const page = await context.newPage();
      const refused = [];
      page.on("console", (message) => message.type() === "error" && refused.push(message.text()));
      page.on("pageerror", (error) => refused.push(error.message));
      for (const path of paths) {
        await page.goto(council.site.url + path);
        assert.equal(await page.locator("h1").count(), 1, `${path} has one main heading`);
        if (mode.letters) await page.addStyleTag({ content: `:root { font-size: ${mode.letters} }` });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${path} scrolls sideways by ${wide} pixels`);
        if (mode.letters || mode.javaScriptEnabled === false) continue; // axe is a script itself.
        const axe = new AxeBuilder({ page });
        if (mode.look) axe.withRules(mode.look);
        else axe.withTags(rules);
        const { violations } = await axe.analyze();
        const found = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join("; ")}`);
        assert.deepEqual(found, [], path);
      }
      assert.deepEqual(refused, []);
      await context.close();
    })));
});

test("every page of the manual, by day on a screen and by night on a small phone", async () => {
  const folder = join(council.folder, "manual");
  run("my-review", ["build", join(root, "docs"), "--out", folder], { stdio: "pipe" });
  const site = await serve(folder);
  try {
    // The page for what is missing finds its styles from the manual's own address.
    const paths = pages(folder).filter((path) => path !== "/404.html");
    assert.ok(paths.length > 12, `only ${paths.length} pages`);
    for (const dark of [false, true]) {
      const mode = dark ? { viewport: modes[2].viewport, colorScheme: "dark" } : { viewport: modes[0].viewport };
      const context = await browser.newContext({ ...mode, reducedMotion: "reduce" });
      const page = await context.newPage();
      for (const path of paths) {
        await page.goto(site.url + path);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${path} scrolls sideways by ${wide} pixels`);
        const axe = new AxeBuilder({ page });
        const { violations } = await (dark ? axe.withRules(modes[1].look) : axe.withTags(rules)).analyze();
        assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join("; ")}`), [], path);
      }
      await context.close();
    }
  } finally {
    site.server.close();
  }
});

test("nothing can be submitted into an address, with script or without", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled, reducedMotion: "reduce" });
    const page = await context.newPage();
    const url = `${council.site.url}/forms/my-review-8-11/`;
    await page.goto(url);
    assert.equal(await page.locator("form, [type=submit]").count(), 0);
    if (javaScriptEnabled) {
      await press(page, "Start");
      await page.getByLabel("Me, on my own").check();
      // Without an invitation the page asks who the child is.
      await press(page, "Next");
    }
    const boxes = page.locator("input[type=text]:visible, input:not([type]):visible, textarea:visible");
    await boxes.first().waitFor();
    await boxes.first().fill("quokka-7731");
    await boxes.first().press("Enter");
    await page.waitForTimeout(200);
    assert.equal(page.url(), url);
    assert.ok(council.site.asked.every((asked) => !asked.includes("quokka")), "nothing was asked with it");
    await context.close();
  }
});
