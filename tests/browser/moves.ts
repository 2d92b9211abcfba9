// What a child does on the page.
import type { Page } from "playwright-core";

export const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).click();
export const box = (page: Page, name: string) => page.getByRole("textbox", { name });
export const next = (page: Page) => press(page, /^(Next|Carry on with the form)$/);
export const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name }).and(page.locator(":focus")).waitFor();

export async function start(page: Page, who: RegExp = /Me, on my own/): Promise<void> {
  await press(page, "Start");
  await page.getByRole("radio", { name: who }).check();
}

/** Goes straight to "check your answers". */
export async function toCheck(page: Page): Promise<void> {
  await page.getByText("See all the parts").click();
  await press(page, /^Check and send/);
  await heading(page, "Check your answers");
}
