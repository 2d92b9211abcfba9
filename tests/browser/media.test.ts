// Drawings, recordings and photos, with Chromium's own false microphone and
// camera: what the child gives is what is sealed, byte for byte.
import { deepEqual, equal, ok } from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { violations } from "./axe";
import { begin, draw, FALSE_DEVICES, photoWithPlace, shown, to } from "./giving";
import { becomes, heading, next, press, scriptHere, start, toCheck } from "./moves";
import { byQuestion, Stage } from "./support";

let stage: Stage;
before(async () => {
  stage = await Stage.open({ args: FALSE_DEVICES });
});
after(() => stage.close());

async function accessible(page: Page, state: string): Promise<void> {
  deepEqual((await violations(page)).map((found) => `${state}: ${found}`), []);
}

test("each kind is given, looked at again, sealed and sent, byte for byte", async () => {
  // The policy lets the page ask nobody but the letterbox, its own blobs included.
  const { page, context, faults } = await stage.visit("media", { bypassCSP: true });
  await begin(page);
  await draw(page);
  await accessible(page, "drawing");

  await to(page, "Tell us about your week");
  await press(page, "Record my voice");
  await page.getByText(/0:0[1-9] of 5:00/).locator("visible=true").waitFor();
  await accessible(page, "recording");
  await next(page);
  await page.getByRole("alert").getByText("You are still recording").waitFor();
  await press(page, /^Stop$/);
  await page.getByText("Listen to it").locator("visible=true").waitFor();
  await accessible(page, "recorded");
  const voice = await shown(page, "audio:visible");

  await to(page, "Show us something");
  await press(page, "Record a video");
  await page.getByText(/0:0[1-9] of 2:00/).locator("visible=true").waitFor();
  await accessible(page, "filming");
  await press(page, /^Stop$/);
  await page.getByText("Watch it").waitFor();
  const video = await shown(page, "video:visible");

  await to(page, "Anything else?");
  await page.getByText("You can use words as well, or instead").locator("visible=true").click();
  await page.getByRole("textbox", { name: "In your own words" }).fill("I would rather write. ☀");

  await to(page, "Show us a good day");
  const photo = await photoWithPlace(page);
  ok(photo.includes("GPS 54.97"));
  await page.locator("input[type=file]").first().setInputFiles({ name: "home-address.jpg", mimeType: "image/jpeg", buffer: photo });
  await page.getByText("Photo 1 is added").waitFor();
  await accessible(page, "photo");
  const small = await shown(page, ".photos__list img");

  await next(page);
  await heading(page, "Check your answers");
  await accessible(page, "check");
  equal(await page.locator(".answers__picture").count(), 2);
  await press(page, "Send my answers");
  await heading(page, /We got it/);

  const response = await stage.open();
  const answers = byQuestion(response);
  const given = (question: string) => {
    const ids = answers[question]?.value as string[];
    return ids.map((id) => response.attachments.find((one) => one.id === id));
  };
  const bytes = (question: string, at = 0) => Buffer.from(given(question)[at]?.bytes ?? "", "base64");
  equal(given("draw")[0]?.media_type, "image/png");
  ok(bytes("draw").subarray(1, 4).equals(Buffer.from("PNG")));
  ok(bytes("say").equals(Buffer.from(voice)), "the voice");
  ok(bytes("show").equals(Buffer.from(video)), "the video");
  ok(bytes("photo").equals(Buffer.from(small)), "the photo");
  equal(bytes("either").toString("utf8"), "I would rather write. ☀");
  ok(!bytes("photo").includes("GPS") && !bytes("photo").includes("Exif"), "the place is gone");
  ok(!JSON.stringify({ ...response, attachments: [] }).includes("home-address"), "so is the file's name");
  equal(response.attachments.length, 5);

  // Everything is gone from the page, and so are the addresses of its blobs.
  const left = await page.evaluate(() => document.querySelectorAll("audio, .photos__list img, .answers__picture").length);
  equal(left, 0);
  deepEqual(faults, []);
  await context.close();
});

