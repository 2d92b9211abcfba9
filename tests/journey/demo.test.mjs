// The demo as a person uses it: open a link, answer, send, read the e-mail.
import assert from "node:assert/strict";
import { request } from "node:http";
import { after, before, test } from "node:test";
import { AxeBuilder, launch, press, program, root, settled, start } from "./support.mjs";

let demo;
let browser;
before(async () => {
  demo = await start(program("my-review"), ["demo", root, "--port", "0"], /http:\/\/127\.0\.0\.1:\d+\/demo\//);
  browser = await launch("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream");
});
after(async () => {
  await browser?.close();
  demo?.child.kill();
});

test("a person fills in the form, presses send, and reads the e-mail on another page", async () => {
  const page = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
  const front = demo.match[0];
  await page.goto(front);
  assert.deepEqual((await new AxeBuilder({ page }).analyze()).violations.map((one) => one.id), []);
  await page.getByRole("link", { name: /link of the child/ }).first().click();
  await press(page, "Start");
  await page.getByLabel("Someone is helping me").check();
  await page.getByLabel("My carer", { exact: true }).locator("visible=true").check();
  await page.getByLabel("What is the helper’s name?").fill("Sam Ferrier");
  await press(page, "Next");
  const question = page.locator("[data-question]:visible");
  await question.getByRole("textbox").first().fill("Bobbin");
  await page.getByLabel("The child said it. I wrote it down").locator("visible=true").check();
  await press(page, "Next");
  await press(page, "See all the parts");
  await page.getByRole("button", { name: /^Check and send/ }).click();
  await press(page, "Send my answers");
  await page.getByRole("heading", { name: "We got it. Thank you!" }).waitFor();

  const mail = page.getByRole("link", { name: / · [0-9A-Z]{4}-[0-9A-Z]{4}/ });
  for (let tries = 0; tries < 40 && !(await mail.count()); tries += 1) {
    await page.waitForTimeout(250);
    await page.goto(front);
  }
  await mail.click();
  // The frame with the mail may run nothing, not even a test's script.
  const frame = page.locator("iframe");
  const body = await page.request.get(new URL(await frame.getAttribute("src"), page.url()).href);
  assert.match(body.headers()["content-security-policy"], /^sandbox;/);
  const html = await body.text();
  for (const words of [/Bobbin/, /Sam Ferrier/, /wrote/i]) assert.match(html, words);
  await frame.evaluate((element) => element.remove());
  assert.deepEqual((await new AxeBuilder({ page }).analyze()).violations.map((one) => one.id), []);
});

test("what came with a mail is shown and played, on a phone and a desk, light, dark and in forced colours", async () => {
  const page = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
  const front = demo.match[0];
  await page.goto(front);
  await page.locator("section", { has: page.getByRole("heading", { name: "My Review, ages 8 to 11" }) }).getByRole("link", { name: /link of the child/ }).first().click();
  await press(page, "Start");
  await page.getByLabel("Me, on my own").check();
  await press(page, "See all the parts");
  await page.getByRole("button", { name: /^Me and my IRO/ }).click();
  await settled(page);
  const board = page.locator("canvas:visible");
  const recorder = page.getByRole("button", { name: "Record my voice" }).locator("visible=true");
  await press(page, "Skip");
  await board.click();
  await press(page, "Next");
  await recorder.click();
  await page.getByText(/0:01 of/).locator("visible=true").waitFor();
  await press(page, "Stop");
  await page.getByText("Listen to it").locator("visible=true").waitFor();
  await press(page, "See all the parts");
  await page.getByRole("button", { name: /^Check and send/ }).click();
  await press(page, "Send my answers");
  await page.getByRole("heading", { name: "We got it. Thank you!" }).waitFor();
  const mail = page.getByRole("link", { name: /^My Review, ages 8 to 11 · / });
  for (let tries = 0; tries < 40 && !(await mail.count()); tries += 1) {
    await page.waitForTimeout(250);
    await page.goto(front);
  }
  const { href } = new URL(await mail.getAttribute("href"), front);
  for (const options of [{}, { colorScheme: "dark" }, { forcedColors: "active" }, { viewport: { width: 320, height: 640 } }]) {
    const look = await (await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 900 }, ...options })).newPage();
    const faults = [];
    look.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    await look.goto(href);
    await look.waitForFunction(() => document.querySelector("img.demo__file")?.naturalWidth > 0);
    await look.waitForFunction(() => document.querySelector("audio.demo__file")?.readyState >= 1);
    assert.deepEqual(faults, []);
    assert.ok(await look.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing scrolls sideways");
    // The frame with the mail may run nothing, not even a test's script.
    await look.locator("iframe").evaluate((element) => element.remove());
    const axe = new AxeBuilder({ page: look });
    // Where the system paints, axe cannot see the colours.
    if (options.forcedColors) axe.disableRules(["color-contrast"]);
    assert.deepEqual((await axe.analyze()).violations.map((one) => one.id), [], JSON.stringify(options));
    await look.context().close();
  }
  await page.context().close();
});

test("another name for this computer gets nothing", async () => {
  const status = await new Promise((done, failed) => {
    const url = new URL(demo.match[0]);
    request({ host: "127.0.0.1", port: url.port, path: "/demo/", headers: { Host: `evil.example:${url.port}` } }, (answer) => {
      answer.resume();
      done(answer.statusCode);
    })
      .on("error", failed)
      .end();
  });
  assert.equal(status, 421);
});
