// When it does not go well: no network, a busy letterbox, a wrong answer.
import { deepEqual, equal, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { violations } from "./axe";
import { heading, oneAnswer, press } from "./moves";
import { byQuestion, Stage, type Reply } from "./support";

const FRAGMENT = "#i=4T9X-K2MD-7QHP-W3NC";
let stage: Stage;

before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

/** Answers one question and stands before the send button. */
async function ready(...replies: Reply[]): Promise<{ page: Page; close: () => Promise<void>; faults: string[] }> {
  const { page, context, faults } = await stage.visit("every-kind", {}, FRAGMENT);
  await oneAnswer(page);
  stage.replies = replies;
  return { page, faults, close: () => context.close() };
}

const stillHere = async (page: Page, words = /Not sent yet/) => {
  await heading(page, words);
  await page.getByText("Ash", { exact: true }).waitFor();
};
const waits = (page: Page) => stillHere(page, /Waiting to be sent/);

test("the network is cut, then it is tried again with the same bytes", async () => {
  // A browser may repeat a cut request by itself, so they are all cut for now.
  const { page, close } = await ready(...Array<Reply>(20).fill("cut"));
  await press(page, "Send my answers");
  await waits(page);
  await page.getByText(/could not reach the letterbox/).waitFor();
  await press(page, "Try again");
  await waits(page);
  stage.replies = [];
  await press(page, "Try again");
  await heading(page, /We got it/);
  ok(stage.posted.length >= 3);
  ok(stage.posted.every((body) => body.equals(stage.posted[0] ?? Buffer.alloc(0))));
  await close();
});

test("pressing three times is one response", async () => {
  const { page, close } = await ready();
  await page.getByRole("button", { name: "Send my answers" }).evaluate((button: HTMLElement) => {
    button.click();
    button.click();
    button.click();
  });
  await heading(page, /We got it/);
  equal(stage.posted.length, 1);
  await close();
});

test("a busy letterbox: it counts down and tries again by itself", async () => {
  const { page, close, faults } = await ready({ status: 429, headers: { "Retry-After": "6" } });
  await press(page, "Send my answers");
  await waits(page);
  await page.getByText(/try again in [1-6] seconds/).waitFor();
  await heading(page, /We got it/);
  equal(stage.posted.length, 2);
  deepEqual(faults, []);
  await close();
});

for (const [name, reply, words] of [
  ["another receipt", "wrong receipt", /not the right one/],
  ["a sign-in page", "sign-in page", /not the right one/],
  ["a full inbox", { status: 507 }, /is full/],
  ["a refusal", { status: 403 }, /did not take it/],
] as const) {
  test(`${name} is not “sent”`, async () => {
    const { page, close } = await ready(reply);
    await press(page, "Send my answers");
    await stillHere(page);
    await page.getByText(words).waitFor();
    deepEqual(await violations(page), []);
    await press(page, "Try again");
    await heading(page, /We got it/);
    const ids = await Promise.all(stage.posted.map(async (body) => (await stage.open(body)).id));
    equal(new Set(ids).size, 1);
    await close();
  });
}

test("answers that were changed after an attempt are another response", async () => {
  const { page, close } = await ready({ status: 503 });
  await press(page, "Send my answers");
  await waits(page);
  await press(page, "Change your answer to: What should we call you?");
  await page.getByRole("textbox").fill("Ashley");
  await press(page, "Save and go back to my answers");
  await press(page, "Send my answers");
  await heading(page, /We got it/);
  const [one, other] = await Promise.all(stage.posted.map((body) => stage.open(body)));
  ok(one && other && one.id !== other.id);
  equal(byQuestion(other)["nickname"]?.value, "Ashley");
  await close();
});

test("the sealed file is saved, and opens", async () => {
  const { page, close, faults } = await ready("wrong receipt");
  await press(page, "Send my answers");
  await stillHere(page);
  const [download] = await Promise.all([page.waitForEvent("download"), press(page, "Save the sealed file")]);
  equal(download.suggestedFilename(), "my-review-sealed.age");
  const bytes = readFileSync(await download.path());
  ok(bytes.equals(stage.posted[0] ?? Buffer.alloc(0)));
  equal(byQuestion(await stage.open(bytes))["nickname"]?.value, "Ash");
  deepEqual(faults, []);
  await close();
});

test("when seal.js does not come, nothing is sent, and the next press tries again", async () => {
  const { page, context } = await stage.visit("every-kind", {}, FRAGMENT);
  await context.route(/seal\.[0-9a-f]+\.js/, (route) => route.abort());
  await oneAnswer(page);
  await press(page, "Send my answers");
  await stillHere(page);
  await page.getByText(/could not lock your answers/).waitFor();
  equal(await page.getByRole("button", { name: "Save the sealed file" }).isVisible(), false);
  equal(stage.posted.length, 0);
  await context.unroute(/seal\.[0-9a-f]+\.js/);
  await press(page, "Try again");
  await heading(page, /We got it/);
  await context.close();
});

