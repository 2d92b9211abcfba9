// What the page is, whoever looks at it: without script, small, large, by a
// screen reader, printed, left and come back to.
import { deepEqual, equal, ok } from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { violations } from "./axe";
import { heading, next, press, scriptHere, start, toCheck } from "./moves";
import { Stage } from "./support";

const FRAGMENT = "#i=4T9X-K2MD-7QHP-W3NC";
let stage: Stage;

before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

/** Every step from the first to the check page, calling `look` on each. */
async function walk(page: Page, look: (step: string) => Promise<void>): Promise<void> {
  await look("start");
  await press(page, "Start");
  await page.getByRole("radio", { name: /Someone is helping me/ }).check();
  await look("who");
  await page.getByRole("radio", { name: "An advocate" }).check();
  await page.getByLabel(/helper’s name/).fill("Sam");
  await next(page);
  await next(page);
  await look("about, with errors");
  await page.getByLabel(/full name/).fill("Ash Wren");
  await next(page);
  for (let steps = 0; steps < 30; steps += 1) {
    const ask = await page.locator(".form-heading:visible").innerText();
    if (/Check your answers/.test(ask)) break;
    if (/matters most/.test(ask)) await press(page, "Add Friends to my list");
    if (/How do you feel/.test(ask)) {
      await page.getByRole("radio", { name: "Not good" }).check();
      await page.getByRole("radio", { name: "The child’s own words" }).check();
    }
    await look(ask);
    await next(page);
  }
  await look("check");
}

test("without script the whole form is there, and nothing can be submitted", async () => {
  const { page, context } = await stage.visit("every-kind", { javaScriptEnabled: false });
  for (const words of ["What should we call you?", "What would make it better?", "Did these happen?", "Who is filling this in?",
    "About you", "Music", "Please don’t come", "My word for “contact”", "You can still have your say", "Skip this one if it is not about you."]) {
    ok(await page.getByText(words).first().isVisible(), words);
  }
  equal(await page.locator("form, [type=submit], #form [name], #form button").count(), 0);
  await page.getByRole("textbox").nth(0).press("Enter");
  await page.locator("input").first().press("Enter");
  ok(page.url().endsWith("/forms/every-kind/"));
  await context.close();
});

test("when the script does not come the whole form is there too, and axe finds nothing in it", async () => {
  const { page, context } = await stage.visit("survey");
  await context.route(/form\.[0-9a-f]+\.js/, (route) => route.abort());
  await page.goto(`${stage.site}/forms/every-kind/`);
  ok(await page.getByText("Did these happen?").isVisible());
  ok(await page.getByText("You can still have your say").isVisible());
  deepEqual(await violations(page), []);
  await context.close();
});

