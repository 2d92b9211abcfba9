// A browser that keeps nothing, and one whose room is used up: both for real, by
// the browser's own settings and limits.
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { violations } from "./axe";
import { begin, draw, FALSE_DEVICES, shown, to } from "./giving";
import { keepHere, MINE, putAside, stores, unlock } from "./locks";
import { allHere, heading, next, oneAnswer, press, scriptHere, start, toCheck } from "./moves";
import { byQuestion, LAUNCH, Stage } from "./support";

const FRAGMENT = "#i=4T9X-K2MD-7QHP-W3NC";
const OTHER = ["dog", "moon", "car", "star"];
let stage: Stage;
const folders: string[] = [];

before(async () => {
  stage = await Stage.open({ args: FALSE_DEVICES });
});
after(async () => {
  await stage.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The site has so many bytes on this device, whatever the disk has. */
async function roomFor(context: BrowserContext, page: Page, bytes: number): Promise<void> {
  const client = await context.newCDPSession(page);
  await client.send("Storage.overrideQuotaForOrigin", { origin: stage.site, quotaSize: bytes });
}

/** A browser whose owner forbade every site to keep anything. */
async function keepsNothing(): Promise<{ context: BrowserContext; page: Page; faults: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), "my-review-denied-"));
  folders.push(folder);
  mkdirSync(join(folder, "Default"));
  const BLOCK = 2;
  writeFileSync(join(folder, "Default/Preferences"), JSON.stringify({ profile: { default_content_setting_values: { cookies: BLOCK } } }));
  const context = await chromium.launchPersistentContext(folder, { ...LAUNCH, viewport: { width: 390, height: 844 } });
  const page = context.pages()[0] ?? (await context.newPage());
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  stage.replies = [];
  stage.posted = [];
  await page.goto(`${stage.site}/forms/every-kind/${FRAGMENT}`);
  await allHere(page);
  return { context, page, faults };
}

/** The file that a press gives to the child. */
async function fileOf(page: Page, name: string | RegExp): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download"), press(page, name)]);
  return download.path();
}

test("no room for a drawing and a voice: the child is told, loses nothing, takes the file, and what was kept before is still there", async () => {
  const { page, context, faults } = await stage.visit("media", { bypassCSP: true });
  // Before the first use: the browser remembers for a while how much there was.
  await roomFor(context, page, 20_000);
  await start(page);
  await keepHere(page);
  await begin(page);
  await draw(page);
  await to(page, "Tell us about your week");
  await press(page, "Record my voice");
  await page.getByText(/0:0[2-9] of/).locator("visible=true").waitFor();
  await press(page, /^Stop$/);
  await page.getByText("Listen to it").locator("visible=true").waitFor();
  const voice = await shown(page, "audio:visible");
  ok(voice.length > 10_000);
  await putAside(page, /Keep it on this device/, OTHER);
  await heading(page, "This browser can’t keep it");
  deepEqual(await violations(page), []);
  const path = await fileOf(page, /Save it as a file/);
  await press(page, "Back to the form");
  deepEqual(await shown(page, "audio:visible"), voice);

  // What was kept before, and the file on another device.
  await page.reload();
  await page.getByRole("button", { name: "Carry on with it" }).waitFor();
  equal(await page.getByRole("button", { name: "Carry on with it" }).count(), 1);
  await press(page, "Carry on with it");
  await unlock(page, MINE);
  await heading(page, "Who is filling this in?");
  const other = await stage.visit("media", { bypassCSP: true });
  await press(other.page, /Open a form that I saved as a file/);
  await other.page.getByLabel("The file").setInputFiles(path);
  await unlock(other.page, OTHER);
  await other.page.getByText("Listen to it").locator("visible=true").waitFor();
  deepEqual(await shown(other.page, "audio:visible"), voice);
  deepEqual([...faults, ...other.faults], []);
  await other.context.close();
  await context.close();
});

test("no room at all: the child is told, and not even an empty store is left", async () => {
  const { page, context, faults } = await stage.visit("every-kind", {}, FRAGMENT);
  await roomFor(context, page, 1);
  await start(page);
  await putAside(page, /Keep it on this device/);
  await heading(page, "This browser can’t keep it");
  deepEqual(await stores(page), []);
  // Somebody made room.
  await roomFor(context, page, 10_000_000);
  await press(page, "Back to the form");
  await keepHere(page);
  deepEqual(await stores(page), ["my-review-drafts"]);
  deepEqual(faults, []);
  await context.close();
});

test("the tab's own memory is full: the child is told, and the answers go from the open page or as a file", async () => {
  const { page, context, faults } = await stage.visit("every-kind", {}, FRAGMENT);
  const filled = await page.evaluate(() => {
    let size = 8 * 1024 * 1024;
    let text = "";
    for (let step = size; step >= 256; step /= 2) {
      try {
        sessionStorage.setItem("other", "x".repeat(size));
        text = sessionStorage.getItem("other") ?? "";
        size += step / 2;
      } catch {
        size -= step / 2;
      }
    }
    return text.length;
  });
  ok(filled > 1_000_000, `the browser's own limit, at ${filled}`);
  await oneAnswer(page);
  await scriptHere(page, "seal");
  await context.setOffline(true);
  await press(page, "Send my answers");
  await heading(page, /Waiting to be sent/);
  await page.getByText(/This browser can’t keep your answers/).waitFor();
  const file = readFileSync(await fileOf(page, "Save the sealed file"));
  await context.setOffline(false);
  await heading(page, /We got it/);
  ok(file.equals(stage.posted[0] ?? Buffer.alloc(0)));
  equal(byQuestion(await stage.open())["nickname"]?.value, "Ash");
  deepEqual(await page.evaluate(() => Object.keys(sessionStorage)), ["other"]);
  deepEqual(faults, []);
  await context.close();
});

test("the browser may keep nothing: everything works but keeping, and the child is told", async () => {
  const { page, context, faults } = await keepsNothing();
  const denied = (store: string) => page.evaluate((name) => {
    try {
      return String(Reflect.get(window, name));
    } catch (error) {
      return (error as DOMException).name;
    }
  }, store);
  deepEqual([await denied("localStorage"), await denied("sessionStorage")], ["SecurityError", "SecurityError"]);
  await start(page);
  await next(page);
  await page.getByRole("textbox").fill("Ash");
  await putAside(page, /Keep it on this device/);
  await heading(page, "This browser can’t keep it");
  const path = await fileOf(page, /Save it as a file/);
  match(readFileSync(path).subarray(0, 40).toString("latin1"), /^age-encryption/);
  await press(page, "Back to the form");
  equal(await page.getByRole("textbox").inputValue(), "Ash");
  await next(page);
  await toCheck(page);
  await scriptHere(page, "seal");
  await context.setOffline(true);
  await press(page, "Send my answers");
  await heading(page, /Waiting to be sent/);
  await page.getByText(/This browser can’t keep your answers/).waitFor();
  await context.setOffline(false);
  await heading(page, /We got it/);
  equal(byQuestion(await stage.open())["nickname"]?.value, "Ash");
  // And the file comes back in it.
  await page.goto(`${stage.site}/forms/every-kind/`);
  await press(page, /Open a form that I saved as a file/);
  await page.getByLabel("The file").setInputFiles(path);
  await unlock(page);
  await heading(page, "What should we call you?");
  equal(await page.getByRole("textbox").inputValue(), "Ash");
  deepEqual(faults, []);
  await context.close();
});
