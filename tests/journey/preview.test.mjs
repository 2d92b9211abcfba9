// The preview in a browser: mistakes show and go, the form stays where it was.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { AxeBuilder, launch, press, program, root, settled, start } from "./support.mjs";

let folder;
let preview;
let browser;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "my-review-preview-"));
  for (const part of ["site.yaml", "content", "forms"]) cpSync(join(root, part), join(folder, part), { recursive: true });
  preview = await start(program("my-review"), ["preview", folder, "--port", "0"], /http:\/\/127\.0\.0\.1:\d+\//);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  preview?.child.kill();
  rmSync(folder, { recursive: true, force: true });
});

const form = () => join(folder, "forms/my-review-8-11.yaml");
const served = async () => (await fetch(`${preview.match[0]}forms/my-review-8-11/`)).text();

/** Lets a test change the form, and puts it back. Every page loads again when a form
 *  has changed: the next test begins once the preview serves what it served before. */
async function meanwhile(test) {
  const good = readFileSync(form(), "utf8");
  const before = await served();
  try {
    await test(good, (changed) => writeFileSync(form(), changed));
  } finally {
    writeFileSync(form(), good);
    await becomes(served, before);
  }
}

/** A page on which nothing moves. It is closed with the browser: it may be loading
 *  again just when its test ends, and to close it then can take for ever. */
async function visit(test) {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  await test(await context.newPage());
}

