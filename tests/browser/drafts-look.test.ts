// How putting a form aside looks, and sounds to a screen reader.
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { MINE, pick, unlock } from "./locks";
import { lookAt, LOOKS, wear } from "./looks";
import { heading, press, start } from "./moves";
import { Stage } from "./support";

let stage: Stage;

before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

/** Holds the page's work where it would let the page breathe, until `on` is called. */
async function held(page: Page): Promise<{ on: () => Promise<void> }> {
  await page.evaluate(() => {
    const waiting: (() => void)[] = [];
    Object.assign(scheduler, { yield: () => new Promise<void>((go) => waiting.push(go)) });
    Object.assign(window, { waiting });
  });
  return {
    on: () => page.evaluate(() => {
      delete (scheduler as { yield?: unknown }).yield;
      for (const go of (window as unknown as { waiting: (() => void)[] }).waiting) go();
    }),
  };
}
declare const scheduler: object;

for (const look of LOOKS) {
  test(`axe finds nothing, nothing scrolls sideways, every target is large enough (${look.name})`, async () => {
    const { page, context } = await stage.visit("every-kind", { ...look.options, reducedMotion: "reduce" });
    await wear(page, look);
    const seen = (state: string) => lookAt(page, look, state);
    await start(page);
    await press(page, "Save and finish later");
    await heading(page, "Save and finish later");
    await seen("save");
    await press(page, /Keep it on this device/);
    await seen("pick");
    await pick(page, MINE);
    await seen("picked");
    await press(page, "These are my four");
    await heading(page, "Now choose them again");
    await seen("again");
    await pick(page, ["dog", "dog", "dog", "dog"]);
    await press(page, "Lock it");
    await page.getByRole("alert").getByText(/not the same four/).waitFor();
    await seen("not the same");
    await pick(page, MINE);
    await press(page, "These are my four");
    await pick(page, MINE);
    const work = await held(page);
    await press(page, "Lock it");
    await heading(page, "Locking your form…");
    await seen("locking");
    await work.on();
    await heading(page, "Saved on this device");
    await seen("saved");
    await press(page, "All right");
    await page.getByRole("button", { name: "Carry on with it" }).waitFor();
    await seen("start");
    await press(page, "Forget it");
    await seen("forget?");
    await press(page, "No, keep it");
    await press(page, "Carry on with it");
    await heading(page, "Choose your four pictures");
    await seen("open");
    await unlock(page, ["dog", "dog", "dog", "dog"]);
    await page.getByRole("alert").getByText(/not the pictures/).waitFor();
    await seen("wrong");
    const more = await held(page);
    await unlock(page);
    await heading(page, "Opening your form…");
    await seen("opening");
    await more.on();
    await heading(page, "Who is filling this in?");
    await press(page, "Save and finish later");
    await press(page, /Save it as a file/);
    await pick(page, MINE);
    await press(page, "These are my four");
    await pick(page, MINE);
    await press(page, "Lock it");
    await heading(page, "Is the file there?");
    await seen("the file");
    await press(page, "Yes, clear this page");
    await heading(page, "The page is clear");
    await seen("cleared");
    await page.reload();
    await wear(page, look);
    await start(page);
    await press(page, "Back");
    await press(page, /Open a form that I saved as a file/);
    await heading(page, "You have written something here");
    await seen("replace?");
    await context.close();
  });
}
