// What a child draws, says, films and photographs, the whole way: a real browser
// with its false microphone and camera, the letterbox, the courier, a mail server,
// and the files as Python's own parser takes them out of the message.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Council, launch, press, root } from "./support.mjs";

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

let council;
let browser;
before(async () => {
  council = await Council.open({ form: join(root, "tests/browser/portal/forms/media.yaml") });
  browser = await launch("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream");
});
after(async () => {
  await browser?.close();
  council?.close();
});

/** The form by the child's own link, at its first question. */
async function open(child) {
  const link = council.invitations().find((one) => one.child === child && one.role === "child");
  // The policy lets the page ask nobody but the letterbox, its own blobs included,
  // and those are what the test compares with.
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(link.url);
  await press(page, "Start");
  await page.getByLabel("Me, on my own").check();
  await press(page, "Next");
  await page.locator("canvas").waitFor();
  return { page, context };
}

const to = async (page, question) => {
  await press(page, "Next");
  await page.getByRole("heading", { name: question }).waitFor();
};

async function record(page, control, question) {
  await to(page, question);
  await press(page, control);
  await page.getByText(/0:0[1-9] of/).locator("visible=true").waitFor();
  await press(page, "Stop");
  await page.getByText(/Listen to it|Watch it/).locator("visible=true").waitFor();
}

async function draw(page) {
  const box = await page.locator("canvas").boundingBox();
  await page.mouse.move(box.x + 40, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 40, box.y + 80, { steps: 8 });
  await page.mouse.up();
}

async function send(page) {
  await press(page, "Send my answers");
  await page.getByRole("heading", { name: "We got it. Thank you!" }).waitFor();
}

/** The bytes behind what the page shows or plays. */
async function shown(page, selector) {
  const text = await page.locator(selector).first().evaluate(async (element) => {
    const blob = await (await fetch(element.src)).blob();
    const reader = new FileReader();
    reader.readAsDataURL(blob);
    await new Promise((done) => reader.addEventListener("load", done));
    return reader.result;
  });
  return Buffer.from(text.slice(text.indexOf(",") + 1), "base64");
}

/** A photograph that says where it was taken, as a phone writes it: one entry
 *  that leads to the GPS directory, and there a text that is looked for below. */
function photoWithPlace() {
  const plain = readFileSync(join(root, "src/demo/samples/photo.jpg"));
  const place = Buffer.from("54.97N 1.61W, home\0", "latin1");
  const tiff = Buffer.alloc(44);
  tiff.write("MM\0*", 0, "latin1");
  tiff.writeUInt32BE(8, 4);
  for (const [at, tag, type, count, value] of [[8, 0x8825, 4, 1, 26], [26, 0x001d, 2, place.length, 44]]) {
    tiff.writeUInt16BE(1, at);
    tiff.writeUInt16BE(tag, at + 2);
    tiff.writeUInt16BE(type, at + 4);
    tiff.writeUInt32BE(count, at + 6);
    tiff.writeUInt32BE(value, at + 10);
  }
  const exif = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff, place]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(exif.length + 2, 2);
  return Buffer.concat([plain.subarray(0, 2), head, exif, plain.subarray(2)]);
}

/** The kinds of segment that a JPEG has before its picture. */
function segments(jpeg) {
  const found = [];
  for (let at = 2; jpeg[at + 1] !== 0xda; at += 2 + jpeg.readUInt16BE(at + 2)) found.push(jpeg[at + 1]);
  return found;
}

/** Delivers, and returns the messages that are new. */
function deliver() {
  const before = council.messages().length;
  council.courier("deliver");
  return council.messages().slice(before);
}