test("with script there is still no form, no name, no submit button", async () => {
  const { page, context } = await stage.visit("every-kind", {}, FRAGMENT);
  equal(await page.locator("form, [type=submit], #form [name]").count(), 0);
  const wrong = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLInputElement>("input, textarea, select")]
      .filter(({ type }) => type === "text" || type === "textarea").filter(({ autocomplete, id }) => autocomplete !== "off" && !/name|born/.test(id)).map(({ id }) => id));
  deepEqual(wrong, []);
  equal(await page.locator("#about-name").getAttribute("autocomplete"), "name");
  equal(await page.locator("#about-born-year").getAttribute("autocomplete"), "bday-year");
  await context.close();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on any step (${colorScheme})`, async () => {
    const { page, context } = await stage.visit("every-kind", { colorScheme, reducedMotion: "reduce" });
    const found: string[] = [];
    await walk(page, async (step) => {
      found.push(...(await violations(page)).map((violation) => `${step}: ${violation}`));
    });
    stage.replies = ["wrong receipt"];
    await press(page, "Send my answers");
    await heading(page, /Not sent yet/);
    found.push(...(await violations(page)).map((violation) => `not sent: ${violation}`));
    await press(page, "Try again");
    await heading(page, /We got it/);
    found.push(...(await violations(page)).map((violation) => `sent: ${violation}`));
    deepEqual(found, []);
    await context.close();
  });
}

for (const [name, options] of [
  ["320 pixels wide", { viewport: { width: 320, height: 568 } }],
  ["400 % zoom", { viewport: { width: 320, height: 256 } }],
] as const) {
  for (const form of ["every-kind", "little"]) {
    test(`${form} at ${name}: nothing scrolls sideways, every target is 44 pixels or more`, async () => {
      const { page, context } = await stage.visit(form, { ...options, reducedMotion: "reduce" });
      await walk(page, async (step) => {
        const seen = await page.evaluate(() => ({
          wide: document.documentElement.scrollWidth,
          small: [...document.querySelectorAll("main button, main input, main select, main textarea, main summary, main .form-next")]
            .map((control) => ({ control, box: (control.closest("label") ?? control).getBoundingClientRect() }))
            .filter(({ box }) => box.width > 0 && (box.height < 43.5 || box.width < 43.5))
            .map(({ control, box }) => `${control.outerHTML.slice(0, 120)} ${box.width}×${box.height}`),
        }));
        ok(seen.wide <= 320, `${step}: ${seen.wide} pixels wide`);
        deepEqual(seen.small, [], step);
      });
      await context.close();
    });
  }
}

test("right to left", async () => {
  const { page, context } = await stage.visit("every-kind", { reducedMotion: "reduce", viewport: { width: 320, height: 568 } });
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  await walk(page, async (step) => {
    ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320, step);
  });
  await context.close();
});

test("a page that comes back from the browser's memory is empty; so is one that is left in a hurry", async () => {
  const { page, context } = await stage.visit("every-kind", {}, FRAGMENT);
  await start(page);
  await next(page);
  await page.getByRole("textbox").fill("Secret");
  await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  });
  equal(await page.getByRole("button", { name: "Start" }).isVisible(), true);
  equal(await page.locator(".question input[type=text]").first().inputValue(), "");

  await start(page);
  await next(page);
  await page.route("https://www.bbc.co.uk/**", (route) => route.fulfill({ body: "<title>Weather</title>", contentType: "text/html" }));
  await press(page, "Leave this page");
  await page.waitForURL(/bbc/);
  await context.close();
});

test("closing the page with unsent answers asks first; with none, or to ring someone, it does not", async () => {
  const { page, context } = await stage.visit("every-kind", {}, FRAGMENT);
  const asks = () => page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
  equal(await asks(), false);
  await start(page);
  equal(await asks(), true);
  await next(page);
  await press(page, "Get help now");
  await page.getByRole("dialog").getByRole("link", { name: /0800 1111/ }).evaluate((link: HTMLElement) => {
    link.addEventListener("click", (event) => event.preventDefault());
    link.click();
  });
  equal(await asks(), false);
  await page.getByRole("button", { name: "Back to the form" }).click();
  await toCheck(page);
  await press(page, "Send my answers");
  await heading(page, /We got it/);
  equal(await asks(), false);
  await context.close();
});

test("nothing is asked of anyone but the site and the letterbox, and nothing is stored on the way", async () => {
  const { page, context } = await stage.visit("every-kind", {}, FRAGMENT);
  const asked = new Set<string>();
  page.on("request", (request) => asked.add(new URL(request.url()).host.replace(/:\d+$/, "")));
  await start(page);
  await next(page);
  await page.getByRole("textbox").fill("Secret");
  await next(page);
  await toCheck(page);
  await scriptHere(page, "seal");
  const left = await page.evaluate(async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length, JSON.stringify(history.state)]);
  deepEqual(left.slice(0, 4), [0, 0, "", 0]);
  ok(/^\{"step":\d+\}$/.test(String(left[4])));
  deepEqual([...asked], ["127.0.0.1"]);
  await context.close();
});
