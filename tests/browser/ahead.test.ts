// What comes next is laid out before it is asked for (browser/src/ahead.ts), and
// nobody notices.
import { deepEqual, equal, ok } from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { violations } from "./axe";
import { becomes, heading, next, start } from "./moves";
import { Stage } from "./support";

let stage: Stage;
before(async () => void (stage = await Stage.open()));
after(() => stage.close());

/** What is ready: a step's name, or a question's. */
const ready = (page: Page) => page.evaluate(() =>
  [...document.querySelectorAll<HTMLElement>("[data-step].is-known")].map(({ dataset }) => dataset["question"] ?? dataset["step"]));

/** All that a screen reader is told of the page. */
async function told(page: Page): Promise<string> {
  const client = await page.context().newCDPSession(page);
  const { nodes } = await client.send("Accessibility.getFullAXTree");
  await client.detach();
  return nodes.filter(({ ignored }) => !ignored).map(({ name }) => String(name?.value ?? "")).join("\n");
}

test("the next question is ready, and nobody sees, reaches or is read it", async () => {
  const { page, context, faults } = await stage.visit("every-kind", {}, "#i=4T9X-K2MD-7QHP-W3NC");
  await start(page);
  await next(page);
  await heading(page, "What should we call you?");
  await becomes(() => ready(page), ["story"]);
  const step = page.locator("[data-question=story]");
  equal(await step.getByRole("textbox", { includeHidden: true }).isVisible(), false);
  deepEqual(await step.evaluate((element) => ({
    hidden: element.hasAttribute("hidden"),
    seen: [...element.children].some((child) => child.checkVisibility()),
    focused: (element.querySelector("textarea")?.focus(), element.contains(document.activeElement)),
    high: element.getBoundingClientRect().height,
  })), { hidden: true, seen: false, focused: false, high: 0 });
  const words = await told(page);
  ok(words.includes("What should we call you?"));
  ok(!words.includes("What is your news?"), words);
  deepEqual(await violations(page), []);
  await next(page);
  await heading(page, "What is your news?");
  await page.getByRole("textbox").fill("There it is");
  ok((await told(page)).includes("What is your news?"));
  deepEqual(faults, []);
  await context.close();
});

test("an answer that brings help has the help ready, and another one the next question", async () => {
  const { page, context, faults } = await stage.visit("every-kind", {}, "#i=4T9X-K2MD-7QHP-W3NC");
  await start(page);
  for (const question of ["What should we call you?", "What is your news?", "How do you feel?"]) {
    await next(page);
    await heading(page, question);
  }
  await page.getByRole("radio", { name: "Not good" }).check();
  await becomes(() => ready(page), ["help"]);
  await page.getByRole("radio", { name: "OK" }).check();
  await becomes(() => ready(page), ["why"]);
  await page.getByRole("radio", { name: "Not good" }).check();
  await next(page);
  await heading(page, /Thank you for telling us/);
  await becomes(() => ready(page), ["why"]);
  deepEqual(faults, []);
  await context.close();
});

test("Back in the moment in which the next question comes leads one question back", async () => {
  const { page, context, faults } = await stage.visit("every-kind", {}, "#i=4T9X-K2MD-7QHP-W3NC");
  await start(page);
  await next(page);
  await heading(page, "What should we call you?");
  await next(page);
  await heading(page, "What is your news?");
  // Before it is drawn, and so before the browser's history knows of it.
  await page.evaluate(async () => {
    const press = (name: string) => [...document.querySelectorAll<HTMLElement>(`[data-do=${name}]`)].find((control) => control.checkVisibility())?.click();
    press("next");
    while (!document.querySelector("[data-question=feel]:not([hidden])")) await new Promise((done) => setTimeout(done));
    press("back");
  });
  await heading(page, "What is your news?");
  deepEqual(faults, []);
  await context.close();
});
