// Out of the page at once, and nothing of the answers behind.
import { deepEqual, equal, ok } from "node:assert/strict";
import { after, before, test } from "node:test";
import type { BrowserContext, Page } from "playwright-core";
import { violations } from "./axe";
import { allHere, becomes, heading, next, press, settled, start, toCheck } from "./moves";
import { Stage } from "./support";

const FRAGMENT = "#i=4T9X-K2MD-7QHP-W3NC";
const SECRET = /quokka|4T9X|K2MD/i;
let stage: Stage;

before(async () => {
  // A browser for tests does without the back-forward cache; people's have it.
  stage = await Stage.open({ ignoreDefaultArgs: ["--disable-back-forward-cache"] });
});
after(() => stage.close());

/** The page the exit leads to, without the internet. */
const weather = (context: BrowserContext) =>
  context.route("https://www.bbc.co.uk/**", (route) =>
    route.fulfill({ body: "<!doctype html><title>Weather</title><h1>Weather</h1>", contentType: "text/html" }));

async function secret(page: Page): Promise<void> {
  await start(page);
  await next(page);
  await page.getByRole("textbox").fill("Quokka");
}

/** Everything that a page and its browser could have kept. */
async function kept(page: Page): Promise<string> {
  const cookies = JSON.stringify(await page.context().cookies());
  const inside = await page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const caches_ = "caches" in globalThis ? await caches.keys() : [];
    const boxes = [...document.querySelectorAll<HTMLInputElement>("input, textarea, select")]
      .map((box) => (box.type === "checkbox" || box.type === "radio" ? (box.checked ? box.value : "") : box.value)).filter(Boolean);
    return JSON.stringify({
      local: { ...localStorage }, session: { ...sessionStorage }, databases, caches_, boxes,
      url: location.href, title: document.title, state: history.state, text: document.documentElement.textContent,
    });
  });
  return cookies + inside;
}

/** A page from memory is not loaded again. */
const back = (page: Page) => page.goBack({ waitUntil: "commit" });

/** Whether it came from the browser's memory: it says so itself once it is shown
 *  again, and if it was loaded anew it never can. */
const persisted = async (page: Page) => {
  await page.waitForFunction(() => "cameBack" in globalThis || (document.readyState === "complete"
    && performance.getEntriesByType("navigation").some((entry) => (entry as PerformanceNavigationTiming).type === "back_forward")));
  return page.evaluate(() => (globalThis as unknown as { cameBack?: boolean }).cameBack === true);
};

/** Notes in the page whether the browser kept it and shows it again. */
const noteReturn = (page: Page) =>
  page.evaluate(() => addEventListener("pageshow", ({ persisted }) => ((globalThis as unknown as { cameBack?: boolean }).cameBack = persisted)));

test("the cover is there before anything else, and says so to screen readers", async () => {
  const { page, context } = await stage.visit("every-kind", {}, FRAGMENT);
  await secret(page);
  // Held there by a network that does not answer.
  await context.route("https://www.bbc.co.uk/**", () => new Promise(() => undefined));
  const seen = await page.evaluate(() => {
    document.querySelector<HTMLElement>(".form-leave")?.click();
    const cover = getComputedStyle(document.documentElement, "::after");
    return {
      colour: cover.backgroundColor, inset: cover.inset, position: cover.position,
      box: document.querySelector<HTMLInputElement>(".question input[type=text]")?.value,
      said: document.querySelector("[data-live]")?.textContent,
      bar: document.querySelector(".form-bar")?.checkVisibility({ visibilityProperty: true }),
      header: document.querySelector(".site-header")?.checkVisibility({ visibilityProperty: true }),
    };
  });
  deepEqual(seen, {
    colour: "rgb(255, 255, 255)", inset: "0px", position: "fixed", box: "", said: "Leaving this page.", bar: false, header: false,
  });
  await context.close();
});

for (const [name, options] of [
  ["light", {}], ["dark", { colorScheme: "dark" }], ["forced colours", { forcedColors: "active" }],
] as const) {
  test(`axe finds nothing on the cover, and nothing of the form can be reached behind it (${name})`, async () => {
    const { page, context } = await stage.visit("every-kind", options, FRAGMENT);
    // An answer without a page leaves the browser where it is.
    await context.route("https://www.bbc.co.uk/**", (route) => route.fulfill({ status: 204 }));
    await secret(page);
    await page.evaluate(() => document.querySelector<HTMLElement>(".form-leave")?.click());
    await page.locator("html.is-leaving").waitFor({ state: "attached" });
    // Nothing is there, and so no heading either.
    deepEqual((await violations(page)).filter((found) => !found.startsWith("page-has-heading-one:")), []);
    for (let presses = 0; presses < 4; presses += 1) {
      await page.keyboard.press("Tab");
      await settled(page);
      equal(await page.evaluate(() => document.activeElement?.localName), "body");
    }
    await context.close();
  });
}

