// The same states in every look: what axe says, what scrolls sideways, what is too
// small for a finger.
import { deepEqual } from "node:assert/strict";
import type { BrowserContextOptions, Page } from "playwright-core";
import { violations } from "./axe";
import { settled } from "./moves";

export interface Look {
  name: string;
  options: BrowserContextOptions;
  /** From right to left. */
  rtl?: boolean;
}

export const LOOKS: readonly Look[] = [
  { name: "light", options: {} },
  { name: "dark", options: { colorScheme: "dark" } },
  { name: "forced colours", options: { forcedColors: "active" } },
  { name: "320 pixels", options: { viewport: { width: 320, height: 568 } } },
  { name: "400 % zoom", options: { viewport: { width: 320, height: 256 } } },
  { name: "right to left", options: { viewport: { width: 320, height: 568 } }, rtl: true },
];

export async function wear(page: Page, { rtl }: Look): Promise<void> {
  if (rtl) await page.evaluate(() => (document.documentElement.dir = "rtl"));
}

/** What axe says. Names are the same in every look; in the dark only the colours
 *  are others, and where the system paints, axe cannot see them. */
async function said(page: Page, { viewport, colorScheme, forcedColors }: BrowserContextOptions): Promise<string[]> {
  if (viewport || forcedColors) return [];
  if (colorScheme !== "dark") return violations(page);
  return violations(page, { only: ["color-contrast"] });
}

/** Looks at what is on the screen now. */
export async function lookAt(page: Page, { options }: Look, state: string): Promise<void> {
  await settled(page);
  const found = await said(page, options);
  const seen = await page.evaluate(() => ({
    wide: Math.max(0, document.documentElement.scrollWidth - innerWidth),
    inner: (document.querySelector(".draft__body")?.scrollWidth ?? 0) - (document.querySelector(".draft__body")?.clientWidth ?? 0),
    small: [...document.querySelectorAll("main button, main input, main summary")]
      .filter((control) => control.checkVisibility())
      .map((control) => ({ control, box: (control.closest("label") ?? control).getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.height < 43.5 || box.width < 43.5))
      .map(({ control, box }) => `${control.outerHTML.slice(0, 120)} ${box.width}×${box.height}`),
  }));
  deepEqual({ state, found, ...seen }, { state, found: [], wide: 0, inner: 0, small: [] });
}
