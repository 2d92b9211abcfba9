// Letters about a review, from the portal's words to a parser that is not ours,
// and as they look on a phone. GOLDEN=overwrite writes the letter anew.
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Council, launch, root } from "./support.mjs";

const golden = join(root, "tests/journey/golden/invitation-8-11.txt");
const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
let council;
let browser;
let mails;

before(async () => {
  council = await Council.open();
  browser = await launch();
  const born = `${new Date().getFullYear() - 10}-01-02`;
  const file = join(council.folder, "allocations.csv");
  const rows = [
    "child,name,date_of_birth,iro,came_into_care,last_review,review_date,child_email,carer_email",
    `NM-1,Robin “Rob” O’Hara,${born},bev-thackray,2020-01-06,${day(-150)},${day(16)},robin@child.example,home@carer.example`,
  ];
  writeFileSync(file, `${rows.join("\n")}\n`);
  chmodSync(file, 0o600);
  council.courier("invite");
  mails = council.messages();
});
after(async () => {
  await browser?.close();
  council?.close();
});

const to = (address) => mails.find((mail) => mail.to.includes(address));

test("an invitation is word for word this, as Python reads it", () => {
  const mail = to("robin@child.example");
  assert.deepEqual(mail.defects, []);
  assert.deepEqual(mail.attachments, []);
  const date = /(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d+ \w+ \d{4}/g;
  const same = (text) =>
    text.replaceAll("\r\n", "\n").replace(date, "DAY").replaceAll(council.site.url, "https://site.example").replace(/#i=[0-9A-Z-]+/g, "#i=TOKEN");
  const read = `To: ${mail.to}\nFrom: ${mail.from}\nSubject: ${mail.subject}\n\n${same(mail.text)}\n----------\n${same(mail.html)}`;
  if (process.env.GOLDEN === "overwrite") {
    mkdirSync(join(golden, ".."), { recursive: true });
    writeFileSync(golden, read);
  }
  assert.equal(read, readFileSync(golden, "utf8"));
});

for (const colorScheme of ["light", "dark"]) {
  test(`letters fit a phone (${colorScheme})`, async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme });
    const page = await context.newPage();
    assert.ok(mails.length === 2, `${mails.length} letters`);
    for (const [number, mail] of mails.entries()) {
      await page.setContent(mail.html);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360, mail.subject);
      if (process.env.PICTURES) await page.screenshot({ path: join(process.env.PICTURES, `${number}-${colorScheme}.png`), fullPage: true });
    }
    await context.close();
  });
}
