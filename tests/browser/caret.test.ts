// A finger's tap leaves no caret behind (browser/src/caret.ts); what can be selected
// and written stays so.
import { deepEqual, equal } from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { becomes, heading, settled } from "./moves";
import { Stage } from "./support";

let stage: Stage;
before(async () => void (stage = await Stage.open()));
after(() => stage.close());

/** What is selected, or where a caret is. */
const selected = (page: Page) => page.evaluate(() => {
  const selection = getSelection();
  return selection?.rangeCount ? { text: selection.toString().trim() } : null;
});

async function tap(page: Page, control: Locator): Promise<void> {
  await control.tap();
  await settled(page);
}

const next = (page: Page) => page.getByRole("button", { name: "Next" });

test("a tap on a button or an option leaves no caret, and one into a box does", async () => {
  const { page, context, faults } = await stage.visit("every-kind", { hasTouch: true }, "#i=4T9X-K2MD-7QHP-W3NC");
  await tap(page, page.getByRole("button", { name: "Start" }));
  await heading(page, /Who/);
  await tap(page, page.getByText("Me, on my own"));
  equal(await page.getByRole("radio", { name: "Me, on my own" }).isChecked(), true);
  equal(await selected(page), null);
  await tap(page, next(page));
  await heading(page, "What should we call you?");
  equal(await selected(page), null);
  const box = page.getByRole("textbox");
  await tap(page, box);
  await page.keyboard.type("Ash");
  equal(await box.inputValue(), "Ash");
  await tap(page, next(page));
  await heading(page, "What is your news?");
  equal(await selected(page), null);
  deepEqual(faults, []);
  await context.close();
});

test("a mouse and a finger that is held down still select, and a tap ends it", async () => {
  const { page, context, faults } = await stage.visit("every-kind", { hasTouch: true }, "#i=4T9X-K2MD-7QHP-W3NC");
  await tap(page, page.getByRole("button", { name: "Start" }));
  await heading(page, /Who/);
  const words = page.getByText("Me, on my own");
  await words.dblclick({ position: { x: 8, y: 8 } });
  await becomes(() => selected(page), { text: "Me" });
  await tap(page, page.getByRole("heading", { name: /Who/ }));
  equal((await selected(page))?.text ?? "", "");

  // What a browser tells of a finger that is held down, which this one selects nothing with.
  equal(await words.evaluate((element) => {
    element.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, pointerType: "touch" }));
    return element.dispatchEvent(new Event("selectstart", { bubbles: true, cancelable: true }));
  }), true);
  deepEqual(faults, []);
  await context.close();
});

test("a step that comes takes away the caret of a mouse, and no more", async () => {
  const { page, context, faults } = await stage.visit("every-kind", {}, "#i=4T9X-K2MD-7QHP-W3NC");
  await page.getByRole("button", { name: "Start" }).click();
  await heading(page, /Who/);
  await page.getByText("Me, on my own").click();
  await next(page).click();
  await heading(page, "What should we call you?");
  equal(await selected(page), null);
  await page.getByRole("textbox").click();
  await page.keyboard.type("Ash");
  equal(await page.getByRole("textbox").inputValue(), "Ash");
  deepEqual(faults, []);
  await context.close();
});
