// Somebody's hands on the page: at the keyboard, or a finger.
import { equal, ok } from "node:assert/strict";
import type { Page } from "playwright-core";

/** How somebody gets at what is on the page. */
export interface Hand {
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
export function keyboard(page: Page): Hand {
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
export function finger(page: Page): Hand {
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
