// A form that is put aside with a drawing, a recording and a photo in it: they
// come back to the page as they were, on this device or on another.
import { deepEqual, equal, notEqual, ok } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { violations } from "./axe";
import { begin, draw, FALSE_DEVICES, photoWithPlace, shown, to } from "./giving";
import { keepHere, MINE, putAside, unlock } from "./locks";
import { heading, press, toCheck } from "./moves";
import { byQuestion, Stage } from "./support";

declare const REPOSITORY: string;
let stage: Stage;
before(async () => {
  stage = await Stage.open({ args: FALSE_DEVICES });
});
after(() => stage.close());

/** The policy lets the page ask nobody but the letterbox, its own blobs included. */
const visit = () => stage.visit("media", { bypassCSP: true, acceptDownloads: true });
const WORDS = "We went to the sea. ☀";

interface Given {
  voice: number[];
  photo: number[];
  paper: string;
}

/** What stands on the drawing board, point by point. */
const paper = (page: Page) => page.locator("canvas").evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());

async function give(page: Page): Promise<Given> {
  await begin(page);
  await draw(page);
  const board = await paper(page);
  await to(page, "Tell us about your week");
  await press(page, "Record my voice");
  await page.getByText(/0:0[1-9] of/).locator("visible=true").waitFor();
  await press(page, /^Stop$/);
  await page.getByText("Listen to it").locator("visible=true").waitFor();
  const voice = await shown(page, "audio:visible");
  await to(page, "Show us a good day");
  await page.locator("input[type=file]").first().setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: await photoWithPlace(page) });
  await page.getByText("Photo 1 is added").waitFor();
  const photo = await shown(page, ".photos__list img");
  await page.getByText("You can use words as well, or instead").locator("visible=true").click();
  await page.getByRole("textbox", { name: "In your own words" }).fill(WORDS);
  return { voice, photo, paper: board };
}

/** The page shows again what was given, and sends it. */
async function isBack(page: Page, given: Given): Promise<void> {
  await page.locator(".photos__list img").waitFor();
  deepEqual(await shown(page, ".photos__list img"), given.photo);
  equal(await page.getByRole("textbox", { name: "In your own words" }).inputValue(), WORDS);
  await toCheck(page);
  await press(page, "Change your answer to: Tell us about your week");
  await heading(page, "Tell us about your week");
  await page.getByText("Listen to it").locator("visible=true").waitFor();
  deepEqual(await shown(page, "audio:visible"), given.voice);
  await press(page, "Save and go back to my answers");
  await press(page, "Change your answer to: Draw where you live");
  await page.getByRole("img", { name: "Your drawing from before" }).waitFor();
  equal(await paper(page), given.paper, "the drawing is on the board again");
  deepEqual(await violations(page), []);
  // It can be gone on with, and a line of today undone.
  await draw(page);
  notEqual(await paper(page), given.paper);
  await press(page, "Undo");
  equal(await paper(page), given.paper);
  await press(page, "Save and go back to my answers");
  await press(page, "Send my answers");
  await heading(page, /We got it/);
  const response = await stage.open();
  const answers = byQuestion(response);
  const bytes = (question: string, at = 0) => {
    const id = (answers[question]?.value as string[])[at];
    return Buffer.from(response.attachments.find((one) => one.id === id)?.bytes ?? "", "base64");
  };
  ok(bytes("say").equals(Buffer.from(given.voice)), "the voice");
  ok(bytes("photo").equals(Buffer.from(given.photo)), "the photo");
  equal(bytes("photo", 1).toString("utf8"), WORDS);
  equal(`data:image/png;base64,${bytes("draw").toString("base64")}`, given.paper, "the drawing");
  equal(response.attachments.length, 4);
}

test("on this device: drawing, voice, photo and words come back, and are sent as they were", async () => {
  const { page, context, faults } = await visit();
  const given = await give(page);
  await keepHere(page);
  equal(await page.locator("audio, .photos__list img").count(), 0);
  await page.reload();
  await press(page, "Carry on with it");
  await unlock(page);
  await heading(page, "Show us a good day");
  await isBack(page, given);
  deepEqual(faults, []);
  await context.close();
});

test("as a file, on a device where another has drawn and recorded already", async () => {
  const first = await visit();
  const given = await give(first.page);
  const [download] = await Promise.all([first.page.waitForEvent("download"), putAside(first.page, /Save it as a file/)]);
  const path = await download.path();

  // Debian's age asks for the passphrase on a terminal: the pictures' names.
  const typed = [join(REPOSITORY, "tests/journey/type_at_prompt.py"), MINE.join("-"), "--", "/usr/bin/age", "-d", path];
  const opened = spawnSync("python3", typed, { encoding: "utf8", timeout: 60_000, maxBuffer: 2 ** 28 });
  equal(opened.status, 0, opened.stderr);
  const draft = JSON.parse(opened.stdout.slice(opened.stdout.indexOf("{"))) as { format: string; attachments: { media_type: string; bytes: string }[] };
  equal(draft.format, "my-review/draft/1");
  deepEqual(draft.attachments.map(({ media_type }) => media_type.split("/")[0]), ["image", "audio", "image", "text"]);
  ok(Buffer.from(draft.attachments[1]?.bytes ?? "", "base64").equals(Buffer.from(given.voice)));

  const other = await visit();
  await begin(other.page);
  await draw(other.page);
  await draw(other.page);
  await to(other.page, "Tell us about your week");
  await press(other.page, "Record my voice");
  await other.page.getByText(/0:0[1-9] of/).locator("visible=true").waitFor();
  await press(other.page, /^Stop$/);
  await other.page.getByText("Listen to it").locator("visible=true").waitFor();
  for (let back = 0; back < 4; back += 1) await press(other.page, "Back");
  await press(other.page, /Open a form that I saved as a file/);
  await press(other.page, "Open the saved form");
  await other.page.getByLabel("The file").setInputFiles(path);
  await unlock(other.page);
  await heading(other.page, "Show us a good day");
  await isBack(other.page, given);
  deepEqual([...first.faults, ...other.faults], []);
  await first.context.close();
  await other.context.close();
});
