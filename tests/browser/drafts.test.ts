// Save and finish later: what was put aside comes back whole, or not at all.
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { Decrypter } from "age-encryption";
import type { Page } from "playwright-core";
import { violations } from "./axe";
import { keepHere, pick, putAside, stores, unlock } from "./locks";
import { box, dayToAgreed, heading, likesToOrder, next, press, start, toCheck } from "./moves";
import { Stage } from "./support";

const TOKEN = "4T9X-K2MD-7QHP-W3NC";
let stage: Stage;

before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

const goTo = async (page: Page, part: string) => {
  await press(page, "See all the parts");
  await press(page, new RegExp(`^${part}`));
};

/** Answers a question of every kind, one of them half. */
async function fillIn(page: Page): Promise<void> {
  await start(page, /Someone is helping me/);
  await page.getByRole("radio", { name: "An advocate" }).check();
  await page.getByLabel("What is the helper’s name?").fill("Sam");
  await next(page);
  await page.getByLabel("What is your full name?").fill("Ash Wren");
  await box(page, "Day").fill("29");
  await box(page, "Month").fill("2");
  await box(page, "Year").fill("2016");
  await page.getByLabel("Who is your IRO?").selectOption("Bev Thackray");
  await next(page);
  await page.getByRole("textbox").fill("Ash 🐶");
  await page.getByRole("radio", { name: /I wrote it down/ }).check();
  await page.getByRole("checkbox", { name: "Only for my IRO" }).check();
  await next(page);
  await page.getByRole("textbox").fill("One\nTwo");
  await page.getByRole("radio", { name: /The child’s own/ }).check();
  await next(page);
  await page.getByRole("radio", { name: "OK" }).check();
  await next(page);
  await page.getByRole("textbox").fill("Less noise");
  await next(page);
  await page.getByRole("radio", { name: "Yes" }).check();
  await next(page);
  await press(page, "I’m not sure");
  await likesToOrder(page);
  await dayToAgreed(page);
}

/** What `fillIn` wrote, as it comes out of the response. */
async function sendAndCompare(page: Page): Promise<void> {
  await toCheck(page);
  await press(page, "Send my answers");
  await heading(page, /We got it/);
  const response = await stage.open();
  deepEqual(response.filled_in_by, { who: "helper", helper: { role: "advocate", name: "Sam" } });
  deepEqual(response.about, { name: "Ash Wren", date_of_birth: "2016-02-29", iro: "Bev Thackray" });
  deepEqual(response.answers.map(({ question, value }) => [question, value]), [
    ["nickname", "Ash 🐶"], ["story", "One\nTwo"], ["feel", "ok"], ["why", "Less noise"], ["safe", "yes"],
    ["where", "not-sure"], ["likes", ["art", "sport"]], ["score", 7], ["order", ["friends", "school"]],
    ["when", "2026-12-03"],
    ["who", [{ name: "My carer", role: "", wanted: true }, { name: "Nan", role: "my gran", wanted: false }]],
    ["my-words", { placement: "home" }], ["happened", { met: "no" }],
  ]);
  deepEqual(response.answers.slice(0, 3).map(({ words }) => words), ["written-for-me", "own", "own"]);
  deepEqual(response.answers.map((answer) => answer.only_my_iro), [true, ...Array<boolean>(12).fill(false)]);
}

test("an answer of every kind is kept on this device, and sent after it was opened", async () => {
  const { page, context, faults } = await stage.visit("every-kind");
  await fillIn(page);
  await keepHere(page);
  await heading(page, "Every kind");
  const left = (await page.evaluate(() => document.body.textContent)) ?? "";
  deepEqual(/.{0,40}(?:Ash|Less noise|my gran|Sam\b).{0,40}/.exec(left), null);
  deepEqual(await stores(page), ["my-review-drafts"]);
  await page.reload();
  await press(page, "Carry on with it");
  await unlock(page);
  await heading(page, "Did these happen?");
  await sendAndCompare(page);
  // It is sent: nothing is left to finish.
  await page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
  deepEqual(faults, []);
  await context.close();
});

