// Putting a form aside by keyboard alone, and leaving in the middle.
import { equal } from "node:assert/strict";
import { after, before, test } from "node:test";
import { PICTURES } from "../../browser/src/pictures";
import { unlock } from "./locks";
import { becomes, heading, press, settled, start } from "./moves";
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
  await heading(page, "Choose four pictures");
  const names = await page.locator(".draft-picture").evaluateAll((all) => all.map((one) => one.textContent ?? ""));
  equal(names.length, 104);
  equal(new Set(names.filter(Boolean)).size, 104);
  await context.close();
});

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
  await heading(page, "Who is filling this in?");
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
  await settled(page);
  await reach("Carry on with it");
  await keys.press("Enter");
  await unlock(page, ["dog", "whale", "cat", "cat"]);
  await heading(page, "Who is filling this in?");
  await press(page, "Save and finish later");
  await heading(page, "Save and finish later");
  await keys.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await becomes(() => page.evaluate(() => document.activeElement?.textContent?.trim()), "Save and finish later");
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
