// What a child does on the page.
import type { Page } from "playwright-core";

/** Presses it, and waits until the script has done what it does on a press, and
 *  has noted it in the history. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole("button", { name }).click();
  await page.evaluate(() => new Promise((done) => setTimeout(() => setTimeout(done)))).catch(() => undefined);
}
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
