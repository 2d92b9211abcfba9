// The whole form from link to receipt, with a helper, the child's own turn and
// the parts in another order: by keyboard alone, by finger on a small phone, and
// at 400 % zoom, read from left and from right.
import { deepEqual, equal } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { BrowserContextOptions, Page } from "playwright-core";
import { finger, keyboard, type Hand } from "./hands";
import { heading } from "./moves";
import { byQuestion, Stage } from "./support";

declare const REPOSITORY: string;

const FRAGMENT = "#i=4T9X-K2MD-7QHP-W3NC";
let stage: Stage;
/** The example's own forms and pages. */
let northmoor: Stage;

before(async () => {
  stage = await Stage.open();
  northmoor = await Stage.open({}, REPOSITORY);
});
after(async () => {
  await stage.close();
  await northmoor.close();
});

/** Sam helps with the name; the rest the child says alone, in another order. */
async function whole(page: Page, { press, choose, write }: Hand): Promise<void> {
  await press("Start");
  await heading(page, "Who is filling this in?");
  await choose("Someone is helping me");
  await choose("My carer");
  await write("What is the helper’s name?", "Sam");
  await press("Next");
  await heading(page, "What should we call you?");
  await write("What should we call you?", "Ash");
  await choose("The child said it. I wrote it down");
  await press("Next");
  await heading(page, "What is your news?");
  await press("My turn, alone");
  await heading(page, "Sam, please give this to the child");
  await press("Start my turn");
  await heading(page, "What is your news?");
  await write("What is your news?", "I want to stay");
  await press("Next");
  await heading(page, "How do you feel?");
  await choose("Good");
  await press("See all the parts");
  await heading(page, "All the parts");
  await press("People and things");
  await heading(page, "Which day is good?");
  await write("Day", "3");
  await write("Month", "12");
  await write("Year", "2026");
  await press("Next");
  await heading(page, "Who should come?");
  await press("See all the parts");
  await heading(page, "All the parts");
  await press("Choices");
  // It goes on where it was left.
  await heading(page, "Do you feel safe?");
  await choose("Yes");
  await press("Give it back to Sam");
  await heading(page, "Before you give it back to Sam");
  await press("Give it back to Sam");
  await heading(page, /./);
  await press("See all the parts");
  await heading(page, "All the parts");
  await press("Check and send");
  await heading(page, "Check your answers");
  await press("Send my answers");
  await heading(page, /We got it/);
  await page.locator(".form-receipt").getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/).waitFor();
}

const PHONE = { hasTouch: true, isMobile: true };
const WAYS: [string, BrowserContextOptions, (page: Page) => Hand, "ltr" | "rtl"][] = [
  ["by keyboard alone", {}, keyboard, "ltr"],
  ["by keyboard alone, from right to left", {}, keyboard, "rtl"],
  ["by finger, 320 pixels wide", { ...PHONE, viewport: { width: 320, height: 568 } }, finger, "ltr"],
  ["by finger, 320 pixels wide, from right to left", { ...PHONE, viewport: { width: 320, height: 568 } }, finger, "rtl"],
  ["by keyboard at 400 % zoom", { viewport: { width: 320, height: 256 } }, keyboard, "ltr"],
  ["by finger at 400 % zoom", { ...PHONE, viewport: { width: 320, height: 256 } }, finger, "ltr"],
];

for (const [name, options, hand, dir] of WAYS) {
  test(`the whole form, ${name}`, async () => {
    const { page, context, faults } = await stage.visit("every-kind", { ...options, reducedMotion: "reduce" }, FRAGMENT);
    await page.evaluate((way) => (document.documentElement.dir = way), dir);
    await whole(page, hand(page));
    const response = await stage.open();
    deepEqual(response.filled_in_by, { who: "helper", helper: { role: "carer", name: "Sam" } });
    deepEqual(Object.entries(byQuestion(response)).map(([id, { value, words }]) => [id, value, words]), [
      ["nickname", "Ash", "written-for-me"], ["story", "I want to stay", "own"], ["feel", "good", "own"],
      ["safe", "yes", "own"], ["when", "2026-12-03", "own"],
    ]);
    deepEqual(faults, []);
    await context.close();
  });
}