test("the button's name says how it goes with the keyboard", async () => {
  const { page, context } = await stage.visit("every-kind", {}, FRAGMENT);
  await page.getByRole("button", { name: "Leave this page or press the Shift key three times" }).waitFor();
  await context.close();
});

test("Shift three times leaves; capital letters do not, nor three that are far apart", async () => {
  const { page, context } = await stage.visit("every-kind", {}, FRAGMENT);
  await weather(context);
  await secret(page);
  const box = page.getByRole("textbox");
  const live = page.locator("[data-live]");
  await box.focus();
  for (const letter of ["A", "B", "C", "D"]) await page.keyboard.press(`Shift+${letter}`);
  await page.keyboard.press("Shift");
  await page.keyboard.press("Shift");
  await page.keyboard.press("a");
  await page.keyboard.press("Shift");
  await becomes(() => live.textContent(), "Shift, press 2 more times to leave this page.");
  equal(await page.locator(".form-leave__dots .is-on").count(), 1);
  await live.getByText("Leaving this page was not finished.").waitFor({ state: "attached" });
  equal(await page.locator(".form-leave__dots").isVisible(), false);
  equal(await box.inputValue(), "QuokkaABCDa");
  await page.keyboard.press("Shift");
  await page.keyboard.press("Shift");
  await becomes(() => live.textContent(), "Shift, press 1 more time to leave this page.");
  await page.keyboard.press("Shift");
  await page.waitForURL(/bbc/);
  ok(!SECRET.test(await kept(page)));
  await context.close();
});

test("after the exit the browser's Back shows an empty page, from its memory or anew", async () => {
  const { page, context } = await stage.visit("every-kind", {}, FRAGMENT);
  await weather(context);
  await secret(page);
  await noteReturn(page);
  await press(page, /Leave this page/);
  await page.waitForURL(/bbc/);
  await back(page);
  await page.waitForURL(/every-kind/, { waitUntil: "commit" });
  const left = await kept(page);
  ok(!SECRET.test(left), left);
  await page.getByRole("button", { name: "Start" }).waitFor();
  equal(await page.locator("html.is-leaving").count(), 0);
  await context.close();
});

/** Chromium keeps no page that has asked for the device's voices. Other
 *  browsers do, so here the page is one that has none to ask. */
async function withoutVoices(page: Page): Promise<void> {
  await page.addInitScript(() => Object.defineProperty(window, "speechSynthesis", { value: undefined }));
  const { href } = new URL(page.url());
  await page.goto("about:blank");
  await page.goto(href + FRAGMENT);
  await allHere(page);
}

test("a page that the browser really kept and shows again is empty", async (t) => {
  const { page, context } = await stage.visit("every-kind", {}, FRAGMENT);
  await withoutVoices(page);
  await secret(page);
  await next(page);
  await noteReturn(page);
  // Not the exit: a bookmark, a link. Whoever asks "leave?" is answered.
  page.on("dialog", (dialog) => void dialog.accept());
  await page.goto(`${stage.site}/forms/survey/`);
  await back(page);
  await page.waitForURL(/every-kind/, { waitUntil: "commit" });
  if (!(await persisted(page))) {
    const why = await page.evaluate(() => {
      const [entry] = performance.getEntriesByType("navigation");
      return JSON.stringify((entry as unknown as { notRestoredReasons?: unknown }).notRestoredReasons ?? null);
    });
    t.diagnostic(`not restored from the back-forward cache: ${why}`);
  }
  equal(await persisted(page), true, "Chromium keeps the page");
  ok(!SECRET.test(await kept(page)));
  await page.getByRole("button", { name: "Start" }).waitFor();
  await context.close();
});

test("after sending, nothing is left, and a kept page says only that it was sent", async () => {
  const { page, context } = await stage.visit("every-kind", {}, FRAGMENT);
  await withoutVoices(page);
  await secret(page);
  await next(page);
  await toCheck(page);
  await press(page, "Send my answers");
  await heading(page, /We got it/);
  ok(!SECRET.test(await kept(page)), "sent");
  await noteReturn(page);
  await page.goto(`${stage.site}/forms/survey/`);
  await back(page);
  await page.waitForURL(/every-kind/, { waitUntil: "commit" });
  equal(await persisted(page), true);
  ok(!SECRET.test(await kept(page)), "restored");
  for (let steps = 0; steps < 4; steps += 1) {
    await back(page).catch(() => undefined);
    if (!page.url().includes("every-kind")) break;
    ok(!SECRET.test(await kept(page)), `back ${steps}`);
  }
  await context.close();
});
