// What a child does to draw, record and show.
import { ok } from "node:assert/strict";
import type { Page } from "playwright-core";
import { next, start } from "./moves";

/** A browser with a false microphone and camera, which asks nobody. */
export const FALSE_DEVICES = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];

export async function begin(page: Page): Promise<void> {
  await start(page);
  await next(page);
  await page.getByRole("textbox", { name: "What is your full name?" }).fill("Robin Fellgate");
  await next(page);
  await page.locator("canvas").waitFor();
}

/** Straight to a question, by pressing "Next". */
export async function to(page: Page, question: string): Promise<void> {
  for (let tries = 0; tries < 6; tries += 1) {
    if (await page.getByRole("heading", { name: question }).isVisible()) return;
    await next(page);
  }
  throw new Error(`${question} is not reached`);
}

export async function draw(page: Page): Promise<void> {
  const canvas = page.locator("canvas");
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  ok(box);
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.6);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.8, { steps: 8 });
  await page.mouse.up();
}

/** A JPEG with a place in it, as a phone's camera writes one. */
export async function photoWithPlace(page: Page): Promise<Buffer> {
  const plain = Buffer.from(await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [2400, 1200];
    const paper = canvas.getContext("2d");
    if (paper) [paper.fillStyle] = ["#3a7"];
    paper?.fillRect(0, 0, 2400, 1200);
    return canvas.toDataURL("image/jpeg").split(",")[1] ?? "";
  }), "base64");
  // TIFF, big-endian: one entry that leads to the GPS directory, and in it the
  // latitude's reference and a text that is looked for below.
  const tiff = Buffer.alloc(80);
  tiff.write("MM\0*", 0, "latin1");
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(0x8825, 10);
  tiff.writeUInt16BE(4, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt32BE(26, 18);
  tiff.writeUInt16BE(1, 26);
  tiff.writeUInt16BE(0x001d, 28);
  tiff.writeUInt16BE(2, 30);
  tiff.writeUInt32BE(20, 32);
  tiff.writeUInt32BE(48, 36);
  tiff.write("GPS 54.97 -1.61 HOME", 48, "latin1");
  const exif = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  return Buffer.concat([plain.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, exif, plain.subarray(2)]);
}

/** The bytes that the page shows or plays. */
export const shown = (page: Page, selector: string) => page.locator(selector).first().evaluate(async (element) => {
  const address = (element as HTMLImageElement | HTMLMediaElement).src;
  const blob = await new Promise<Blob>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "blob";
    request.onload = () => resolve(request.response as Blob);
    request.onerror = () => reject(new Error("not read"));
    request.send();
  });
  return [...new Uint8Array(await blob.arrayBuffer())];
});
