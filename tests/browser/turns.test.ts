// Whose words: a helper's screen, the child's turn alone, and answers out of sight.
import { deepEqual, equal, ok } from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { violations } from "./axe";
import { heading, next, press, start, toCheck, travel } from "./moves";
import { byQuestion, Stage } from "./support";

const FRAGMENT = "#i=4T9X-K2MD-7QHP-W3NC";
let stage: Stage;

before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

const band = (page: Page) => page.locator(".form-turn");
/** Sam helps, and writes the first two answers down. */
async function helped(page: Page): Promise<void> {
  await start(page, /Someone is helping me/);
  await page.getByRole("radio", { name: "My carer" }).check();
  await page.getByLabel("What is the helper’s name?").fill("Sam");
  await next(page);
  await heading(page, "What should we call you?");
  await page.getByRole("textbox").fill("Ash");
  await page.getByRole("radio", { name: /I wrote it down/ }).check();
  await next(page);
  await heading(page, "What is your news?");
}

/** What a screen reader is told is there, and what the page shows. */
async function readable(page: Page): Promise<string> {
  return JSON.stringify(await page.locator("body").ariaSnapshot()) + (await page.locator("body").innerText());
}

test("a helper's screen has a band that no child's has", async () => {
  const { page, context } = await stage.visit("every-kind", {}, FRAGMENT);
  equal(await band(page).isVisible(), false);
  await helped(page);
  equal((await band(page).innerText()).split("\n")[0], "Sam is helping");
  equal(await page.locator(".form").getAttribute("data-turn"), "helper");
  await context.close();

  const alone = await stage.visit("every-kind", {}, FRAGMENT);
  await start(alone.page);
  await next(alone.page);
  equal(await band(alone.page).isVisible(), false);
  await alone.context.close();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the child answers alone, for the IRO only, hides it, and gives the device back (${colorScheme})`, async () => {
    const { page, context, faults } = await stage.visit("every-kind", { colorScheme, reducedMotion: "reduce" }, FRAGMENT);
    const found: string[] = [];
    const look = async (where: string) => found.push(...(await violations(page)).map((one) => `${where}: ${one}`));
    await helped(page);
    await look("helper");
    await press(page, "My turn, alone");
    await heading(page, "Sam, please give this to the child");
    // The honest sentence: who else may read it, and when it must be told.
    await page.locator("#turn-only-hint").getByText(/the IRO who stands in can read it. If you are not safe, your IRO has to tell/).waitFor();
    equal(await page.getByRole("checkbox", { name: /only for my IRO/ }).isChecked(), true);
    equal(await page.getByRole("checkbox", { name: "Hide the answers so far" }).isChecked(), false);
    await look("away");
    await press(page, "Start my turn");
    await heading(page, "What is your news?");
    ok((await band(page).innerText()).startsWith("Your turn, alone."));
    equal(await page.getByText("Whose words are these?").isVisible(), false);
    equal(await page.getByRole("checkbox", { name: "Only for my IRO" }).isChecked(), true);
    await page.getByRole("textbox").fill("Quokka-7731 hits me");
    await next(page);
    await page.getByRole("radio", { name: "Not good" }).check();
    await page.getByRole("checkbox", { name: "Only for my IRO" }).uncheck();
    await next(page);
    await heading(page, /Thank you for telling us/);
    await next(page);
    await heading(page, "What would make it better?");
    await page.getByRole("textbox").fill("Quokka-far away");
    await look("alone");
    await press(page, "Give it back to Sam");
    await heading(page, "Before you give it back to Sam");
    equal(await page.getByRole("checkbox", { name: "Hide the answers so far" }).isChecked(), true);
    await look("back");
    await press(page, "Give it back to Sam");

    // Hidden: not on the screen, not by going back, not in the tree, not to be
    // guessed from the questions that those answers opened.
    const gone = async (where: string) => {
      const words = await readable(page);
      ok(!/Quokka|Not good|What would make it better|What is your news|How do you feel/.test(words), `${where}: ${words}`);
    };
    await gone("after");
    let steps = 0;
    while (await travel(page, -1)) {
      if ((await page.locator(".form").getAttribute("data-view")) === "start") break;
      await gone(`back ${(steps += 1)}`);
    }
    ok(steps > 5, `${steps} steps back`);
    while (await travel(page, 1)) await gone(`forward ${(steps -= 1)}`);
    await toCheck(page);
    await gone("check");
    await page.locator("[data-step=check]").getByText("Hidden answers: 4. They will be sent with the others.").waitFor();
    await look("check");
    await page.emulateMedia({ media: "print" });
    await gone("print");
    await page.emulateMedia({ media: "screen" });
    await press(page, "See all the parts");
    await heading(page, "All the parts");
    await gone("parts");
    await look("parts");
    await press(page, /^Check and send/);
    await heading(page, "Check your answers");

    await press(page, "Show them");
    await page.getByText("Quokka-7731 hits me").waitFor();
    await press(page, "Hide my answers so far");
    await page.getByText("Quokka-7731 hits me").waitFor({ state: "hidden" });
    await gone("hidden again");
    await press(page, "Send my answers");
    await heading(page, /We got it/);

    // Hidden answers are sent, and each says whose it is.
    const answers = byQuestion(await stage.open());
    deepEqual(Object.entries(answers).map(([id, { value, words, only_my_iro }]) => [id, value, words, only_my_iro]), [
      ["nickname", "Ash", "written-for-me", false],
      ["story", "Quokka-7731 hits me", "own", true],
      ["feel", "sad", "own", false],
      ["why", "Quokka-far away", "own", true],
    ]);
    deepEqual(found, []);
    deepEqual(faults, []);
    await context.close();
  });
}

test("a helper who changes what the child wrote alone must say whose words it is now", async () => {
  const { page, context } = await stage.visit("every-kind", {}, FRAGMENT);
  await helped(page);
  await press(page, "My turn, alone");
  await heading(page, "Sam, please give this to the child");
  await press(page, "Start my turn");
  await heading(page, "What is your news?");
  await page.getByRole("textbox").fill("Mine");
  await next(page);
  await press(page, "Give it back to Sam");
  await page.getByRole("checkbox", { name: "Hide the answers so far" }).uncheck();
  await press(page, /^Give it back to Sam/);
  await heading(page, "How do you feel?");
  await toCheck(page);
  await press(page, "Change your answer to: What is your news?");
  await page.getByRole("textbox").fill("Not quite");
  await page.getByRole("radio", { name: /I, the helper, think/ }).check();
  await press(page, "Save and go back to my answers");
  await press(page, "Send my answers");
  await heading(page, /We got it/);
  equal(byQuestion(await stage.open())["story"]?.words, "helper");
  await context.close();
});

test("an answer whose words nobody named keeps the device where it is", async () => {
  const { page, context } = await stage.visit("every-kind", {}, FRAGMENT);
  await start(page, /Someone is helping me/);
  await page.getByRole("radio", { name: "My carer" }).check();
  await page.getByLabel("What is the helper’s name?").fill("Sam");
  await next(page);
  await heading(page, "What should we call you?");
  await page.getByRole("textbox").fill("Ash");
  await press(page, "My turn, alone");
  await page.getByRole("alert").getByText("Choose whose words these are.").waitFor();
  await context.close();
});

test("an answer that is too long and out of sight: the way to it is shown, and it can be mended", async () => {
  const { page, context, faults } = await stage.visit("every-kind", {}, FRAGMENT);
  await start(page);
  await next(page);
  await heading(page, "What should we call you?");
  await page.getByRole("textbox").fill("Quokka-7731-too-long");
  await press(page, "See all the parts");
  await press(page, "Hide my answers so far");
  await press(page, /^Check and send/);
  await heading(page, "Check your answers");
  await press(page, "Send my answers");
  const summary = page.getByRole("alert").and(page.locator(":focus"));
  await summary.waitFor();
  // It names neither the question nor the answer: those are hidden.
  ok(!/Quokka|call you/.test(await readable(page)));
  equal(stage.posted.length, 0);
  await press(page, "One of the hidden answers needs a look. Show them first.");
  const show = page.locator("[data-step=check]").getByRole("button", { name: "Show them" });
  await show.and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Check your answers" }).and(page.locator(":focus")).waitFor();
  await press(page, "Send my answers");
  await summary.waitFor();
  await press(page, /What should we call you\? Make your answer a bit shorter/);
  await page.getByRole("alert").and(page.locator(":focus")).waitFor();
  await page.getByRole("textbox", { name: "What should we call you?" }).fill("Quokka");
  await press(page, "Save and go back to my answers");
  await heading(page, "Check your answers");
  await press(page, "Send my answers");
  await heading(page, /We got it/);
  equal(byQuestion(await stage.open())["nickname"]?.value, "Quokka");
  deepEqual(faults, []);
  await context.close();
});
