// What a child does to put a form aside and to go on with it.
import type { Page } from "playwright-core";
import { heading, press } from "./moves";

export const MINE = ["cat", "sun", "bus", "heart"];

export const pick = async (page: Page, pictures: readonly string[]) => {
  for (const name of pictures) await page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
};

/** From any step to "saved", or to wherever `end` is. */
export async function putAside(page: Page, where: RegExp, pictures = MINE): Promise<void> {
  await press(page, "Save and finish later");
  await heading(page, "Save and finish later");
  await press(page, where);
  await heading(page, "Choose four pictures");
  await pick(page, pictures);
  await press(page, "These are my four");
  await heading(page, "Now choose them again");
  await pick(page, pictures);
  await press(page, "Lock it");
}

export async function keepHere(page: Page, pictures = MINE): Promise<void> {
  await putAside(page, /Keep it on this device/, pictures);
  await heading(page, "Saved on this device");
  await press(page, "All right");
}

export async function unlock(page: Page, pictures = MINE): Promise<void> {
  await heading(page, "Choose your four pictures");
  await pick(page, pictures);
  await press(page, "Open it");
}

/** The names of what the browser keeps. */
export const stores = (page: Page) => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
