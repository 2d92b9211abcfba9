// What comes after the first screens (rest.js): a child who is faster than it,
// and a page to which it never comes.
import { deepEqual, equal } from "node:assert/strict";
import { after, before, test } from "node:test";
import type { BrowserContextOptions, Page } from "playwright-core";
import { violations } from "./axe";
import { allHere, heading, next, press, settled, start, toCheck } from "./moves";
import { Stage } from "./support";

let stage: Stage;
before(async () => void (stage = await Stage.open()));
after(() => stage.close());

const REST = "**/rest.*.js";

interface Slow {
  page: Page;
  faults: string[];
  close: () => Promise<void>;
  /** Lets the script come. */
  open: () => void;
  /** Lets it fail. */
  refuse: () => void;
}

/** Opens a form whose late script waits. */
async function slow(options: BrowserContextOptions = {}): Promise<Slow> {
  let decide = (_comes: boolean): void => undefined;
  const gate = new Promise<boolean>((done) => (decide = done));
  const { page, context, faults } = await stage.visit("survey", options);
  await page.route(REST, async (route) => ((await gate) ? route.continue() : route.abort()));
  await page.goto(`${stage.site}/forms/every-kind/#i=4T9X-K2MD-7QHP-W3NC`);
  return { page, faults, close: () => context.close(), open: () => decide(true), refuse: () => decide(false) };
}

test("a child who is faster than the late script: the parts open once it is here", async () => {
  const { page, faults, close, open } = await slow();
  await start(page);
  await press(page, "See all the parts");
  await page.getByText("One moment…").waitFor();
  equal(await page.locator(".form").getAttribute("data-view"), "who", "nothing is shown that is not ready");
  open();
  await heading(page, "All the parts");
  equal(await page.getByText("One moment…").count(), 0);
  await press(page, /^Check and send/);
  await heading(page, "Check your answers");
  deepEqual(faults, []);
  await close();
});

test("a child who moved on while it came stays there", async () => {
  const { page, faults, close, open } = await slow();
  await start(page);
  await press(page, "See all the parts");
  await next(page);
  await page.locator("[data-step=question]:not([hidden])").waitFor();
  open();
  await allHere(page);
  await settled(page);
  equal(await page.locator(".form").getAttribute("data-view"), "question");
  equal(await page.getByText("One moment…").count(), 0);
  await toCheck(page);
  deepEqual(faults, []);
  await close();
});

test("a helper's questions wait for it: two turns must never look the same", async () => {
  const { page, faults, close, open } = await slow();
  await start(page, /Someone is helping/);
  await page.getByRole("radio", { name: "My carer" }).check();
  await page.getByLabel("What is the helper’s name?").fill("Sam");
  await next(page);
  await page.getByText("One moment…").waitFor();
  open();
  await page.locator("[data-step=question]:not([hidden])").waitFor();
  await page.locator(".form-turn__text").getByText(/Sam/).waitFor();
  deepEqual(faults, []);
  await close();
});

test("it never comes: the questions can be answered, the page says what to do, and trying again works", async () => {
  const { page, context } = await stage.visit("survey");
  await page.route(REST, (route) => route.abort());
  await page.goto(`${stage.site}/forms/every-kind/#i=4T9X-K2MD-7QHP-W3NC`);
  await start(page);
  await next(page);
  await page.locator("[data-step=question]:not([hidden])").waitFor();
  await press(page, "See all the parts");
  await page.getByText("The next part did not load.").waitFor();
  await press(page, "Save and finish later");
  await page.getByText("The next part did not load.").waitFor();
  await page.unroute(REST);
  await press(page, "Try again");
  await page.getByRole("dialog").waitFor();
  await context.close();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing while it is waited for, nor when it did not come (${colorScheme})`, async () => {
    const { page, faults, close, refuse } = await slow({ colorScheme });
    await start(page);
    await press(page, "See all the parts");
    await page.getByText("One moment…").waitFor();
    deepEqual(await violations(page), []);
    refuse();
    await page.getByText("The next part did not load.").waitFor();
    await page.getByRole("button", { name: "Try again" }).waitFor();
    deepEqual(await violations(page), []);
    deepEqual(faults, []);
    await close();
  });
}

test("whoever leaves before it came leaves nothing behind", async () => {
  const { page, close } = await slow();
  await start(page);
  await page.route("https://www.bbc.co.uk/**", (route) => route.fulfill({ contentType: "text/html", body: "<title>Weather</title>" }));
  await page.getByRole("button", { name: /Leave this page/ }).click();
  await page.waitForURL(/bbc/);
  deepEqual(await page.evaluate(() => Object.keys(sessionStorage)), []);
  await close();
});
