// The ways through a form: taps, fingers, parts in any order, and the network
// gone at each step.
import { deepEqual, equal, ok } from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { violations } from "./axe";
import { becomes, heading, next, oneAnswer, pageWaits, press, settled, start, toCheck, travel } from "./moves";
import { byQuestion, Stage } from "./support";

const FRAGMENT = "#i=4T9X-K2MD-7QHP-W3NC";
const TOUCH = { viewport: { width: 320, height: 568 }, hasTouch: true, isMobile: true };
let stage: Stage;

before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

const TAPS = ["[data-step=start] [data-do=next]", "[data-step=who] .option"];
for (const [form, first, taps] of [
  ["little", "How do you feel at home?", TAPS],
  ["every-kind", "What should we call you?", [...TAPS, "[data-step=who] [data-do=next]"]],
] as const) {
  test(`${form}: the first question within ${taps.length} taps of the link`, async () => {
    const { page, context } = await stage.visit(form, TOUCH, FRAGMENT);
    for (const selector of taps) await page.locator(selector).first().tap();
    await heading(page, first);
    await context.close();
  });
}

test("the youngest go on with one tap on a picture; not by key, and not when they change their mind", async () => {
  const { page, context } = await stage.visit("little", TOUCH, FRAGMENT);
  await page.locator("[data-step=start] [data-do=next]").tap();
  await page.getByRole("radio", { name: /Me, on my own/ }).locator("..").tap();
  await heading(page, "How do you feel at home?");
  await page.getByRole("radio", { name: "OK" }).locator("..").tap();
  await heading(page, "What do you like?");
  await press(page, "Back");
  await heading(page, "How do you feel at home?");
  await page.getByRole("radio", { name: "Not good" }).locator("..").tap();
  await pageWaits(page, 600);
  equal(await page.getByRole("radio", { name: "Not good" }).isChecked(), true);
  equal(await page.getByRole("heading", { name: "How do you feel at home?" }).isVisible(), true);
  await context.close();

  const keys = await stage.visit("little", {}, FRAGMENT);
  await press(keys.page, "Start");
  await keys.page.getByRole("radio", { name: /Me, on my own/ }).focus();
  await keys.page.keyboard.press("Space");
  await pageWaits(keys.page, 600);
  equal(await keys.page.getByRole("heading", { name: "Who is filling this in?" }).isVisible(), true);
  await keys.context.close();
});

test("the parts are done in any order, and each says how far it is", async () => {
  const { page, context } = await stage.visit("every-kind", {}, FRAGMENT);
  await start(page);
  await next(page);
  await press(page, "See all the parts");
  await heading(page, "All the parts");
  const state = async () => Object.fromEntries(await page.locator(".form-parts__row").evaluateAll((rows) =>
    rows.map((row) => [row.querySelector("button")?.textContent, row.querySelector(".tag")?.textContent])));
  deepEqual(await state(), { "About you": "Done", Words: "Started", Choices: "To do", "People and things": "To do", "Check and send": "Any time" });
  const row = page.getByRole("button", { name: "People and things" });
  equal(await row.evaluate((control) => document.getElementById(control.getAttribute("aria-describedby") ?? "")?.textContent), "To do");
  await row.click();
  await heading(page, "Which day is good?");
  for (let questions = 0; questions < 4; questions += 1) await press(page, "Skip");
  await heading(page, "Check your answers");
  await press(page, "See all the parts");
  await heading(page, "All the parts");
  equal((await state())["People and things"], "Done");
  // A part that was begun goes on where it was left.
  await press(page, "Words");
  await heading(page, "What is your news?");
  await travel(page, -1);
  await heading(page, "All the parts");
  await context.close();
});

