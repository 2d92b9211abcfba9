// The page stays alive while two films of the largest size are sealed and sent,
// locked and kept, opened again.
import { deepEqual, ok } from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { begin, FALSE_DEVICES, to } from "./giving";
import { MINE, pick } from "./locks";
import { heading, press, scriptHere, toCheck } from "./moves";
import { Stage } from "./support";
import { longestTask, type Longest } from "./tasks";

let stage: Stage;
before(async () => {
  stage = await Stage.open({ args: FALSE_DEVICES });
});
after(() => stage.close());

/** As many times slower as it is measured, for the figures; the test asks for 1. */
const SLOWER = Number(process.env["SLOWER"] ?? 1);

/** As long as the scripts work before they let the page breathe. */
const SLICE_MS = 12;

/** What a finger begins to feel. */
const LONG_MS = 100;

/** A camera whose film is as heavy as a film may be. */
const heavyFilms = (page: Page) => page.evaluate(() => {
  const heavy = (size: number) => new Blob(Array.from({ length: Math.ceil(size / 65536) }, () => crypto.getRandomValues(new Uint8Array(65536))));
  window.MediaRecorder = class extends EventTarget {
    static isTypeSupported = () => true;
    state = "inactive";
    mimeType = "video/webm";
    start() { this.state = "recording"; }
    stop() {
      this.state = "inactive";
      const data = new Event("dataavailable");
      Object.assign(data, { data: heavy(6_500_000) });
      this.dispatchEvent(data);
      this.dispatchEvent(new Event("stop"));
    }
  } as unknown as typeof MediaRecorder;
});

async function film(page: Page): Promise<void> {
  await heavyFilms(page);
  await begin(page);
  for (const [question, control] of [["Tell us about your week", "Record my voice"], ["Show us something", "Record a video"]] as const) {
    await to(page, question);
    await press(page, control);
    await page.getByText(/0:0[1-9] of/).locator("visible=true").waitFor();
    await press(page, /^Stop$/);
    await page.getByText(/Listen to it|Watch it/).locator("visible=true").waitFor();
  }
}

async function slow(page: Page): Promise<void> {
  const client = await page.context().newCDPSession(page);
  await client.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
}

/** The longest task of a page that does as little work at a time as the scripts do. */
async function floorOf(page: Page): Promise<Longest> {
  return longestTask(page, () => page.evaluate(async (slice) => {
    for (let rounds = 0; rounds < 100; rounds += 1) {
      const end = performance.now() + slice;
      while (performance.now() < end);
      await new Promise((done) => setTimeout(done));
    }
  }, SLICE_MS));
}

/** Notes at how many places a bar stood. */
const watchBar = (page: Page) => page.evaluate(() => {
  const places = new Set<number>();
  Object.assign(window, { places });
  const look = () => {
    for (const bar of document.querySelectorAll<HTMLProgressElement>("progress.form-send__bar")) {
      if (bar.checkVisibility()) places.add(Math.round(bar.value * 100));
    }
    requestAnimationFrame(look);
  };
  look();
});
const places = (page: Page) => page.evaluate(() => (window as unknown as { places: Set<number> }).places.size);

async function alive(page: Page, what: string, act: () => Promise<void>): Promise<void> {
  await slow(page);
  const floor = await floorOf(page);
  await watchBar(page);
  const began = Date.now();
  const longest = await longestTask(page, act);
  const bars = await places(page);
  console.log(`${what}: ${Date.now() - began} ms; longest task ${longest.ms} ms of processor (floor ${floor.ms} ms); the bar stood at ${bars} places; ${longest.most.join(" ")}; ${longest.parts}`);
  ok(bars > 20, `the bar moves: ${bars}`);
  if (SLOWER === 1) ok(longest.ms - floor.ms < LONG_MS, `a task of ${longest.ms} ms: ${longest.parts}`);
}

test("sealing and sending", async () => {
  const { page, context, faults } = await stage.visit("media");
  await film(page);
  await to(page, "Anything else?");
  // What is left is less than a film: told before it is reached.
  await page.getByText("You can record up to 1:").locator("visible=true").waitFor();
  await toCheck(page);
  await scriptHere(page, "seal");
  await alive(page, "sealed and sent", async () => {
    await press(page, "Send my answers");
    await heading(page, /We got it/);
  });
  ok((stage.posted.at(-1)?.length ?? Infinity) <= 25 * 1024 * 1024);
  deepEqual(faults, []);
  await context.close();
});

test("locking, keeping and opening", async () => {
  const { page, context, faults } = await stage.visit("media");
  await film(page);
  await scriptHere(page, "draft");
  await press(page, "Save and finish later");
  await press(page, /Keep it on this device/);
  await pick(page, MINE);
  await press(page, "These are my four");
  await pick(page, MINE);
  await alive(page, "locked and kept", async () => {
    await press(page, "Lock it");
    await heading(page, "Saved on this device");
  });
  await page.reload();
  await press(page, "Carry on with it");
  await heading(page, "Choose your four pictures");
  await pick(page, MINE);
  await alive(page, "opened", async () => {
    await press(page, "Open it");
    await heading(page, "Show us something");
  });
  deepEqual(faults, []);
  await context.close();
});