test("half a date, half a person and too long a text come back as they were", async () => {
  const { page, context } = await stage.visit("every-kind", {}, `#i=${TOKEN}`);
  await start(page);
  await next(page);
  await page.getByRole("textbox").fill("much too long a name");
  await goTo(page, "People and things");
  await box(page, "Day").fill("3");
  await next(page).catch(() => undefined);
  await keepHere(page);
  await press(page, "Carry on with it");
  await unlock(page);
  await heading(page, "Which day is good?");
  equal(await box(page, "Day").inputValue(), "3");
  await toCheck(page);
  await press(page, "Change your answer to: What should we call you?");
  await heading(page, "What should we call you?");
  equal(await page.getByRole("textbox").inputValue(), "much too long a name");
  await page.getByRole("textbox").fill("Ash");
  await press(page, "Save and go back to my answers");
  await press(page, "Answer: Which day is good?");
  await box(page, "Day").fill("");
  await press(page, "Save and go back to my answers");
  await press(page, "Send my answers");
  await heading(page, /We got it/);
  // The invitation was kept with it.
  equal((await stage.open()).invitation, TOKEN);
  await context.close();
});

test("as a file it is carried to another device, and any age program opens it with the pictures' names", async () => {
  const first = await stage.visit("every-kind");
  await fillIn(first.page);
  const [download] = await Promise.all([first.page.waitForEvent("download"), putAside(first.page, /Save it as a file/)]);
  equal(download.suggestedFilename(), "my-review-unfinished.age");
  const path = await download.path();
  await heading(first.page, "Is the file there?");
  await press(first.page, "Yes, clear this page");
  await heading(first.page, "The page is clear");
  await press(first.page, "All right");
  ok(!/Ash|Less noise/.test((await first.page.evaluate(() => document.body.textContent)) ?? ""));
  deepEqual(await stores(first.page), []);

  const bytes = readFileSync(path);
  match(bytes.subarray(0, 60).toString("latin1"), /^age-encryption\.org\/v1\n-> scrypt \S{22} 16\n/);
  ok(!/every-kind|Ash|4T9X/.test(bytes.toString("latin1")));
  const decrypter = new Decrypter();
  decrypter.addPassphrase("cat-sun-bus-heart");
  const text = await decrypter.decrypt(Uint8Array.from(bytes), "text");
  equal((JSON.parse(text) as { form: string }).form, "every-kind");
  // The length says little of how much was written.
  equal(new TextEncoder().encode(text).length % 4096, 0);

  const other = await stage.visit("every-kind");
  await press(other.page, /Open a form that I saved as a file/);
  await heading(other.page, "Open a form that you saved as a file");
  deepEqual(await violations(other.page), []);
  await other.page.getByLabel("The file").setInputFiles(path);
  await unlock(other.page);
  await heading(other.page, "Did these happen?");
  await sendAndCompare(other.page);
  deepEqual([...first.faults, ...other.faults], []);
  await first.context.close();
  await other.context.close();
});

test("wrong pictures: try again, as often as one likes, and never a hint", async () => {
  const { page, context } = await stage.visit("every-kind", {}, `#i=${TOKEN}`);
  await start(page);
  await keepHere(page);
  await press(page, "Carry on with it");
  const said = new Set<string>();
  for (const wrong of [["cat", "sun", "bus", "cup"], ["heart", "bus", "sun", "cat"], ["cat", "cat", "cat", "cat"]]) {
    await unlock(page, wrong);
    await page.getByRole("alert").getByText("Those are not the pictures for this form. You can try again.").waitFor();
    said.add(await page.getByRole("dialog").innerText());
  }
  equal(said.size, 1);
  deepEqual(await violations(page), []);
  await unlock(page);
  await heading(page, "Who is filling this in?");
  await context.close();
});

test("four pictures have to be chosen twice alike before anything is locked", async () => {
  const { page, context } = await stage.visit("every-kind");
  await start(page);
  await press(page, "Save and finish later");
  await press(page, /Keep it on this device/);
  await pick(page, ["cat", "sun", "bus"]);
  await page.getByRole("button", { name: "These are my four" }).click({ force: true });
  await page.locator("[data-draft-live]").getByText("Choose four pictures first.").waitFor();
  await pick(page, ["cup", "heart"]);
  await press(page, "Take the last one away");
  await pick(page, ["heart"]);
  await press(page, "These are my four");
  await heading(page, "Now choose them again");
  await pick(page, ["cat", "sun", "bus", "cup"]);
  await press(page, "Lock it");
  await page.getByRole("alert").getByText(/not the same four/).waitFor();
  deepEqual(await stores(page), []);
  await context.close();
});