/** Presses on one place, moves to another in a few steps, lets go. */
async function drag(page: Page, from: string, to: string): Promise<void> {
  const middle = async (label: string) => {
    const box = await page.locator(".rank-item", { hasText: label }).locator(".rank-grip").boundingBox();
    if (!box) throw new Error(`${label} is not on the list`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const [start, end] = [await middle(from), await middle(to)];
  const client = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", points: { x: number; y: number }[]) =>
    client.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  await touch("touchStart", [start]);
  for (let part = 1; part <= 6; part += 1) await touch("touchMove", [{ x: start.x, y: start.y + ((end.y - start.y) * part) / 6 }]);
  await touch("touchEnd", []);
}

test("what is ranked can be dragged with a finger and with the mouse, and the order is said", async () => {
  const { page, context, faults } = await stage.visit("every-kind", { ...TOUCH, viewport: { width: 320, height: 1100 } }, FRAGMENT);
  await start(page);
  await next(page);
  await press(page, "See all the parts");
  await press(page, "Choices");
  for (let tries = 0; tries < 10 && !(await page.getByRole("heading", { name: "What matters most?" }).isVisible()); tries += 1) await press(page, "Skip");
  for (const label of ["School", "Friends", "Family"]) await press(page, `Add ${label} to my list`);
  const names = page.locator(".rank-item .option__label");
  const order = (...wanted: string[]) => becomes(() => names.allInnerTexts(), wanted);
  await order("School", "Friends", "Family");
  await drag(page, "School", "Family");
  await order("Friends", "Family", "School");
  await becomes(() => page.locator("[data-live]").textContent(), "School is number 3 of 3");
  await drag(page, "School", "Friends");
  await order("School", "Friends", "Family");
  // Looked at from the top, and nothing scrolls while it is carried.
  await page.evaluate(() => scrollTo(0, 0));
  await settled(page);

  const grip = (label: string) => page.locator(".rank-item", { hasText: label }).locator(".rank-grip");
  const [from, to] = [await grip("Family").boundingBox(), await grip("School").boundingBox()];
  ok(from && to && from.width >= 44 && from.height >= 44);
  await page.mouse.move(from.x + 20, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(to.x + 20, to.y + 30, { steps: 5 });
  // While it is carried, too, it can be read and nothing lies in the way.
  await page.locator(".rank-item.is-held").waitFor();
  deepEqual(await violations(page), []);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await page.locator(".rank-item.is-held").waitFor({ state: "detached" });
  // Escape puts it back.
  await order("School", "Friends", "Family");
  await page.mouse.move(from.x + 20, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(to.x + 20, to.y + 10, { steps: 5 });
  await page.mouse.up();
  await order("Family", "School", "Friends");
  await becomes(() => page.evaluate(() => document.querySelectorAll("[style*=translate]").length), 0);
  await toCheck(page);
  await press(page, "Send my answers");
  await heading(page, /We got it/);
  deepEqual(byQuestion(await stage.open())["order"]?.value, ["family", "school", "friends"]);
  deepEqual(faults, []);
  await context.close();
});

test("with the network gone from the first question on, everything but sending works, and sending works when it is back", async () => {
  const { page, context } = await stage.visit("every-kind", {}, FRAGMENT);
  await context.setOffline(true);
  await oneAnswer(page);
  await press(page, "Send my answers");
  await page.locator(".form-failed").waitFor();
  await page.getByText("Ash", { exact: true }).waitFor();
  equal(stage.posted.length, 0);
  await context.setOffline(false);
  // It goes by itself as soon as the device is online.
  await heading(page, /We got it/);
  equal(byQuestion(await stage.open())["nickname"]?.value, "Ash");
  await context.close();
});

test("cut while the sealing code is on its way: nothing is sent, nothing is lost", async () => {
  const { page, context } = await stage.visit("every-kind", {}, FRAGMENT);
  // The first half comes, then the line is dead: the browser refuses the rest.
  await context.route(/seal\.[0-9a-f]+\.js/, async (route) => {
    const whole = await (await route.fetch()).text();
    await route.fulfill({ body: whole.slice(0, whole.length / 2), contentType: "text/javascript" });
  });
  await oneAnswer(page);
  await press(page, "Send my answers");
  await page.getByText(/could not lock your answers/).waitFor();
  equal(stage.posted.length, 0);
  await context.unroute(/seal\.[0-9a-f]+\.js/);
  await press(page, "Try again");
  await heading(page, /We got it/);
  await context.close();
});

test("gone after the receipt: the page keeps saying that it was sent", async () => {
  const { page, context } = await stage.visit("every-kind", {}, FRAGMENT);
  await oneAnswer(page);
  await press(page, "Send my answers");
  await heading(page, /We got it/);
  await context.setOffline(true);
  await travel(page, -1);
  equal(await page.getByRole("heading", { name: /We got it/ }).isVisible(), true);
  equal(stage.posted.length, 1);
  await context.close();
});
