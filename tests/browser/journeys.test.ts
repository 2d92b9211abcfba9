// The whole form from link to receipt, with a helper, the child's own turn and
// the parts in another order: by keyboard alone, by finger on a small phone, and
// at 400 % zoom, read from left and from right.
import { deepEqual, equal, ok } from "node:assert/strict";
import { after, before, test } from "node:test";
import type { BrowserContextOptions, Page } from "playwright-core";
import { heading } from "./moves";
import { byQuestion, Stage } from "./support";

const FRAGMENT = "#i=4T9X-K2MD-7QHP-W3NC";
let stage: Stage;

before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

/** How somebody gets at what is on the page. */
interface Hand {
  press(name: string): Promise<void>;
  choose(name: string): Promise<void>;
  write(name: string, text: string): Promise<void>;
}

/** The name and the kind of what has the focus, as a screen reader says it. */
const focused = (page: Page) => page.evaluate(() => {
  const now = document.activeElement;
  const labelled = (now?.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  const label = now instanceof HTMLInputElement || now instanceof HTMLTextAreaElement ? (now.labels?.[0]?.textContent ?? "") : (now?.textContent ?? "");
  return { name: (now?.ariaLabel || labelled || label).replace(/\s+/g, " ").trim(), kind: now instanceof HTMLInputElement ? now.type : (now?.localName ?? "") };
});

/** Tab and Shift+Tab, arrows, Space and Enter, and nothing else. */
function keyboard(page: Page): Hand {
  const keys = page.keyboard;
  const at = async (name: string, kind: RegExp) => {
    const now = await focused(page);
    return kind.test(now.kind) && now.name.startsWith(name);
  };
  /** Onward from where the focus is, and back if it is not there. */
  const reach = async (name: string, kind: RegExp) => {
    for (const key of ["Tab", "Shift+Tab"]) {
      for (let presses = 0; presses < 40; presses += 1) {
        if (await at(name, kind)) return;
        await keys.press(key);
        if (key === "Tab" && (await focused(page)).kind === "body") break;
      }
    }
    ok(await at(name, kind), `${name} is not reached with the keyboard`);
  };
  return {
    press: async (name) => {
      await reach(name, /button/);
      await keys.press("Enter");
    },
    choose: async (name) => {
      // A group of radio buttons is one stop, and the arrows go on in it.
      const radio = page.getByRole("radio", { name, exact: true });
      const first = await radio.evaluate((box) => [...(box.closest("fieldset, .options")?.querySelectorAll("input") ?? [])].find(({ tabIndex }) => tabIndex === 0)?.labels?.[0]?.textContent?.trim() ?? "");
      await reach(first, /radio/);
      for (let presses = 0; presses < 12 && !(await at(name, /radio/)); presses += 1) await keys.press("ArrowDown");
      if (!(await radio.isChecked())) await keys.press("Space");
      equal(await radio.isChecked(), true, name);
    },
    write: async (name, text) => {
      await reach(name, /text/);
      await keys.type(text);
    },
  };
}

/** A finger: each thing must be on the screen, with nothing above it. */
function finger(page: Page): Hand {
  return {
    press: (name) => page.getByRole("button", { name }).tap(),
    choose: async (name) => {
      const radio = page.getByRole("radio", { name, exact: true });
      await page.locator("label").filter({ has: radio }).tap();
      equal(await radio.isChecked(), true, name);
    },
    write: async (name, text) => {
      await page.getByRole("textbox", { name }).tap();
      await page.keyboard.type(text);
    },
  };
}

/** Sam helps with the name; the rest the child says alone, in another order. */
async function whole(page: Page, { press, choose, write }: Hand): Promise<void> {
  await press("Start");
  await heading(page, "Who is filling this in?");
  await choose("Someone is helping me");
  await choose("My carer");
  await write("What is the helper’s name?", "Sam");
  await press("Next");
  await heading(page, "What should we call you?");
  await write("What should we call you?", "Ash");
  await choose("The child said it. I wrote it down");
  await press("Next");
  await heading(page, "What is your news?");
  await press("My turn, alone");
  await heading(page, "Sam, please give this to the child");
  await press("Start my turn");
  await heading(page, "What is your news?");
  await write("What is your news?", "I want to stay");
  await press("Next");
  await heading(page, "How do you feel?");
  await choose("Good");
  await press("See all the parts");
  await heading(page, "All the parts");
  await press("People and things");
  await heading(page, "Which day is good?");
  await write("Day", "3");
  await write("Month", "12");
  await write("Year", "2026");
  await press("Next");
  await heading(page, "Who should come?");
  await press("See all the parts");
  await heading(page, "All the parts");
  await press("Choices");
  // It goes on where it was left.
  await heading(page, "Do you feel safe?");
  await choose("Yes");
  await press("Give it back to Sam");
  await heading(page, "Before you give it back to Sam");
  await press("Give it back to Sam");
  await heading(page, /./);
  await press("See all the parts");
  await heading(page, "All the parts");
  await press("Check and send");
  await heading(page, "Check your answers");
  await press("Send my answers");
  await heading(page, /We got it/);
  await page.locator(".form-receipt").getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/).waitFor();
}

const PHONE = { hasTouch: true, isMobile: true };
const WAYS: [string, BrowserContextOptions, (page: Page) => Hand, "ltr" | "rtl"][] = [
  ["by keyboard alone", {}, keyboard, "ltr"],
  ["by keyboard alone, from right to left", {}, keyboard, "rtl"],
  ["by finger, 320 pixels wide", { ...PHONE, viewport: { width: 320, height: 568 } }, finger, "ltr"],
  ["by finger, 320 pixels wide, from right to left", { ...PHONE, viewport: { width: 320, height: 568 } }, finger, "rtl"],
  ["by keyboard at 400 % zoom", { viewport: { width: 320, height: 256 } }, keyboard, "ltr"],
  ["by finger at 400 % zoom", { ...PHONE, viewport: { width: 320, height: 256 } }, finger, "ltr"],
];

for (const [name, options, hand, dir] of WAYS) {
  test(`the whole form, ${name}`, async () => {
    const { page, context, faults } = await stage.visit("every-kind", { ...options, reducedMotion: "reduce" }, FRAGMENT);
    await page.evaluate((way) => (document.documentElement.dir = way), dir);
    await whole(page, hand(page));
    const response = await stage.open();
    deepEqual(response.filled_in_by, { who: "helper", helper: { role: "carer", name: "Sam" } });
    deepEqual(Object.entries(byQuestion(response)).map(([id, { value, words }]) => [id, value, words]), [
      ["nickname", "Ash", "written-for-me"], ["story", "I want to stay", "own"], ["feel", "good", "own"],
      ["safe", "yes", "own"], ["when", "2026-12-03", "own"],
    ]);
    deepEqual(faults, []);
    await context.close();
  });
}