test("drawing, voice, video and photo reach the IRO as they were, named by their questions", async () => {
  const { page, context } = await open("NM-1041");
  await draw(page);
  await record(page, "Record my voice", "Tell us about your week");
  const voice = await shown(page, "audio:visible");
  await record(page, "Record a video", "Show us something");
  const film = await shown(page, "video:visible");
  await to(page, "Anything else?");
  await page.getByText("You can use words as well, or instead").locator("visible=true").click();
  await page.getByRole("textbox", { name: "In your own words" }).fill("I would rather write. ☀");
  await to(page, "Show us a good day");
  const taken = photoWithPlace();
  assert.ok(taken.includes("54.97N") && segments(taken).includes(0xe1), "the photo says where it was taken");
  await page.locator("input[type=file]").first().setInputFiles({ name: "12 Home Lane.jpg", mimeType: "image/jpeg", buffer: taken });
  await page.getByText("Photo 1 is added").waitFor();
  const photo = await shown(page, ".photos__list img");
  await press(page, "Next");
  await page.getByRole("heading", { name: "Check your answers" }).waitFor();
  const drawing = await shown(page, "img.answers__picture");
  await send(page);
  await context.close();

  const [mail, ...more] = deliver();
  assert.deepEqual(more, [], "all of it fits into one message");
  assert.deepEqual(mail.defects, []);
  assert.deepEqual(mail.envelope_to, ["bev.thackray@northmoor.example"]);
  const files = mail.attachments.filter(({ type }) => type !== "text/html");
  assert.deepEqual(files.map(({ sha256 }) => sha256), [drawing, voice, film, photo].map(sha256), "every byte is the page's");
  const names = files.map(({ name }) => name);
  assert.deepEqual(names.map((name) => name.split(".")[0]), ["draw-1", "say-1", "show-1", "photo-1"]);
  assert.deepEqual(files.map(({ type }) => type.split("/")[0]), ["image", "audio", "video", "image"]);
  assert.equal(files[0].type, "image/png");
  assert.ok(drawing.subarray(1, 4).equals(Buffer.from("PNG")));
  assert.equal(files[3].type, "image/jpeg");
  assert.ok(!photo.includes("Exif") && !photo.includes("54.97N"), "the place is gone");
  assert.ok(!segments(photo).includes(0xe1), "and so is what could hold it");
  for (const name of names) assert.ok(mail.text.includes(`attached as ${name}`), `${name} stands with its question`);
  assert.match(mail.text, /Anything else\?\s+I would rather write\. ☀/);
  assert.ok(!JSON.stringify(mail).includes("Home Lane"), "the file's own name stays on the device");
});

test("MP4 before WebM where the browser records it, and it arrives as what it is", async () => {
  const { page, context } = await open("NM-1041");
  // This browser records no MP4. Phones do: a voice and a film of a second each,
  // made for this test, come in the pieces in which a recorder hands them out.
  const films = Object.fromEntries(["voice", "film"].map((name) => [name, readFileSync(new URL(`films/${name}.mp4`, import.meta.url))]));
  await page.evaluate((given) => {
    const asked = [];
    Object.assign(window, { asked });
    window.MediaRecorder = class extends EventTarget {
      static isTypeSupported = (type) => /^(audio|video)\/(mp4|webm)/.test(type);
      state = "inactive";
      constructor(stream, { mimeType }) {
        super();
        this.mimeType = mimeType;
        asked.push(mimeType);
      }
      start() {
        this.state = "recording";
      }
      stop() {
        this.state = "inactive";
        const bytes = Uint8Array.from(atob(given[this.mimeType.startsWith("audio/") ? "voice" : "film"]), (letter) => letter.charCodeAt(0));
        for (let at = 0; at < bytes.length; at += 1500) {
          this.dispatchEvent(Object.assign(new Event("dataavailable"), { data: new Blob([bytes.slice(at, at + 1500)]) }));
        }
        this.dispatchEvent(new Event("stop"));
      }
    };
  }, Object.fromEntries(Object.entries(films).map(([name, bytes]) => [name, bytes.toString("base64")])));
  await record(page, "Record my voice", "Tell us about your week");
  assert.ok(films.voice.equals(await shown(page, "audio:visible")), "the page plays what was recorded");
  await record(page, "Record a video", "Show us something");
  assert.ok(films.film.equals(await shown(page, "video:visible")));
  assert.deepEqual(await page.evaluate(() => window.asked), ["audio/mp4;codecs=mp4a.40.2", "video/mp4;codecs=avc1.42E01E,mp4a.40.2"]);
  for (const question of ["Anything else?", "Show us a good day"]) await to(page, question);
  await press(page, "Next");
  await send(page);
  await context.close();

  const [mail, ...more] = deliver();
  assert.deepEqual(more, []);
  assert.deepEqual(mail.defects, []);
  const files = mail.attachments.filter(({ type }) => type !== "text/html");
  assert.deepEqual(files.map(({ name, type }) => [name, type]), [["say-1.m4a", "audio/mp4"], ["show-1.mp4", "video/mp4"]]);
  assert.deepEqual(files.map(({ sha256 }) => sha256), [films.voice, films.film].map(sha256), "every byte");
});

