// A paper booklet that somebody types in, through to the sealed answers.
import { deepEqual, equal } from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { violations } from "./axe";
import { becomes, heading, next, press, start, toCheck } from "./moves";
import { byQuestion, Stage } from "./support";

const FRAGMENT = "#i=4T9X-K2MD-7QHP-W3NC";
let stage: Stage;

before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

/** Sam, a carer, types in what is on paper. */
async function booklet(page: Page, wrote: RegExp): Promise<void> {
  await start(page, /typing in a paper booklet/);
  await told(page, wrote);
}

async function told(page: Page, wrote: RegExp): Promise<void> {
  await page.getByRole("radio", { name: wrote }).check();
  await page.getByRole("radio", { name: "My carer" }).check();
  await page.getByLabel("What is your name?").fill("Sam");
  await next(page);
  await heading(page, "What should we call you?");
}

const whose = (page: Page, name: RegExp) => page.getByRole("radio", { name });
test("who wrote in the booklet is asked once, and can be changed at an answer", async () => {
  const { page, context, faults } = await stage.visit("every-kind", {}, FRAGMENT);
  await start(page, /typing in a paper booklet/);
  equal(await page.getByText("Who is helping?").isVisible(), false);
  await next(page);
  await becomes(() => page.locator(".form-errors__link").allInnerTexts(), [
    "Choose who wrote in the booklet.", "Choose who you are to the child.", "Write your name.",
  ]);
  deepEqual(await violations(page), []);
  await told(page, /The child, on their own/);

  const band = page.locator(".form-turn");
  equal((await band.innerText()).trim(), "Typing in a paper booklet");
  equal(await page.getByRole("button", { name: "My turn, alone" }).isVisible(), false);
  await page.getByRole("textbox").fill("Ash");
  equal(await whose(page, /own words/).isChecked(), true);
  deepEqual(await violations(page), []);
  await next(page);
  await heading(page, "What is your news?");
  await page.getByRole("textbox").fill("They like the dog");
  await whose(page, /what I, the helper, think/).check();
  await next(page);
  // The next answer is the booklet's again, and nothing keeps Sam from going on.
  await page.getByRole("radio", { name: "OK", exact: true }).check();
  equal(await whose(page, /own words/).isChecked(), true);
  await next(page);
  await toCheck(page);
  await press(page, "Send my answers");
  await heading(page, /We got it/);

  const response = await stage.open();
  deepEqual(response.filled_in_by, { who: "helper", helper: { role: "carer", name: "Sam" } });
  equal(response.invitation, "4T9X-K2MD-7QHP-W3NC");
  deepEqual(Object.entries(byQuestion(response)).map(([id, { value, words }]) => [id, value, words]), [
    ["nickname", "Ash", "own"],
    ["story", "They like the dog", "helper"],
    ["feel", "ok", "own"],
  ]);
  deepEqual(faults, []);
  await context.close();
});

test("what is said of the booklet can be put right for all of it", async () => {
  const { page, context } = await stage.visit("every-kind", {}, FRAGMENT);
  await booklet(page, /The child, on their own/);
  await page.getByRole("textbox").fill("Ash");
  await next(page);
  await heading(page, "What is your news?");
  await press(page, "Back");
  await press(page, "Back");
  await whose(page, /Someone helped the child/).check();
  await next(page);
  await heading(page, "What should we call you?");
  equal(await whose(page, /I wrote it down/).isChecked(), true);
  await toCheck(page);
  await press(page, "Send my answers");
  await heading(page, /We got it/);
  equal(byQuestion(await stage.open())["nickname"]?.words, "written-for-me");
  await context.close();
});
