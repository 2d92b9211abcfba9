// What a child does on the page.
import { deepEqual } from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import type { Page } from "playwright-core";
import { settled } from "../settled.mjs";

export { settled };

/** Presses it, and waits until the script has done what it does on a press. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole("button", { name }).click();
  await settled(page).catch((error: unknown) => {
    // The press led away from the page.
    if (!/context was destroyed|navigat|has been closed/i.test(String(error))) throw error;
  });
}

/** One step back or forward in the browser's history, within the page; false if
 *  there is none. */
export async function travel(page: Page, by: -1 | 1): Promise<boolean> {
  const went = await page.evaluate((way) => new Promise<boolean>((done) => {
    const { canGoBack, canGoForward } = (window as unknown as { navigation: { canGoBack: boolean; canGoForward: boolean } }).navigation;
    if (!(way < 0 ? canGoBack : canGoForward)) return done(false);
    addEventListener("popstate", () => done(true), { once: true });
    history.go(way);
  }), by);
  await settled(page);
  return went;
}

/** Looks again and again until it is as it should be. */
export async function becomes<T>(look: () => Promise<T>, wanted: T): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await new Promise((done) => setTimeout(done, 50))) {
    if (isDeepStrictEqual(await look(), wanted)) return;
  }
  deepEqual(await look(), wanted);
}

/** As long as the browser's own waiting. */
const PATIENCE_MS = 30_000;

export const box = (page: Page, name: string) => page.getByRole("textbox", { name });
export const next = (page: Page) => press(page, /^(Next|Carry on with the form)$/);
export const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name }).and(page.locator(":focus")).waitFor();

export async function start(page: Page, who: RegExp = /Me, on my own/): Promise<void> {
  await press(page, "Start");
  await page.getByRole("radio", { name: who }).check();
}

/** Goes straight to "check your answers". */
export async function toCheck(page: Page): Promise<void> {
  await press(page, "See all the parts");
  await press(page, /^Check and send/);
  await heading(page, "Check your answers");
}

/** Answers the first question of the form with every kind, and goes to "check your answers". */
export async function oneAnswer(page: Page): Promise<void> {
  await start(page);
  await next(page);
  await page.getByRole("textbox").fill("Ash");
  await next(page);
  await toCheck(page);
}

/** Answers what one likes, how it goes, and what comes first. */
export async function likesToOrder(page: Page): Promise<void> {
  await page.getByRole("checkbox", { name: "Sport" }).check();
  await page.getByRole("checkbox", { name: "Art" }).check();
  await next(page);
  await page.getByRole("radio", { name: "7" }).check();
  await next(page);
  await press(page, "Add Friends to my list");
  await press(page, "Add School to my list");
}

/** Goes on from the order to the day, the people, the words and what was agreed. */
export async function dayToAgreed(page: Page): Promise<void> {
  await next(page);
  await box(page, "Day").fill("3");
  await box(page, "Month").fill("12");
  await box(page, "Year").fill("2026");
  await next(page);
  await page.getByRole("group", { name: "My carer" }).getByRole("radio", { name: "Please come" }).check();
  await box(page, "Their name").fill("Nan");
  await box(page, "Who are they to you?").fill("my gran");
  await page.getByRole("radiogroup", { name: /Anyone else/ }).getByRole("radio", { name: "Please don’t come" }).check();
  await next(page);
  await page.getByLabel("My word for “placement”").fill("home");
  await next(page);
  await page.getByRole("group", { name: "I met my IRO before" }).getByRole("radio", { name: "No", exact: true }).check();
}

/** Waits until what comes after the first screens has come, and is at work. */
export async function allHere(page: Page): Promise<void> {
  await page.locator("[data-step=start] .form-kept").waitFor({ state: "attached" });
}

/** Waits until a script that comes late has come and has run: only then is its
 *  element taken away. An answer that has begun to come is not there yet. */
export async function scriptHere(page: Page, script: "seal" | "draft" | "media"): Promise<void> {
  await page.waitForFunction((name) =>
    performance.getEntriesByType("resource").some((entry) => new RegExp(`/${name}\\.[^/]*\\.js$`).test(entry.name))
    && !document.querySelector(`script[src*="/${name}."]`), script);
}

/** Waits in the page, where what it put off for a shorter time comes first. */
export const pageWaits = (page: Page, ms: number) => page.evaluate((time) => new Promise((done) => setTimeout(done, time)), ms);

/** Where the page says that it is: the browser's tool hears of it later. */
export const address = (page: Page) => page.evaluate(() => location.href);
