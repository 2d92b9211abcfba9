// The signal goes: what is sealed waits, over a reload too, and goes by itself.
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import type { BrowserContext, Page } from "playwright-core";
import { violations } from "./axe";
import { pause } from "../../browser/src/waiting";
import { becomes, heading, next, oneAnswer, pageWaits, press, scriptHere, start, toCheck } from "./moves";
import { byQuestion, Stage, type Reply } from "./support";

const FRAGMENT = "#i=4T9X-K2MD-7QHP-W3NC";
let stage: Stage;

before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

interface Ready {
  page: Page;
  context: BrowserContext;
  faults: string[];
}

/** Answers one question and stands before the send button, all scripts there. */
async function ready(...replies: Reply[]): Promise<Ready> {
  const { page, context, faults } = await stage.visit("every-kind", {}, FRAGMENT);
  await oneAnswer(page);
  await scriptHere(page, "seal");
  stage.replies = replies;
  return { page, context, faults };
}

/** Until so many bodies have come to the letterbox. */
const came = (bodies: number) => becomes(async () => stage.posted.length >= bodies, true);

const waits = (page: Page) => heading(page, /Waiting to be sent/);
const kept = (page: Page) => page.evaluate(() => Object.keys(sessionStorage).concat(Object.keys(localStorage)));
const oneResponse = async () => {
  ok(stage.posted.every((body) => body.equals(stage.posted[0] ?? Buffer.alloc(0))));
  equal(byQuestion(await stage.open())["nickname"]?.value, "Ash");
};
test("offline is called by its name, and the answers go by themselves when the signal is back", async () => {
  const { page, context, faults } = await ready();
  await context.setOffline(true);
  await press(page, "Send my answers");
  await waits(page);
  await page.getByText(/not on the internet/).waitFor();
  await page.getByText("Ash", { exact: true }).waitFor();
  await page.getByText(/We will try again in \d+ seconds/).waitFor();
  deepEqual(await violations(page), []);
  equal(stage.posted.length, 0);
  await context.setOffline(false);
  await heading(page, /We got it/);
  match(await page.locator(".form-receipt").innerText(), /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  equal(stage.posted.length, 1);
  deepEqual(await kept(page), []);
  deepEqual(faults, []);
  await context.close();
});

test("offline before seal.js came: not sent, and it goes by itself when the signal is back", async () => {
  const { page, context } = await stage.visit("every-kind", {}, FRAGMENT);
  await start(page);
  await next(page);
  await page.getByRole("textbox").fill("Ash");
  await next(page);
  await context.setOffline(true);
  await toCheck(page);
  await press(page, "Send my answers");
  await heading(page, /Not sent yet/);
  await page.getByText(/could not lock/).waitFor();
  deepEqual(await kept(page), []);
  await context.setOffline(false);
  await heading(page, /We got it/);
  await oneResponse();
  await context.close();
});

test("a letterbox that fails for a while: it tries again by itself, with the same bytes", async () => {
  const { page, context } = await ready({ status: 503 });
  await press(page, "Send my answers");
  await waits(page);
  await page.getByText(/went wrong at the letterbox/).waitFor();
  await heading(page, /We got it/);
  equal(stage.posted.length, 2);
  await oneResponse();
  await context.close();
});

test("three presses and a reload in the middle are one response", async () => {
  const { page, context, faults } = await ready(...Array<Reply>(40).fill("cut"));
  await page.getByRole("button", { name: "Send my answers" }).evaluate((button: HTMLElement) => {
    button.click();
    button.click();
    button.click();
  });
  await waits(page);
  await page.reload();
  await page.getByRole("heading", { name: "Your answers are locked" }).waitFor();
  await waits(page);
  // Nobody can read them here any more.
  ok(!(await page.evaluate(() => document.body.textContent ?? "")).includes("Ash"));
  equal(await page.getByText("See all the parts").isVisible(), false);
  deepEqual(await violations(page), []);
  await press(page, "Try again");
  await press(page, "Try again");
  // Away, so that none of these tries can be the one that gets through.
  await page.goto("about:blank");
  stage.replies = [];
  await page.goto(`${stage.site}/forms/every-kind/`);
  await heading(page, /We got it/);
  ok(stage.posted.length >= 3);
  await oneResponse();
  deepEqual(await kept(page), []);
  await page.reload();
  await page.getByRole("button", { name: "Start" }).waitFor();
  deepEqual(faults, []);
  await context.close();
});

test("a reload while it is on its way loses nothing", async () => {
  // The letterbox has stored it, but its answer never comes.
  const { page, context } = await ready("silence");
  await press(page, "Send my answers");
  await page.getByText("Sending…").waitFor();
  await came(1);
  await page.reload();
  await heading(page, /We got it/);
  equal(stage.posted.length, 2);
  await oneResponse();
  await context.close();
});

test("after a reload the sealed file can be saved, and the answers deleted", async () => {
  const { page, context } = await ready(...Array<Reply>(40).fill("cut"));
  await press(page, "Send my answers");
  await waits(page);
  await page.reload();
  await waits(page);
  const [download] = await Promise.all([page.waitForEvent("download"), press(page, "Save the sealed file")]);
  ok(readFileSync(await download.path()).equals(stage.posted[0] ?? Buffer.alloc(0)));
  await page.getByText("I don’t want to send them").click();
  await press(page, "Delete my answers");
  await page.getByRole("button", { name: "Start" }).waitFor();
  deepEqual(await kept(page), []);
  const before = stage.posted.length;
  await page.reload();
  await page.getByRole("button", { name: "Start" }).waitFor();
  equal(stage.posted.length, before);
  await context.close();
});

test("what is on its way is stopped when it is deleted, and other answers can go at once", async () => {
  const { page, context } = await ready("silence", "silence");
  await press(page, "Send my answers");
  await came(1);
  await page.reload();
  await came(2);
  await page.getByText("I don’t want to send them").click();
  const stopped = page.waitForEvent("requestfailed", (request) => request.method() === "POST");
  await press(page, "Delete my answers");
  await stopped;
  deepEqual(await kept(page), []);
  await start(page);
  await next(page);
  await page.getByLabel("What is your full name?").fill("Bo Wren");
  await next(page);
  await page.getByRole("textbox").fill("Bo");
  await next(page);
  await toCheck(page);
  await press(page, "Send my answers");
  await heading(page, /We got it/);
  equal(stage.posted.length, 3);
  equal(byQuestion(await stage.open())["nickname"]?.value, "Bo");
  await context.close();
});

test("what is on its way is stopped when an answer is changed, and does not end the change", async () => {
  const { page, context } = await ready("silence");
  await press(page, "Send my answers");
  await came(1);
  const stopped = page.waitForEvent("requestfailed", (request) => request.method() === "POST");
  await press(page, "Change your answer to: What should we call you?");
  await stopped;
  await page.getByRole("textbox").fill("Ashley");
  await press(page, "Save and go back to my answers");
  await press(page, "Send my answers");
  await heading(page, /We got it/);
  const [one, other] = await Promise.all(stage.posted.map((body) => stage.open(body)));
  ok(one && other && one.id !== other.id);
  equal(byQuestion(other)["nickname"]?.value, "Ashley");
  await context.close();
});

test("whoever goes back to change an answer takes the waiting ones back", async () => {
  const { page, context } = await ready();
  await context.setOffline(true);
  await press(page, "Send my answers");
  await waits(page);
  equal((await kept(page)).length, 1);
  await press(page, "Change your answer to: What should we call you?");
  deepEqual(await kept(page), []);
  await context.setOffline(false);
  await pageWaits(page, 1000);
  equal(stage.posted.length, 0);
  await page.getByRole("textbox").fill("Ashley");
  await press(page, "Save and go back to my answers");
  await press(page, "Send my answers");
  await heading(page, /We got it/);
  equal(stage.posted.length, 1);
  equal(byQuestion(await stage.open())["nickname"]?.value, "Ashley");
  await context.close();
});

test("leaving in a hurry takes the waiting answers along", async () => {
  const { page, context } = await ready(...Array<Reply>(40).fill("cut"));
  await page.route("https://www.bbc.co.uk/**", (route) => route.fulfill({ body: "<title>Weather</title>", contentType: "text/html" }));
  await press(page, "Send my answers");
  await waits(page);
  await press(page, "Leave this page");
  await page.waitForURL(/bbc/);
  await page.goto(`${stage.site}/forms/every-kind/`);
  await page.getByRole("button", { name: "Start" }).waitFor();
  deepEqual(await kept(page), []);
  await context.close();
});

test("closing the page asks first while answers wait", async () => {
  const { page, context } = await ready(...Array<Reply>(40).fill("cut"));
  const asks = () => page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
  await press(page, "Send my answers");
  await waits(page);
  equal(await asks(), true);
  await page.reload();
  await waits(page);
  equal(await asks(), true);
  await context.close();
});

test("pauses grow, are not the same for everybody, and end at five minutes", () => {
  deepEqual([1, 2, 3, 4, 5, 6, 7, 8, 99].map((attempts) => pause(attempts, 0.5)), [5, 10, 20, 40, 80, 160, 300, 300, 300]);
  deepEqual([pause(1, 0), pause(1, 1), pause(20, 1)], [4, 6, 360]);
});
