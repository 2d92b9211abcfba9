// How putting a form aside looks and sounds, and works by keyboard alone.
import { deepEqual, equal } from "node:assert/strict";
import { after, before, test } from "node:test";
import { PICTURES } from "../../browser/src/pictures";
import { MINE, pick, unlock, violations } from "./locks";
import { heading, press, start } from "./moves";
import { Stage } from "./support";

const TOKEN = "4T9X-K2MD-7QHP-W3NC";
let stage: Stage;

before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

test("there are 104 pictures to choose from, each with a name and a drawing of its own", async () => {
  equal(PICTURES.size, 104);
  equal(new Set(PICTURES.values()).size, 104);
  const { page, context } = await stage.visit("every-kind");
  await start(page);
  await press(page, "Save and finish later");
  await press(page, /Keep it on this device/);
  const names = await page.locator(".draft-picture").evaluateAll((all) => all.map((one) => one.textContent ?? ""));
  equal(names.length, 104);
  equal(new Set(names.filter(Boolean)).size, 104);
  await context.close();
});

for (const [name, options] of [
  ["light", {}], ["dark", { colorScheme: "dark" }], ["forced colours", { forcedColors: "active" }],
  ["320 pixels", { viewport: { width: 320, height: 568 } }], ["400 % zoom", { viewport: { width: 320, height: 256 } }],
] as const) {
  test(`axe finds nothing, nothing scrolls sideways, every target is large enough (${name})`, async () => {
    const { page, context } = await stage.visit("every-kind", { ...options, reducedMotion: "reduce" });
    const found: string[] = [];
    const look = async (state: string) => {
      found.push(...(await violations(page)).map((violation) => `${state}: ${violation}`));
      const seen = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth - innerWidth,
        inner: (document.querySelector(".draft__body")?.scrollWidth ?? 0) - (document.querySelector(".draft__body")?.clientWidth ?? 0),
        small: [...document.querySelectorAll("main button, main input, main summary")]
          .map((control) => ({ control, box: (control.closest("label") ?? control).getBoundingClientRect() }))
          .filter(({ box }) => box.width > 0 && (box.height < 43.5 || box.width < 43.5))
          .map(({ control, box }) => `${control.outerHTML.slice(0, 120)} ${box.width}×${box.height}`),
      }));
      deepEqual([state, seen.wide <= 0, seen.inner <= 0, seen.small], [state, true, true, []]);
    };
    await start(page);
    await press(page, "Save and finish later");
    await heading(page, "Save and finish later");
    await look("save");
    await press(page, /Keep it on this device/);
    await look("pick");
    await pick(page, MINE);
    await look("picked");
    await press(page, "These are my four");
    await pick(page, MINE);
    await press(page, "Lock it");
    await heading(page, "Saved on this device");
    await look("saved");
    await press(page, "All right");
    await look("start");
    await press(page, "Carry on with it");
    await heading(page, "Choose your four pictures");
    await look("open");
    deepEqual(found, []);
    await context.close();
  });
}

test("with the keyboard alone", async () => {
  const { page, context } = await stage.visit("every-kind", {}, `#i=${TOKEN}`);
  const keys = page.keyboard;
  const reach = async (name: string) => {
    for (let at = 0; at < 60; at += 1) {
      await keys.press("Tab");
      if ((await page.evaluate(() => document.activeElement?.textContent?.trim())) === name) return;
    }
    throw new Error(`Tab never reaches ${name}`);
  };
  // Each group is one stop; dog is one to the right of cat, rabbit is further.
  const choose = async () => {
    await reach("cat");
    await keys.press("ArrowRight");
    await keys.press("Enter");
    await keys.press("End");
    await keys.press("Enter");
    await keys.press("Home");
    await keys.press("Space");
    await keys.press("ArrowDown");
    await keys.press("ArrowUp");
    await keys.press("Space");
  };
  await reach("Start");
  await keys.press("Enter");
  await reach("Save and finish later");
  await keys.press("Enter");
  await heading(page, "Save and finish later");
  await reach("Keep it on this device");
  await keys.press("Enter");
  await heading(page, "Choose four pictures");
  await choose();
  await reach("These are my four");
  await keys.press("Enter");
  await heading(page, "Now choose them again");
  await choose();
  await reach("Lock it");
  await keys.press("Enter");
  await heading(page, "Saved on this device");
  await reach("All right");
  await keys.press("Enter");
  await heading(page, "Every kind");
  await reach("Carry on with it");
  await keys.press("Enter");
  await unlock(page, ["dog", "whale", "cat", "cat"]);
  await heading(page, "Who is filling this in?");
  await press(page, "Save and finish later");
  await heading(page, "Save and finish later");
  await keys.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  equal(await page.evaluate(() => document.activeElement?.textContent?.trim()), "Save and finish later");
  await context.close();
});

test("leaving in a hurry works from the dialog too", async () => {
  const { page, context } = await stage.visit("every-kind", {}, `#i=${TOKEN}`);
  await page.route("https://www.bbc.co.uk/**", (route) => route.fulfill({ body: "<title>Weather</title>", contentType: "text/html" }));
  await start(page);
  await press(page, "Save and finish later");
  await page.getByRole("dialog").getByRole("button", { name: "Leave this page" }).click();
  await page.waitForURL(/bbc/);
  await context.close();
});
