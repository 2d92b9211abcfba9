// A form that is put aside goes after 14 days, with the browser's clock set on.
import { deepEqual } from "node:assert/strict";
import { after, before, test } from "node:test";
import { keepHere, stores } from "./locks";
import { pageWaits, start } from "./moves";
import { Stage } from "./support";

const DAY_MS = 24 * 60 * 60 * 1000;
let stage: Stage;

before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

for (const path of ["/forms/every-kind/", "/forms/survey/", "/forms/", "/", "/people/"]) {
  test(`after 14 days it goes at the first visit, to ${path} too; a minute before it does not`, async () => {
    const { page, context } = await stage.visit("every-kind");
    await start(page);
    await keepHere(page);
    const saved = Date.now();
    await page.clock.setFixedTime(saved + 14 * DAY_MS - 60_000);
    await page.goto(stage.site + path);
    await pageWaits(page, 300);
    deepEqual(await stores(page), ["my-review-drafts"]);
    await page.clock.setFixedTime(saved + 14 * DAY_MS + 60_000);
    await page.goto(stage.site + path);
    await page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
    await context.close();
  });
}