/** Waits until what is looked at is so; says what it was, if it does not become so. */
async function becomes(look, wanted) {
  for (let tries = 0; tries < 300; tries += 1) {
    if ((await look()) === wanted) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.equal(await look(), wanted);
}

const current = (page) => page.locator("[data-question]:visible").first().getAttribute("data-question");

test("a mistake shows in the page and goes; the form stays at its question", () => visit(async (page) => {
  const wrong = [];
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  page.on("pageerror", (error) => wrong.push(String(error)));
  await page.goto(`${preview.match[0]}forms/my-review-8-11/`);
  await press(page, "Start");
  await press(page, "See all the parts");
  await page.getByRole("button", { name: /Feeling safe/ }).click();
  await settled(page);
  await press(page, "Skip");
  const here = await current(page);
  const problems = page.locator("#my-review-problems");
  assert.equal(await problems.isVisible(), false);
  await meanwhile(async (good, save) => {
    save(good.replace("kind: number-scale", "kind: number-scael"));
    await page.getByText("unknown-value").waitFor();
    assert.match(await problems.innerText(), /forms\/my-review-8-11\.yaml:\d+:\d+/);
    assert.equal(await current(page), here, "a mistake moves nothing");
    assert.deepEqual((await new AxeBuilder({ page }).analyze()).violations.map((one) => one.id), []);

    save(good);
    await problems.waitFor({ state: "hidden" });
    assert.equal(await current(page), here);

    save(good.replace("title: Feeling safe", "title: Being all right"));
    await page.getByText("Being all right").first().waitFor({ state: "attached" });
    await page.waitForFunction((id) => document.querySelector(`[data-question="${id}"]:not([hidden])`)?.checkVisibility(), here);
  });
  assert.deepEqual(wrong, []);
}));

test("what was answered is still there after the page has changed", () => visit(async (page) => {
  const asked = [];
  page.on("dialog", (dialog) => (asked.push(dialog.type()), dialog.accept()));
  await page.goto(`${preview.match[0]}forms/my-review-8-11/`);
  await press(page, "Start");
  await press(page, "See all the parts");
  await page.getByRole("button", { name: /Feeling safe/ }).click();
  await settled(page);
  const question = page.locator("[data-question]:visible").first();
  const here = await current(page);
  await question.getByRole("radio").first().check({ force: true });
  await settled(page);
  await meanwhile(async (good, save) => {
    save(good.replace("title: Feeling safe", "title: Being all right"));
    await page.getByText("Being all right").first().waitFor({ state: "attached" });
    await page.waitForFunction((id) => document.querySelector(`[data-question="${id}"]:not([hidden])`)?.checkVisibility(), here);
    await page.waitForFunction((id) => document.querySelector(`[data-question="${id}"] input[type=radio]`)?.checked, here);
    // It is kept no longer than needed.
    await page.waitForFunction(() => !sessionStorage.getItem("my-review-preview")?.includes("answers"));
    assert.deepEqual(asked, [], "nobody is asked whether to leave");
  });
}));

test("text is larger, and the page is as on paper, after a reload too", () => visit(async (page) => {
  await page.goto(preview.match[0]);
  const size = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
  const before = await size();
  await press(page, "200%");
  await becomes(size, before * 2);
  const menu = page.locator(".site-header__menu").first();
  const onPaper = page.getByRole("button", { name: "On paper" });
  assert.equal(await menu.isVisible(), true);
  await press(page, "On paper");
  await menu.waitFor({ state: "hidden" });
  await page.reload();
  await becomes(size, before * 2);
  await becomes(() => onPaper.getAttribute("aria-pressed"), "true");
  await menu.waitFor({ state: "hidden" });
  await press(page, "On paper");
  await menu.waitFor();
}));

test("the bar leads to the other language and to the IRO's e-mail, and back to the same place", () => visit(async (page) => {
  const wrong = [];
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  page.on("pageerror", (error) => wrong.push(String(error)));
  const bar = page.getByRole("region", { name: "Preview", exact: true });
  const shown = (id) => page.waitForFunction((one) => document.querySelector(`[data-question="${one}"]:not([hidden])`)?.checkVisibility(), id);
  await page.goto(`${preview.match[0]}forms/my-review-8-11/`);
  await press(page, "Start");
  await press(page, "See all the parts");
  await page.locator(".form-parts__part").nth(2).click();
  await settled(page);
  const here = await current(page);

  // By keyboard alone.
  await bar.getByRole("link", { name: "Welsh" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/cy\/forms\/my-review-8-11\/$/);
  await shown(here);
  assert.equal(await page.locator("html").getAttribute("lang"), "cy");

  await bar.getByRole("link", { name: "As the IRO’s e-mail" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/\.my-review\/mail\/cy\/forms\/my-review-8-11\/$/);
  const letter = page.locator("main");
  assert.match(await letter.innerText(), /Welsh \(cy\)/);
  assert.equal(await bar.getByRole("link", { name: "As the IRO’s e-mail" }).getAttribute("aria-current"), "page");
  await bar.getByRole("link", { name: "English" }).click();
  await page.waitForURL(/\/\.my-review\/mail\/forms\/my-review-8-11\/$/);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual((await new AxeBuilder({ page }).analyze()).violations.map((one) => one.id), []);
  }

  // The letter has the questions of the form as it is now.
  const ask = "How do you feel about where you live?";
  await letter.getByText(ask).first().waitFor();
  await meanwhile(async (good, save) => {
    save(good.replace(ask, "What is it like where you live?"));
    await letter.getByText("What is it like where you live?").waitFor();
  });
  await letter.getByText(ask).first().waitFor();
  await settled(page);
  await bar.getByRole("link", { name: "As the child sees it" }).click();
  await page.waitForURL(/:\d+\/forms\/my-review-8-11\/$/);
  await shown(here);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(() => scrollTo(0, 0));
    assert.deepEqual((await new AxeBuilder({ page }).include(".my-review-bar").analyze()).violations.map((one) => one.id), []);
  }
  assert.deepEqual(wrong, []);
}));

test("each form offers whose e-mail it becomes; one that is counted becomes none", () => visit(async (page) => {
  const views = async (path) => {
    await page.goto(preview.match[0] + path);
    return page.getByRole("group", { name: "See it" }).locator("a, button").allInnerTexts();
  };
  assert.deepEqual(await views("forms/carer-view/"), ["As the carer sees it", "As the IRO’s e-mail", "On paper"]);
  assert.deepEqual(await views("forms/i-want-an-advocate/"), ["As the child sees it", "As the advocacy service’s e-mail", "On paper"]);
  assert.deepEqual(await views("forms/how-we-are-doing/"), ["On paper"]);
  assert.deepEqual(await views("what-is-a-review/"), ["On paper"]);
  assert.equal((await page.goto(`${preview.match[0]}.my-review/mail/forms/how-we-are-doing/`)).status(), 404);
  assert.equal((await page.goto(`${preview.match[0]}.my-review/mail/forms/nothing/`)).status(), 404);
}));
