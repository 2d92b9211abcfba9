// A form that is put aside: two side by side, forgotten, refused.
import { deepEqual, equal } from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Encrypter } from "age-encryption";
import type { Page } from "playwright-core";
import { violations } from "./axe";
import { WORK_FACTOR } from "../../browser/src/lock";
import { keepHere, MINE, unlock } from "./locks";
import { heading, next, press, scriptHere, start, toCheck } from "./moves";
import { byQuestion, Stage } from "./support";

const TOKEN = "4T9X-K2MD-7QHP-W3NC";
let stage: Stage;

before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

/** Two forms that were put aside, and no third. */
async function two(page: Page): Promise<void> {
  const ways = page.getByRole("button", { name: "Carry on with it" });
  await ways.nth(1).waitFor();
  equal(await ways.count(), 2);
}

test("two children's forms stand side by side; going on with one replaces only that one", async () => {
  const { page, context } = await stage.visit("every-kind");
  const one = async (name: string, pictures: string[]) => {
    await start(page);
    await next(page);
    await page.getByLabel("What is your full name?").fill(name);
    await keepHere(page, pictures);
  };
  await one("Ash", MINE);
  await one("Bo", ["dog", "moon", "car", "star"]);
  await two(page);
  // The newest stands first.
  await page.getByRole("button", { name: "Carry on with it" }).first().click();
  await unlock(page, ["dog", "moon", "car", "star"]);
  await heading(page, "About you");
  equal(await page.getByLabel("What is your full name?").inputValue(), "Bo");
  await page.getByLabel("What is your full name?").fill("Bo Two");
  await keepHere(page, ["dog", "moon", "car", "star"]);
  await two(page);
  await page.getByRole("button", { name: "Carry on with it" }).last().click();
  await unlock(page);
  await heading(page, "About you");
  equal(await page.getByLabel("What is your full name?").inputValue(), "Ash");
  await context.close();
});

test("forget it: asked once more, then gone", async () => {
  const { page, context } = await stage.visit("every-kind");
  await start(page);
  await keepHere(page);
  deepEqual(await violations(page), []);
  await press(page, "Forget it");
  await page.getByRole("button", { name: "Yes, forget it" }).waitFor();
  deepEqual(await violations(page), []);
  await press(page, "No, keep it");
  await press(page, "Forget it");
  await press(page, "Yes, forget it");
  await page.getByRole("button", { name: "Yes, forget it" }).waitFor({ state: "detached" });
  await page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
  await page.reload();
  await page.getByRole("button", { name: "Start" }).waitFor();
  equal(await page.getByRole("button", { name: "Carry on with it" }).count(), 0);
  await context.close();
});

test("the internet gone after the first page: the lock is here already", async () => {
  const { page, context, faults } = await stage.visit("every-kind", {}, `#i=${TOKEN}`);
  await start(page);
  await next(page);
  await scriptHere(page, "draft");
  await page.getByRole("textbox").fill("Ash");
  await context.setOffline(true);
  await keepHere(page);
  await press(page, "Carry on with it");
  await unlock(page);
  await heading(page, "What should we call you?");
  equal(await page.getByRole("textbox").inputValue(), "Ash");
  deepEqual(faults, []);
  await context.close();
});

test("when draft.js does not come, the child is told, loses nothing, and can try again", async () => {
  const { page, context } = await stage.visit("every-kind", {}, `#i=${TOKEN}`);
  await page.route(/draft\.[0-9a-f]+\.js/, (route) => route.abort());
  await start(page);
  await next(page);
  await page.getByRole("textbox").fill("Ash");
  await press(page, "Save and finish later");
  await page.getByText(/could not fetch the lock/).waitFor();
  deepEqual(await violations(page), []);
  equal(await page.getByRole("textbox").inputValue(), "Ash");
  await page.unroute(/draft\.[0-9a-f]+\.js/);
  await press(page, "Save and finish later");
  await heading(page, "Save and finish later");
  await context.close();
});

/** A draft such as draft.js makes, with a lock of ours. */
async function fileOf(draft: object, { pictures = MINE, work = WORK_FACTOR } = {}): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(pictures.join("-"));
  encrypter.setScryptWorkFactor(work);
  const path = join(tmpdir(), `my-review-draft-${process.pid}-${Math.random()}.age`);
  writeFileSync(path, await encrypter.encrypt(JSON.stringify(draft)));
  return path;
}
const answer = (question: string, kind: string, kept: unknown, ask = question) => ({ question, kind, ask, kept, mark: null, words: null, only: null });
const draft = (more: object) => ({
  format: "my-review/draft/1", form: "every-kind", form_version: "0000000000000000", title: "Every kind", saved_at: "2026-11-20T10:00:00Z",
  place: "gone", token: TOKEN, who: { who: "child", role: "", name: "" }, about: null, last_words: null, turns: { only_alone: false, alone: [], concealed: [] }, answers: [], attachments: [], ...more,
});
async function openFile(page: Page, path: string): Promise<void> {
  await press(page, /Open a form that I saved as a file/);
  await page.getByLabel("The file").setInputFiles(path);
}

test("a draft of an older form: what still fits is kept, and the child is told what does not", async () => {
  const { page, context, faults } = await stage.visit("every-kind");
  await openFile(page, await fileOf(draft({
    answers: [
      answer("nickname", "short-text", "Ash"),
      answer("gone", "long-text", "about the cat", "How is the cat?"),
      answer("story", "choose-one", "good", "What is your news?"),
      answer("likes", "choose-many", ["art", "chess"], "What do you like?"),
      answer("order", "rank", ["friends", "home", "school"], "What matters most?"),
      answer("feel", "scale", "ok"),
    ],
  })));
  await unlock(page);
  await heading(page, "The form has changed");
  deepEqual(await page.getByRole("dialog").getByRole("listitem").allInnerTexts(),
    ["How is the cat?", "What is your news?", "What do you like?", "What matters most?"]);
  deepEqual(await violations(page), []);
  await press(page, "Carry on");
  await heading(page, "Who is filling this in?");
  await toCheck(page);
  await press(page, "Send my answers");
  await heading(page, /We got it/);
  const answers = byQuestion(await stage.open());
  deepEqual(Object.entries(answers).map(([id, { value }]) => [id, value]),
    [["nickname", "Ash"], ["feel", "ok"], ["likes", ["art"]], ["order", ["friends", "school"]]]);
  deepEqual(faults, []);
  await context.close();
});

test("files that are not this form's are refused in words", async () => {
  const { page, context, faults } = await stage.visit("every-kind");
  const junk = join(tmpdir(), `my-review-junk-${process.pid}`);
  writeFileSync(junk, "holiday");
  await openFile(page, junk);
  await page.getByRole("alert").getByText(/not a form that was saved here/).waitFor();
  // One that would hold the device up for minutes.
  await page.getByLabel("The file").setInputFiles(await fileOf(draft({}), { work: 17 }));
  await page.getByRole("alert").getByText(/not a form that was saved here/).waitFor();
  await page.getByLabel("The file").setInputFiles(await fileOf(draft({ form: "survey", title: "Survey <b>" })));
  await unlock(page);
  await heading(page, "That is another form");
  await page.getByText("Survey <b>").waitFor();
  await press(page, "Back to the form");
  const cut = join(tmpdir(), `my-review-cut-${process.pid}`);
  writeFileSync(cut, readFileSync(await fileOf(draft({ title: "x".repeat(200_000) }))).subarray(0, 100_000));
  await openFile(page, cut);
  await unlock(page);
  await heading(page, "This can’t be opened");
  deepEqual(await violations(page), []);
  deepEqual(faults, []);
  await context.close();
});
