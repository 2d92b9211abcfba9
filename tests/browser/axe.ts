// What axe finds on a page: one way to ask for all tests.
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { settled } from "../settled.mjs";

/** WCAG 2.2 A and AA, and what axe holds for good practice. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

interface Asked {
  /** Only these rules, where the others were asked before. */
  only?: string[];
  /** All but these. */
  without?: string[];
}

/** What axe finds on the page as it is now, once it stands still. */
export async function violations(page: Page, { only, without = [] }: Asked = {}): Promise<string[]> {
  await settled(page);
  // What is half below the bar that stays on top is not all there to measure.
  await page.evaluate(() => scrollTo(0, 0));
  // The pages have no frames, so one run in the page itself sees all of it: a
  // second page to put results together takes longer than the rules do.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).disableRules(without);
  if (only) axe.withRules(only);
  else axe.withTags(TAGS);
  const found = await axe.analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ").slice(0, 300)}`);
}
