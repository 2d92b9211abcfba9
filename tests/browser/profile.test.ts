// What is left on the device's disk: the browser's own profile, file by file.
import { deepEqual, equal, ok } from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { keepHere, unlock } from "./locks";
import { allHere, heading, next, press, scriptHere, start, toCheck } from "./moves";
import { LAUNCH, Stage } from "./support";

const FRAGMENT = "#i=4T9X-K2MD-7QHP-W3NC";
/** Long enough to be found in any encoding, and in no browser. */
const MARKED = "Quokka7391Xylophon";
let stage: Stage;
const folders: string[] = [];

before(async () => {
  stage = await Stage.open();
});
after(async () => {
  await stage.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const profile = () => {
  const folder = mkdtempSync(join(tmpdir(), "my-review-profile-"));
  folders.push(folder);
  return folder;
};
const open = async (folder: string): Promise<{ context: BrowserContext; page: Page }> => {
  const context = await chromium.launchPersistentContext(folder, { ...LAUNCH, viewport: { width: 390, height: 844 } });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${stage.site}/forms/every-kind/${FRAGMENT}`);
  await allHere(page);
  return { context, page };
};
const write = async (page: Page) => {
  await start(page);
  await next(page);
  await press(page, "Skip");
  await page.getByRole("textbox").fill(`My secret is ${MARKED}.`);
};

/** The browser that has this profile open: no child of it, and no other's browser. */
function processOf(folder: string): number {
  const found = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).find((id) => {
    let words: string[] = [];
    try {
      words = readFileSync(`/proc/${id}/cmdline`, "utf8").split("\0");
    } catch {
      // It has ended in the meantime.
    }
    return words.includes(`--user-data-dir=${folder}`) && !words.some((word) => word.startsWith("--type="));
  });
  ok(found, "the browser's process");
  return Number(found);
}

/** What is in the file; nothing, if the browser takes it away as it ends. */
function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}

/** The files that hold the text, as UTF-8, as UTF-16, or in base64. */
function holding(folder: string, text = MARKED): string[] {
  const middle = (shift: number) => Buffer.from("x".repeat(shift) + text).toString("base64").slice(shift === 0 ? 0 : 4, -4);
  const forms = [Buffer.from(text), Buffer.from(text, "utf16le"), ...[0, 1, 2].map((shift) => Buffer.from(middle(shift)))];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile())
    .filter((name) => {
      const bytes = bytesOf(join(folder, name));
      return forms.some((form) => bytes.includes(form));
    });
}

test("the search finds what a page does store", async () => {
  const folder = profile();
  const { context, page } = await open(folder);
  await page.evaluate((text) => {
    localStorage.setItem("plain", text);
    localStorage.setItem("base64", btoa(`xx${text}`));
  }, MARKED);
  await page.waitForTimeout(500);
  await context.close();
  ok(holding(folder).length > 0);
});

test("a form that is left, or closed, or sent leaves no answer on the disk", async () => {
  const folder = profile();
  let { context, page } = await open(folder);
  await write(page);
  await page.route("https://www.bbc.co.uk/**", (route) => route.fulfill({ body: "<title>Weather</title>", contentType: "text/html" }));
  await press(page, "Leave this page");
  await page.waitForURL(/bbc/);
  await context.close();
  deepEqual(holding(folder), []);

  ({ context, page } = await open(folder));
  await write(page);
  await page.waitForTimeout(1500);
  await context.close();
  deepEqual(holding(folder), []);

  ({ context, page } = await open(folder));
  await write(page);
  await next(page);
  await toCheck(page);
  await press(page, "Send my answers");
  await heading(page, /We got it/);
  ok(JSON.stringify(await stage.open()).includes(MARKED));
  await context.close();
  deepEqual(holding(folder), []);
});

test("a locked draft holds no answer to be read, and opens after the browser was closed", async () => {
  const folder = profile();
  let { context, page } = await open(folder);
  await write(page);
  await keepHere(page);
  await context.close();
  deepEqual(holding(folder), []);
  // Nor does it name the invitation, which only the history may still know.
  deepEqual(holding(join(folder, "Default/IndexedDB"), "4T9X-K2MD-7QHP-W3NC"), []);

  ({ context, page } = await open(folder));
  await press(page, "Carry on with it");
  await unlock(page);
  await heading(page, "What is your news?");
  equal(await page.getByRole("textbox").inputValue(), `My secret is ${MARKED}.`);
  await context.close();
  deepEqual(holding(folder), []);
});

test("the history keeps the link that was opened, as the manual says, and no answer", async () => {
  const folder = profile();
  const { context, page } = await open(folder);
  await write(page);
  equal(await page.evaluate(() => location.hash), "");
  await page.waitForTimeout(1000);
  await context.close();
  deepEqual(holding(folder), []);
  ok(holding(folder, "4T9X-K2MD-7QHP-W3NC").includes("Default/History"));
});

test("a browser that is killed in the middle leaves no answer, and keeps the draft of before", async () => {
  const folder = profile();
  let { context, page } = await open(folder);
  await start(page);
  await keepHere(page);
  // The same link once more, in the same tab.
  await page.goto(`${stage.site}/forms/every-kind/${FRAGMENT}`);
  await write(page);
  await page.waitForTimeout(1500);
  // As if the battery ran out: nothing is told to close.
  const gone = new Promise((done) => context.once("close", done));
  process.kill(processOf(folder), "SIGKILL");
  await gone;
  deepEqual(holding(folder), []);

  ({ context, page } = await open(folder));
  await press(page, "Carry on with it");
  await unlock(page);
  await heading(page, "Who is filling this in?");
  equal(await page.evaluate((text) => document.body.textContent?.includes(text), MARKED), false);
  await context.close();
});

test("sealed answers that wait for the signal hold nothing to be read", async () => {
  const folder = profile();
  const { context, page } = await open(folder);
  await write(page);
  await next(page);
  await toCheck(page);
  await scriptHere(page, "seal");
  await context.setOffline(true);
  await press(page, "Send my answers");
  await heading(page, /Waiting to be sent/);
  await page.waitForTimeout(500);
  await context.close();
  deepEqual(holding(folder), []);
});
