// A child fills in the form, in a real browser.
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { after, before, test } from "node:test";
import { address, box, dayToAgreed, heading, likesToOrder, next, press, settled, start, toCheck, travel } from "./moves";
import { byQuestion, Stage } from "./support";

const TOKEN = "4T9X-K2MD-7QHP-W3NC";
let stage: Stage;

before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

test("a child answers every kind of question, and the response says so", async () => {
  const { page, context, faults } = await stage.visit("every-kind", { reducedMotion: "no-preference" }, `#i=${TOKEN.toLowerCase().replaceAll("-", "")}`);
  equal(await page.evaluate(() => location.hash), "");
  await start(page);
  await next(page);
  await heading(page, "What should we call you?");
  await page.getByRole("textbox").fill("Ash 🐶");
  await page.getByRole("checkbox", { name: "Only for my IRO" }).check();
  await next(page);
  await page.getByRole("textbox").fill("One\nTwo");
  await next(page);
  await page.getByRole("radio", { name: "OK" }).check();
  await next(page);
  await heading(page, "What would make it better?");
  await page.getByRole("textbox").fill("Less noise");
  await next(page);
  await page.getByRole("radio", { name: "I’m not sure" }).check();
  await next(page);
  await press(page, "I’m not sure");
  await heading(page, "What do you like?");
  await likesToOrder(page);
  await press(page, "Move School up");
  await dayToAgreed(page);
  await next(page);
  await heading(page, "Check your answers");
  await page.getByText("Nan (my gran): Please don’t come").waitFor();
  await press(page, "Send my answers");
  await heading(page, /We got it/);

  const response = await stage.open();
  match(response.id, /^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  equal(response.invitation, TOKEN);
  equal(response.about, null);
  deepEqual(response.filled_in_by, { who: "child" });
  deepEqual(response.answers.map(({ question, value }) => [question, value]), [
    ["nickname", "Ash 🐶"], ["story", "One\nTwo"], ["feel", "ok"], ["why", "Less noise"], ["safe", "not-sure"],
    ["where", "not-sure"], ["likes", ["art", "sport"]], ["score", 7], ["order", ["school", "friends"]],
    ["when", "2026-12-03"],
    ["who", [{ name: "My carer", role: "", wanted: true }, { name: "Nan", role: "my gran", wanted: false }]],
    ["my-words", { placement: "home" }], ["happened", { met: "no" }],
  ]);
  deepEqual(response.answers.map((answer) => answer.only_my_iro), [true, ...Array(12).fill(false)]);
  ok(response.answers.every(({ words }) => words === "own"));
  equal(stage.headers[0]?.["content-type"], "application/octet-stream");
  equal(stage.headers[0]?.referer, undefined);
  equal(stage.headers[0]?.cookie, undefined);

  // Nothing stays behind.
  const left = await page.evaluate(() => ({
    stores: localStorage.length + sessionStorage.length, cookies: document.cookie, state: JSON.stringify(history.state),
    values: [...document.querySelectorAll("input, textarea")].map((box) =>
      box instanceof HTMLInputElement && box.type !== "text" ? box.checked : (box as HTMLInputElement).value).filter(Boolean),
    text: document.body.textContent,
  }));
  deepEqual([left.stores, left.cookies, left.values], [0, "", []]);
  match(left.state, /^\{"step":[\d.]+\}$/);
  ok(!/Less noise|my gran/.test(left.text ?? ""));
  ok(!/Ash|OK|4T9X/.test(await address(page)));
  await travel(page, -1);
  equal(await page.getByRole("heading", { name: /We got it/ }).isVisible(), true);
  deepEqual(faults, []);
  await context.close();
});

test("without an invitation it asks who the child is; a helper says whose words each answer is", async () => {
  const { page, context, faults } = await stage.visit("every-kind", {}, "#i=not-a-token");
  equal(await page.evaluate(() => location.hash), "");
  await start(page, /Someone is helping me/);
  await next(page);
  await page.getByRole("alert").waitFor();
  await page.getByRole("radio", { name: "An advocate" }).check();
  await page.getByLabel("What is the helper’s name?").fill("Sam");
  await next(page);
  await heading(page, "About you");
  await page.getByLabel("What is your full name?").fill("Ash Wren");
  await box(page, "Day").fill("29");
  await box(page, "Month").fill("2");
  await next(page);
  await page.getByRole("alert").getByText(/Write the day/).waitFor();
  await box(page, "Year").fill("2015");
  await next(page);
  await page.getByRole("alert").getByText(/not in the calendar/).waitFor();
  await box(page, "Year").fill("2016");
  await page.getByLabel("Who is your IRO?").selectOption("Bev Thackray");
  await next(page);
  await heading(page, "What should we call you?");
  await page.getByRole("textbox").fill("Ash");
  await next(page);
  await page.getByRole("alert").getByText("Choose whose words these are.").waitFor();
  await page.getByRole("radio", { name: /I wrote it down/ }).check();
  await next(page);
  await heading(page, "What is your news?");
  await page.getByRole("textbox").fill("He is doing well.");
  await page.getByRole("radio", { name: /I, the helper, think/ }).check();
  await next(page);
  await toCheck(page);
  await press(page, "Send my answers");
  await heading(page, /We got it/);
  const response = await stage.open();
  deepEqual(response.filled_in_by, { who: "helper", helper: { role: "advocate", name: "Sam" } });
  deepEqual(response.about, { name: "Ash Wren", date_of_birth: "2016-02-29", iro: "Bev Thackray" });
  equal(response.invitation, null);
  deepEqual(response.answers.map(({ words }) => words), ["written-for-me", "helper"]);
  deepEqual(faults, []);
  await context.close();
});

test("hidden answers are kept on the screen's side and not sent; an alert shows help first", async () => {
  const { page, context, faults } = await stage.visit("every-kind", {}, `#i=${TOKEN}`);
  await start(page);
  await next(page);
  await press(page, "Skip");
  await press(page, "Skip");
  await page.getByRole("radio", { name: "Not good" }).check();
  await next(page);
  await heading(page, /Thank you for telling us/);
  equal(await page.locator(".form-help").getByRole("link", { name: /0800 1111/ }).getAttribute("href"), "tel:08001111");
  await next(page);
  await page.getByRole("textbox").fill("Secret");
  await next(page);
  await toCheck(page);
  await press(page, "Change your answer to: How do you feel?");
  await page.getByRole("radio", { name: "Good", exact: true }).check();
  await press(page, "Save and go back to my answers");
  await heading(page, "Check your answers");
  equal(await page.getByText("Secret").count(), 0);
  await press(page, "Send my answers");
  await heading(page, /We got it/);
  deepEqual(Object.keys(byQuestion(await stage.open())), ["feel"]);
  deepEqual(faults, []);
  await context.close();
});

test("Back, in the page and in the browser, goes one step back and keeps what was written", async () => {
  const { page, context, faults } = await stage.visit("every-kind", {}, `#i=${TOKEN}`);
  const begun = await address(page);
  const title = await page.title();
  await start(page);
  await next(page);
  await page.getByRole("textbox").fill("Ash");
  await next(page);
  await heading(page, "What is your news?");
  equal(await travel(page, -1), true);
  await heading(page, "What should we call you?");
  equal(await page.getByRole("textbox").inputValue(), "Ash");
  equal(await travel(page, 1), true);
  await heading(page, "What is your news?");
  await press(page, "Back");
  await heading(page, "What should we call you?");
  await page.getByRole("textbox").press("Enter");
  await settled(page);
  equal(await page.getByRole("heading", { name: "What should we call you?" }).isVisible(), true);
  equal(await address(page), begun);
  equal(await page.title(), title);
  deepEqual(faults, []);
  await context.close();
});

test("too long an answer is named, counted as people count, and can be mended", async () => {
  const { page, context } = await stage.visit("every-kind", {}, `#i=${TOKEN}`);
  await start(page);
  await next(page);
  await page.getByRole("textbox").fill("🐶".repeat(11));
  await next(page);
  await page.getByRole("alert").and(page.locator(":focus")).waitFor();
  await press(page, /Letters to take out: 1/);
  equal(await page.getByRole("textbox").evaluate((box) => box === document.activeElement), true);
  await page.getByRole("textbox").fill("🐶".repeat(10));
  await next(page);
  await heading(page, "What is your news?");
  await context.close();
});

test("with the keyboard alone", async () => {
  const { page, context } = await stage.visit("every-kind", {}, `#i=${TOKEN}`);
  const keys = page.keyboard;
  const reach = async (name: string | RegExp) => {
    for (let at = 0; at < 60; at += 1) {
      await keys.press("Tab");
      const found = await page.evaluate(() => {
        const now = document.activeElement;
        return now instanceof HTMLInputElement ? (now.closest("label")?.textContent ?? now.type) : (now?.textContent ?? "");
      });
      if (typeof name === "string" ? found.trim() === name : name.test(found.trim())) return;
    }
    throw new Error(`Tab never reaches ${String(name)}`);
  };
  await reach("Start");
  await keys.press("Enter");
  await heading(page, "Who is filling this in?");
  await keys.press("Tab");
  await keys.press("Space");
  equal(await page.getByRole("radio", { name: /Me, on my own/ }).isChecked(), true);
  await keys.press("ArrowDown");
  equal(await page.getByRole("radio", { name: /Someone is helping me/ }).isChecked(), true);
  await keys.press("ArrowUp");
  await reach("Next");
  await keys.press("Enter");
  await heading(page, "What should we call you?");
  await keys.press("Tab");
  await keys.type("Ash");
  await reach("Next");
  await keys.press("Enter");
  await heading(page, "What is your news?");
  await reach("Skip");
  await keys.press("Enter");
  await heading(page, "How do you feel?");
  await keys.press("Tab");
  await keys.press("ArrowLeft");
  equal(await page.getByRole("radio", { name: "Good", exact: true }).isChecked(), true);
  await toCheck(page);
  await reach("Send my answers");
  await keys.press("Enter");
  await heading(page, /We got it/);
  deepEqual(Object.keys(byQuestion(await stage.open())), ["nickname", "feel"]);
  await context.close();
});

test("a carer speaks for themselves, a survey asks for no name", async () => {
  const carer = await stage.visit("carer-view", {}, `#i=${TOKEN}`);
  await press(carer.page, "Start");
  await carer.page.getByLabel("What is your name?").fill("Jo");
  await next(carer.page);
  equal(await carer.page.getByRole("button", { name: "Skip" }).count(), 0);
  await next(carer.page);
  await carer.page.getByRole("alert").getByText(/We need an answer/).waitFor();
  await carer.page.getByRole("textbox").fill("School");
  await next(carer.page);
  await press(carer.page, "Send my answers");
  await heading(carer.page, /We got it/);
  const view = await stage.open();
  deepEqual(view.filled_in_by, { who: "helper", helper: { role: "carer", name: "Jo" } });
  equal(view.answers[0]?.words, "helper");
  await carer.context.close();

  const survey = await stage.visit("survey", {}, `#i=${TOKEN}`);
  await start(survey.page);
  await next(survey.page);
  await heading(survey.page, /Do people listen to you/);
  await survey.page.getByRole("radio", { name: "Yes" }).check();
  equal(await survey.page.getByText("Only for my IRO").count(), 0);
  await next(survey.page);
  await press(survey.page, "Send my answers");
  await heading(survey.page, /We got it/);
  const counted = await stage.open();
  deepEqual([counted.invitation, counted.about], [null, null]);
  await survey.context.close();
});