test("three long recordings come in three messages, the words in the first", async () => {
  const { page, context } = await open("NM-1042");
  // As heavy as a film of two minutes, in no time: a short one, and behind it bytes
  // that players skip (a Void element, RFC 8794).
  await page.evaluate((start) => {
    const spare = 5_400_000;
    const head = new Uint8Array(9);
    head[0] = 0xec;
    new DataView(head.buffer).setBigUint64(1, BigInt(spare) | (1n << 56n));
    window.MediaRecorder = class extends EventTarget {
      static isTypeSupported = (type) => type.includes("/webm");
      state = "inactive";
      constructor(stream, { mimeType }) {
        super();
        this.mimeType = mimeType;
      }
      start() {
        this.state = "recording";
      }
      stop() {
        this.state = "inactive";
        const filler = Array.from({ length: spare / 60_000 }, () => crypto.getRandomValues(new Uint8Array(60_000)));
        const data = new Blob([Uint8Array.from(atob(start), (letter) => letter.charCodeAt(0)), head, ...filler]);
        this.dispatchEvent(Object.assign(new Event("dataavailable"), { data }));
        this.dispatchEvent(new Event("stop"));
      }
    };
  }, readFileSync(join(root, "src/demo/samples/video.webm"), "base64"));
  const films = [];
  await record(page, "Record my voice", "Tell us about your week");
  films.push(await shown(page, "audio:visible"));
  for (const question of ["Show us something", "Anything else?"]) {
    await record(page, "Record a video", question);
    films.push(await shown(page, "video:visible"));
  }
  await to(page, "Show us a good day");
  await page.getByText("You can use words as well, or instead").locator("visible=true").click();
  await page.getByRole("textbox", { name: "In your own words" }).fill("The day by the sea, quokka-5520");
  await press(page, "Next");
  await send(page);
  await context.close();

  const mails = deliver();
  assert.equal(mails.length, 3);
  assert.deepEqual(mails.map(({ subject }) => /\((\d of \d)\)$/.exec(subject)?.[1]), ["1 of 3", "2 of 3", "3 of 3"]);
  assert.match(mails[0].text, /The day by the sea, quokka-5520/);
  assert.match(mails[0].text, /1 of 3 messages/);
  assert.ok(mails.slice(1).every(({ text }) => !text.includes("quokka")), "the words go once, and first");
  const files = mails.map(({ attachments }) => attachments.filter(({ type }) => type !== "text/html"));
  assert.deepEqual(files.map((some) => some.map(({ name }) => name)), [["say-1.webm"], ["show-1.webm"], ["either-1.webm"]]);
  assert.deepEqual(files.flat().map(({ sha256 }) => sha256), films.map(sha256));
  // The first was called a voice by the page: its bytes are a film's.
  assert.deepEqual(files.flat().map(({ type }) => type), Array(3).fill("video/webm"));
  assert.equal(new Set(mails.map(({ message_id }) => message_id)).size, 3);
  const sizes = readdirSync(join(council.folder, "mail")).filter((name) => name.endsWith(".eml")).map((name) => readFileSync(join(council.folder, "mail", name)).length);
  assert.ok(Math.max(...sizes) <= 10_000_000, `no message passes 10 MB: ${sizes}`);
});
