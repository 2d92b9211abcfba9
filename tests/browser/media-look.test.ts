// How drawing, recording, photos and waiting look, and sound to a screen reader,
// in every state; and all of it with the keyboard alone.
import { deepEqual, equal } from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { begin, draw, FALSE_DEVICES, photoWithPlace, to } from "./giving";
import { lookAt, LOOKS, wear } from "./looks";
import { box, heading, next, press, scriptHere, start, toCheck } from "./moves";
import { byQuestion, Stage } from "./support";

let stage: Stage;
before(async () => {
  stage = await Stage.open({ args: FALSE_DEVICES });
});
after(() => stage.close());

/** What the browser does when it is asked for the microphone from now on. */
const answersWith = (page: Page, what: "nothing yet" | "NotAllowedError" | "NotFoundError" | "the device") => page.evaluate((now) => {
  const devices = navigator.mediaDevices as { getUserMedia?: unknown };
  delete devices.getUserMedia;
  if (now === "nothing yet") Object.assign(devices, { getUserMedia: () => new Promise(() => undefined) });
  else if (now !== "the device") Object.assign(devices, { getUserMedia: () => Promise.reject(new DOMException("no", now)) });
}, what);

const visible = (page: Page, text: string | RegExp) => page.getByText(text).locator("visible=true").waitFor();

for (const look of LOOKS) {
  test(`axe finds nothing, nothing scrolls sideways, every target is large enough (${look.name})`, async () => {
    const { page, context } = await stage.visit("media", { ...look.options, reducedMotion: "reduce" });
    await wear(page, look);
    const seen = (state: string) => lookAt(page, look, state);
    await begin(page);
    await seen("an empty paper");
    await draw(page);
    await seen("drawn");
    await visible(page, "You can use words as well, or instead");
    await page.getByText("You can use words as well, or instead").locator("visible=true").click();
    await seen("words beside it");

    await to(page, "Tell us about your week");
    await seen("before a recording");
    await answersWith(page, "nothing yet");
    await press(page, "Record my voice");
    await visible(page, /Your browser asks/);
    await seen("the browser asks");
    await next(page);
    await heading(page, "Show us something");
    await press(page, "Back");
    await heading(page, "Tell us about your week");
    for (const refusal of ["NotAllowedError", "NotFoundError"] as const) {
      await answersWith(page, refusal);
      await press(page, refusal === "NotAllowedError" ? "Record my voice" : "Try again");
      await visible(page, refusal === "NotAllowedError" ? /may not use the microphone/ : /no microphone or camera/);
      await seen(refusal);
    }
    await answersWith(page, "the device");
    await press(page, "Try again");
    await visible(page, /0:0[1-9] of/);
    await seen("recording");
    await press(page, /^Stop$/);
    await visible(page, "Listen to it");
    await seen("recorded");
    await to(page, "Show us something");
    await press(page, "Record a video");
    await visible(page, /0:0[1-9] of/);
    await seen("filming");
    await press(page, /^Stop$/);
    await visible(page, "Watch it");
    await seen("filmed");

    await to(page, "Show us a good day");
    await seen("no photo yet");
    const choose = page.locator("input[type=file]").first();
    await choose.setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") });
    await visible(page, "We could not read that picture");
    await seen("no picture");
    const photo = { name: "a.jpg", mimeType: "image/jpeg", buffer: await photoWithPlace(page) };
    for (const number of [1, 2, 3]) {
      await choose.setInputFiles(photo);
      await page.getByRole("button", { name: `Take photo ${number} out` }).waitFor();
      if (number === 1) await seen("a photo");
    }
    await visible(page, "You have added 3 photos");
    await seen("as many as fit");

    await toCheck(page);
    await seen("check");
    await scriptHere(page, "seal");
    await context.setOffline(true);
    await press(page, "Send my answers");
    await heading(page, /Waiting to be sent/);
    await seen("waiting");
    stage.replies = [{ status: 507 }];
    await context.setOffline(false);
    await heading(page, /Not sent yet/);
    await seen("not sent");
    stage.replies = [{ status: 403 }];
    await page.reload();
    await wear(page, look);
    await heading(page, /Not sent yet. Your locked answers are still here/);
    await seen("not sent, locked");
    await context.close();
  });
}

test("with the keyboard alone: words for a drawing, a voice, a photo", async () => {
  const { page, context, faults } = await stage.visit("media");
  const keys = page.keyboard;
  const here = () => page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    return (element?.ariaLabel ?? element?.closest("label")?.textContent ?? element?.textContent ?? "").trim();
  });
  const reach = async (name: RegExp) => {
    for (let at = 0; at < 60; at += 1) {
      await keys.press("Tab");
      if (name.test(await here())) return;
    }
    throw new Error(`Tab never reaches ${name}`);
  };
  await start(page);
  await next(page);
  await box(page, "What is your full name?").fill("Robin Fellgate");
  await reach(/^Next$/);
  await keys.press("Enter");
  await page.locator("canvas").waitFor();
  // The paper is for fingers; its colours and its words are within reach.
  await reach(/^Black$/);
  await keys.press("ArrowRight");
  equal(await here(), "Red");
  await reach(/words as well/);
  await keys.press("Enter");
  await reach(/In your own words/);
  await keys.type("A house with a blue door");
  await reach(/^Next$/);
  await keys.press("Enter");
  await heading(page, "Tell us about your week");
  await reach(/^Record my voice$/);
  await keys.press("Enter");
  await page.getByRole("button", { name: "Stop" }).and(page.locator(":focus")).waitFor();
  await visible(page, /0:0[1-9] of/);
  await keys.press("Enter");
  await page.getByText("Listen to it").and(page.locator(":focus")).waitFor();
  await reach(/^Delete it$/);
  await keys.press("Enter");
  await page.getByRole("button", { name: "Record my voice" }).and(page.locator(":focus")).waitFor();
  for (const question of ["Show us something", "Anything else?", "Show us a good day"]) {
    await reach(/^Next$/);
    await keys.press("Enter");
    await heading(page, question);
  }
  // Asked for before the way there, so that the browser tells of it in time.
  const chooser = page.waitForEvent("filechooser");
  await reach(/^Choose a photo$/);
  await keys.press("Enter");
  await (await chooser).setFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: await photoWithPlace(page) });
  await visible(page, "Photo 1 is added");
  await reach(/^Next$/);
  await keys.press("Enter");
  await heading(page, "Check your answers");
  await reach(/^Send my answers$/);
  await keys.press("Enter");
  await heading(page, /We got it/);
  const response = await stage.open();
  const ids = byQuestion(response)["draw"]?.value as string[];
  deepEqual(response.attachments.filter(({ id }) => ids.includes(id)).map(({ bytes }) => Buffer.from(bytes, "base64").toString()), ["A house with a blue door"]);
  deepEqual(Object.keys(byQuestion(response)), ["draw", "photo"]);
  deepEqual(faults, []);
  await context.close();
});
