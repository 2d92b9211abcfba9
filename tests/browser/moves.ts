// What a child does on the page.
import type { Page } from "playwright-core";

/** Presses it, and waits until the script has done what it does on a press. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole("button", { name }).click();
  await page.evaluate(() => new Promise((done) => setTimeout(done))).catch(() => undefined);
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

/** Waits until what comes after the first screens has come. */
export async function allHere(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => /\/rest\.[^/]*\.js$/.test(name)));
  await page.waitForTimeout(300);
}