test("undo, start again, and nothing drawn is no answer", async () => {
  const { page, context, faults } = await stage.visit("media");
  await begin(page);
  await draw(page);
  await press(page, "Undo");
  await page.getByRole("img", { name: "There is nothing on it yet" }).waitFor();
  await draw(page);
  await draw(page);
  await press(page, "Start again");
  await press(page, "Undo");
  await page.getByRole("img", { name: "Lines on it: 2" }).waitFor();
  await press(page, "Start again");
  await toCheck(page);
  await press(page, "Send my answers");
  await heading(page, /We got it/);
  deepEqual((await stage.open()).attachments, []);
  deepEqual(faults, []);
  await context.close();
});

test("whoever leaves in the middle of a recording keeps it; the microphone is let go", async () => {
  const { page, context } = await stage.visit("media");
  await page.evaluate(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    const streams: MediaStream[] = [];
    Object.assign(window, { streams });
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted);
      streams.push(stream);
      return stream;
    };
  });
  const live = () => page.evaluate(() =>
    (window as unknown as { streams: MediaStream[] }).streams.flatMap((stream) => stream.getTracks()).filter((track) => track.readyState === "live").length);
  await begin(page);
  await to(page, "Tell us about your week");
  await press(page, "Record my voice");
  await page.getByText(/0:0[1-9] of/).locator("visible=true").waitFor();
  equal(await live(), 1);
  await press(page, "Back");
  await page.locator("canvas").waitFor();
  await page.waitForFunction(() => (window as unknown as { streams: MediaStream[] }).streams.every((stream) => !stream.active));
  await next(page);
  await page.getByText("Listen to it").locator("visible=true").waitFor();
  await press(page, "Delete it");
  await page.getByRole("button", { name: "Record my voice" }).waitFor();
  await becomes(() => page.locator("audio").count(), 0);
  await context.close();
});

for (const [name, why] of [
  ["NotAllowedError", /may not use the microphone/], ["NotFoundError", /no microphone or camera/], ["NotReadableError", /Another app/],
] as const) {
  test(`no recording (${name}): a clear way on`, async () => {
    const { page, context, faults } = await stage.visit("media");
    await page.evaluate((name) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", name));
    }, name);
    await begin(page);
    await to(page, "Tell us about your week");
    await press(page, "Record my voice");
    await page.getByText(why).and(page.locator(":focus")).waitFor();
    await page.getByText("You can write it in words below, or go on without it.").waitFor();
    await accessible(page, name);
    await next(page);
    await page.getByRole("heading", { name: "Show us something" }).waitFor();
    deepEqual(faults, []);
    await context.close();
  });
}

test("when media.js does not come, the child is told and can go on or try again", async () => {
  const { page, context } = await stage.visit("media");
  await page.route(/media\.[0-9a-f]+\.js/, (route) => route.abort());
  await start(page);
  await next(page);
  await page.getByRole("textbox", { name: "What is your full name?" }).fill("Robin Fellgate");
  await next(page);
  await page.getByText("This part did not load").waitFor();
  await accessible(page, "not loaded");
  await page.unroute(/media\.[0-9a-f]+\.js/);
  await press(page, "Try again");
  await page.locator("canvas").waitFor();
  await context.close();
});

test("offline with a drawing: the answers wait, then go with it", async () => {
  const { page, context, faults } = await stage.visit("media");
  await begin(page);
  await draw(page);
  await toCheck(page);
  await scriptHere(page, "seal");
  await context.setOffline(true);
  await press(page, "Send my answers");
  await page.getByText("Waiting to be sent.").waitFor();
  equal(stage.posted.length, 0);
  await context.setOffline(false);
  await heading(page, /We got it/);
  equal(stage.posted.length, 1);
  const { attachments } = await stage.open();
  equal(attachments.length, 1);
  equal(Buffer.from(attachments[0]?.bytes ?? "", "base64").subarray(1, 4).toString(), "PNG");
  deepEqual(faults, []);
  await context.close();
});
