// Keys are changed, from classic to post-quantum, while a child has the form
// open: what the old page seals and what the new one seals both arrive.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Council, launch, press } from "./support.mjs";

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

async function start(child) {
  const link = council.invitations().find((one) => one.child === child && one.role === "child");
  const page = await (await browser.newContext()).newPage();
  await page.goto(link.url);
  await press(page, "Start");
  await page.getByLabel("Me, on my own").check();
  await press(page, "Next");
  return page;
}

async function finish(page, words) {
  await page.locator("[data-question]:visible").getByRole("textbox").first().fill(words);
  await press(page, "Next");
  const check = page.getByRole("heading", { name: "Check your answers" });
  for (let steps = 0; steps < 60 && !(await check.isVisible()); steps += 1) {
    await press(page, "Skip");
  }
  await press(page, "Send my answers");
  await page.getByRole("heading", { name: "We got it. Thank you!" }).waitFor();
}

test("a page that was open when the keys were changed loses nothing", async () => {
  const open = await start("NM-1041");

  council.live = council.keygen("new-identity.txt");
  council.recovery = council.keygen("new-recovery.txt");
  assert.match(council.live, /^age1pq1/);
  council.build(join(council.folder, "portal"), join(council.folder, "public"));
  const config = join(council.folder, "courier.yaml");
  const both = "identities: [./new-identity.txt, ./identity.txt]";
  writeFileSync(config, readFileSync(config, "utf8").replace(/^identities:.*$/m, both));

  await finish(open, "From the page with the old keys");
  await finish(await start("NM-1042"), "From the page with the new keys");
  council.courier("deliver");
  const texts = council.messages().map((mail) => mail.text);
  assert.equal(texts.length, 2);
  for (const keys of ["old", "new"]) {
    assert.equal(texts.filter((text) => text.includes(`From the page with the ${keys} keys`)).length, 1);
  }
  const { delivered, held } = council.status();
  assert.deepEqual({ delivered, held }, { delivered: 2, held: 0 });
});
