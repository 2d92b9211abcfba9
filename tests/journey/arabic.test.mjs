// The whole way from right to left: an invitation in Arabic, a change of
// language on the way, the form by keyboard, and the e-mail to the IRO.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { AxeBuilder, Council, launch, press, settled } from "./support.mjs";

const proud = "سجلت هدفين في المباراة";
const child = `child,name,pronouns,date_of_birth,iro,came_into_care,last_review,review_date,language,form,child_email,carer_email,parent_email
NM-1043,Layla Haddad,she/her,2013-03-27,bev-thackray,2025-01-10,2026-07-01,2027-01-15,ar,my-review-12-15,,,
`;

let council;
let browser;
before(async () => {
  council = await Council.open();
  writeFileSync(join(council.folder, "allocations.csv"), child, { mode: 0o600 });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  council?.close();
});

async function sound(page, what) {
  await settled(page);
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), [], what);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `${what} is ${over} px too wide`);
}

test("a child answers in Arabic", async () => {
  const link = council.invitations().find(({ role }) => role === "child");
  assert.match(link.url, /\/ar\/forms\/my-review-12-15\/#i=/);
  const context = await browser.newContext({ viewport: { width: 320, height: 700 }, reducedMotion: "reduce" });
  const page = await context.newPage();

  // The link opened, another language chosen, and back: it is still this child.
  await page.goto(link.url);
  for (const [name, lang] of [["English", "en"], ["العربية", "ar"]]) {
    await page.getByRole("link", { name, exact: true }).click();
    await page.locator(`html.form-running[lang=${lang}]`).waitFor();
    assert.equal(await page.evaluate(() => location.hash), "", "the token leaves the address bar at once");
  }
  assert.ok(council.site.asked.every((path) => !path.includes(link.token)), "no server hears the token");
  assert.equal(await page.evaluate(() => document.documentElement.dir), "rtl");
  await sound(page, "the start");

  await press(page, "بدء");
  await page.getByLabel("أنا، وحدي").check();
  await sound(page, "who");
  await press(page, "التالي");
  const asked = [];
  for (let steps = 0; steps < 60; steps += 1) {
    await page.waitForFunction((last) => {
      const shown = [...document.querySelectorAll(":is([data-question], [data-step=check]):not([hidden])")].find((one) => one.checkVisibility());
      return shown && shown.dataset.question !== last;
    }, asked.at(-1) ?? "");
    if (await page.getByRole("heading", { name: "مراجعة إجاباتي" }).isVisible()) break;
    const question = page.locator("[data-question]:visible").first();
    const id = await question.getAttribute("data-question");
    asked.push(id);
    if (["my-name", "life-number", "being-me", "meeting-people", "talk-about", "say-it"].includes(id)) await sound(page, id);
    if (id === "proud") await question.getByRole("textbox").first().fill(proud);
    if (id === "home-feel") {
      await question.getByLabel("سيئ", { exact: true }).focus();
      await page.keyboard.press("Space");
      await page.keyboard.press("ArrowDown");
      assert.ok(await question.getByLabel("ليس جيدًا", { exact: true }).isChecked(), "the arrow keys go on");
    }
    const answered = ["proud", "home-feel"].includes(id);
    await press(page, answered ? "التالي" : "تخطي");
  }
  assert.ok(asked.includes("home-why"), `${asked}`);
  await sound(page, "the check page");
  const flips = await page.locator(".form-back .symbol").evaluate((symbol) => {
    const of = (element) => new DOMMatrix(getComputedStyle(element).transform).a;
    let turned = of(symbol);
    for (const part of symbol.querySelectorAll("*")) turned *= of(part);
    return turned;
  });
  // The symbol may be kept once for all its uses; then its own turn is inside.
  const inherited = await page.locator(".form-back").evaluate((element) => getComputedStyle(element).getPropertyValue("--symbol-flip"));
  assert.deepEqual([flips, inherited.trim()], [1, "scaleX(-1)"], "back points to the right, turned once");
  await press(page, "إرسال إجاباتي");
  await page.getByRole("heading", { name: "وصلتنا إجاباتك. شكرًا لك!" }).waitFor();
  await sound(page, "sent");
  await context.close();

  council.courier("deliver");
  const [mail] = council.messages();
  assert.deepEqual(mail.envelope_to, ["bev.thackray@northmoor.example"]);
  assert.match(mail.text, /an interpreter is needed/i);
  const question = "What has gone well since last time?";
  assert.ok(mail.text.slice(mail.text.indexOf(question)).includes(proud), mail.text);
  assert.ok(mail.html.includes(proud));
  assert.match(mail.html.slice(0, mail.html.indexOf(proud)).slice(-400), /dir="(rtl|auto)"/);
  assert.ok(!/Layla|Haddad/.test(mail.subject), "no name in the subject");
});
