// The whole way: a child's taps in a real browser, the real letterbox, the real
// courier, a real mail server over TLS, and the message as another parser
// reads it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Council, launch, press } from "./support.mjs";

const proud = "I scored two goals 🥅 & <b>nobody</b> helped \"much\"";
const secret = "Please don’t tell, quokka-7731";

let council;
let browser;
before(async () => {
  council = await Council.open();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  council?.close();
});

/** Answers the questions that are named, skips the others. */
async function fillIn(page, plan) {
  await press(page, "Start");
  await page.getByLabel("Me, on my own").check();
  await press(page, "Next");
  const asked = [];
  for (let steps = 0; steps < 60; steps += 1) {
    if (await page.getByRole("heading", { name: "Check your answers" }).isVisible()) return asked;
    const id = await page.locator("[data-question]:visible").first().getAttribute("data-question");
    asked.push(id);
    const answer = plan[id];
    if (answer) await answer(page);
    await press(page, answer ? "Next" : "Skip");
  }
  throw new Error(`the check page never came: ${asked}`);
}

const question = (page) => page.locator("[data-question]:visible");
const type = (text) => (page) => question(page).getByRole("textbox").first().fill(text);
const tick = (...labels) => async (page) => {
  for (const label of labels) await question(page).getByLabel(label, { exact: true }).check();
};

test("a child's answers reach the IRO", async () => {
  const links = council.invitations();
  const link = links.find((one) => one.child === "NM-1041" && one.role === "child");
  assert.match(link.url, /\/forms\/my-review-8-11\/#i=[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const page = await context.newPage();
  const elsewhere = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!["http:", "https:"].includes(url.protocol)) return;
    if (![council.site.url, council.letterboxUrl].includes(url.origin)) elsewhere.push(request.url());
  });
  await page.goto(link.url);
  assert.equal(await page.evaluate(() => location.hash), "", "the token leaves the address bar at once");

  const asked = await fillIn(page, {
    proud: type(proud),
    "home-feel": tick("Not good"),
    "home-why": type("A lock on the bathroom door"),
    "safe-feel": tick("Yes, I feel safe"),
    "anything-else": type(secret),
    "health-help": tick("Sleeping"),
  });
  assert.ok(asked.includes("home-why"), "“Not good” opens the question why");
  await press(page, "Send my answers");
  await page.getByRole("heading", { name: "We got it. Thank you!" }).waitFor();
  const shown = await page.locator("main").innerText();
  const receipt = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(shown)?.[0];
  assert.ok(receipt, shown);
  assert.deepEqual(elsewhere, [], "nothing third-party is asked");
  assert.equal(await page.evaluate(() => location.href), link.url.split("#")[0], "one address throughout");
  const stored = await page.evaluate(() => [localStorage.length, sessionStorage.length]);
  assert.deepEqual(stored, [0, 0], "nothing stays on the device");
  await context.close();

  // What the letterbox has is ciphertext, and another age opens it.
  const folder = join(council.folder, "inbox/responses");
  const [file] = readdirSync(folder);
  assert.match(file, /^[0-9a-f]{64}\.age$/);
  const sealed = readFileSync(join(folder, file));
  assert.ok(!sealed.includes("goals"));
  for (const identity of ["identity.txt", "recovery.txt"]) {
    const opened = execFileSync("age", ["-d", "-i", join(council.folder, identity), join(folder, file)]);
    assert.equal(opened.length % 4096, 0, "padded");
    const response = JSON.parse(opened);
    assert.equal(response.format, "my-review/response/1");
    assert.equal(response.invitation, link.token);
    assert.equal(response.about, null);
    const values = Object.fromEntries(response.answers.map((answer) => [answer.question, answer.value]));
    assert.equal(values.proud, proud);
    assert.equal(values["home-feel"], "sad");
    assert.deepEqual(values["health-help"], ["sleep"]);
  }

  council.courier("deliver");
  const messages = council.messages();
  assert.equal(messages.length, 1);
  const [mail] = messages;
  assert.deepEqual(mail.defects, []);
  assert.deepEqual(mail.envelope_to, ["bev.thackray@northmoor.example"]);
  assert.ok(mail.subject.includes("My Review") && mail.subject.includes(receipt), mail.subject);
  assert.ok(!/Robin|Fellgate/.test(mail.subject), "no name in the subject");
  for (const [question, answer] of [
    ["What are you proud of right now?", proud],
    ["How do you feel about where you live?", "Not good"],
    ["What would make it better?", "A lock on the bathroom door"],
  ]) {
    const at = mail.text.indexOf(question);
    assert.ok(at >= 0, `${question} is asked`);
    const after = mail.text.slice(at + question.length).trimStart();
    assert.ok(after.startsWith(answer), `${question}: ${after.slice(0, 80)}`);
  }
  assert.ok(mail.text.includes("Robin Fellgate (they/them)"));
  assert.ok(mail.html.includes("&lt;b&gt;nobody"), "what was typed is text, not markup");
  assert.ok(!mail.html.includes("<b>nobody"));
  assert.deepEqual(council.status(), {
    received: 0, held: 0, sending: 0, delivered: 1, discarded: 0, purged: 0, oldest_waiting_seconds: null,
  });
  council.courier("deliver");
  assert.equal(council.messages().length, 1, "nothing is sent twice");
});

test("no answer comes to rest in the courier's folder", () => {
  const marked = [];
  const look = (folder) => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      // The mail server's own folder stands for the IRO's mailbox.
      if (path === join(council.folder, "mail")) continue;
      if (statSync(path).isDirectory()) look(path);
      else if (readFileSync(path).includes("goals")) marked.push(path);
    }
  };
  look(council.folder);
  assert.deepEqual(marked, []);
});

test("a response that another implementation sealed is delivered by name and date of birth", async () => {
  const before = council.messages().length;
  const known = council.sealWithPyrage(council.byCarer("zoë  HARTWELL", "0190f3c2-6e1b-7cc2-9d7e-1d7c2d5f9a10"));
  const unknown = council.sealWithPyrage(council.byCarer("Zoe Hartwell", "0190f3c2-6e1b-7cc2-9d7e-1d7c2d5f9a11"));
  for (const sealed of [known, unknown]) assert.equal((await council.post(sealed)).status, 201);
  council.courier("deliver");
  const mails = council.messages().slice(before);
  const [mail] = mails.filter((one) => one.envelope_to.includes("yusuf.rahim@northmoor.example"));
  assert.ok(mail, "Zoë's IRO has a message");
  assert.match(mail.text, /came by the public link: check who sent it/i);
  assert.match(mail.text, /Her swimming badge/);
  assert.ok(mails.every((one) => !one.text.includes("Zoe Hartwell")), "a near miss goes to nobody");
  assert.equal(council.status().held, 1);
  assert.match(council.courier("held"), /name|child/i);
});