/** What the page says in a language: the longest piece without a value in it. */
function sentences(lang: string): (id: string) => string {
  const text = readFileSync(join(REPOSITORY, "themes/default/lang", lang, "form.ftl"), "utf8");
  return (id) => {
    const [, sentence] = new RegExp(`^${id} = (.+)$`, "m").exec(text) ?? [];
    if (!sentence) throw new Error(`${lang} has no ${id}`);
    return sentence.split(/\{[^}]*\}/).map((piece) => piece.trim()).sort((one, other) => other.length - one.length)[0] ?? "";
  };
}

/** What a form says in a language, by the id in front of it. */
function wordsOf(lang: string, form: string): (id: string, key: "title" | "ask" | "label") => string {
  const text = readFileSync(join(REPOSITORY, "forms", lang, `${form}.yaml`), "utf8");
  return (id, key) => {
    const [, words] = new RegExp(`id: ${id},?\\s+${key}: "?([^"\\n}]+)`).exec(text) ?? [];
    if (!words) throw new Error(`${form} in ${lang} has no ${key} of ${id}`);
    return words.trim();
  };
}

test("the real form for 12 to 15 in Arabic, by keyboard alone: helper, turn, parts, receipt", async () => {
  const { page, context, faults } = await northmoor.visit("../ar/forms/my-review-12-15", {}, FRAGMENT);
  equal(await page.evaluate(() => getComputedStyle(document.body).direction), "rtl");
  const { press, choose, write } = keyboard(page);
  const [says, form] = [sentences("ar"), wordsOf("ar", "my-review-12-15")];
  const at = (id: string) => heading(page, form(id, "ask"));
  const parts = async (part: string) => {
    await press(says("form-parts"));
    await heading(page, says("form-parts-title"));
    await press(part);
  };
  await press(says("form-begin"));
  await heading(page, says("form-who-title"));
  await choose(says("form-who-helper"));
  await choose(says("form-role-carer"));
  await write(says("form-helper-name"), "سامي");
  await press(says("js-next"));
  await at("my-name");
  await write(form("my-name", "ask"), "ليلى، هي");
  await choose(says("form-words-written-for-me"));
  await press(says("js-next"));
  await at("proud");
  await press(says("js-turn-take"));
  await heading(page, new RegExp(says("js-turn-away-title")));
  await press(says("js-turn-begin"));
  await at("proud");
  await write(form("proud", "ask"), "سجلت هدفين");
  await press(says("js-next"));
  await at("life-number");
  await choose("9");
  // The parts in another order, and back to where the first was left.
  await parts(form("home", "title"));
  await at("home-feel");
  await parts(form("me", "title"));
  await at("being-me");
  await press(says("js-turn-give-back"));
  await heading(page, new RegExp(says("js-turn-back-title")));
  await press(says("js-turn-give-back"));
  await at("being-me");
  await page.locator(".form-turn__text").getByText("سامي").waitFor();
  await parts(says("js-check-part"));
  await heading(page, says("form-check-title"));
  await page.getByText("ليلى").waitFor({ state: "detached" });
  await press(says("form-send"));
  await heading(page, says("form-sent-title"));
  await page.locator(".form-receipt").getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/).waitFor();
  equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  const response = await northmoor.open();
  equal(response.language, "ar");
  deepEqual(response.filled_in_by, { who: "helper", helper: { role: "carer", name: "سامي" } });
  deepEqual(Object.entries(byQuestion(response)).map(([id, { value, words, only_my_iro }]) => [id, value, words, only_my_iro]), [
    ["my-name", "ليلى، هي", "written-for-me", false], ["proud", "سجلت هدفين", "own", true], ["life-number", 9, "own", true],
  ]);
  deepEqual(faults, []);
  await context.close();
});

test("“Using this safely” says what the browser's history may still show, in each language", async () => {
  const context = await northmoor.browser.newContext();
  const page = await context.newPage();
  for (const [way, words] of [["", /history of the browser may still show/], ["cy/", /hanes y porwr yn dal i ddangos/], ["ar/", /سجل المتصفح/]] as const) {
    await page.goto(`${northmoor.site}/${way}using-this-safely/`);
    await page.locator("main").getByText(words).waitFor();
  }
  await context.close();
});
