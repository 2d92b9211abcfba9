import { button, make, one, say } from "./dom";
import type { Steps } from "./steps";

/** Draws how far the child is: a line of words, a bar, and the list of all the
 *  parts, from which each can be opened. */
export function drawProgress(
  page: HTMLElement,
  steps: Steps,
  now: number,
  visited: ReadonlySet<number>,
  go: (step: number) => void,
): void {
  const progress = one(page, ".form-progress");
  progress.hidden = now === steps.start || now === steps.sent || now === steps.waits;
  if (progress.hidden) return;
  one(progress, "details").removeAttribute("open");

  const parts = steps.parts().map(({ section, steps: own }) => ({
    title: section.title,
    first: own[0] ?? steps.check,
    here: own.includes(Math.floor(now)),
    done: own.every((step) => visited.has(step)),
  }));
  const front = now === steps.who || now === steps.about;
  parts.unshift({ title: say("about-part"), first: steps.who, here: front, done: visited.has(steps.who) });
  parts.push({ title: say("check-part"), first: steps.check, here: now === steps.check, done: false });

  const at = parts.findIndex(({ here }) => here);
  one(progress, ".form-progress__text").textContent =
    say("part", { at: at + 1, all: parts.length, title: parts[at]?.title ?? "" });
  one(progress, ".form-progress__bar").replaceChildren(
    ...parts.map(({ here }, index) => make("li", here ? "is-here" : index < at ? "is-done" : "")),
  );
  one(progress, ".form-parts__list").replaceChildren(...parts.map(({ title, first, here, done }) => {
    const state = here ? "here" : done ? "done" : "todo";
    const control = button("form-parts__part", make("span", "", title), make("span", "tag", say(`part-${state}`)));
    if (here) control.setAttribute("aria-current", "step");
    control.addEventListener("click", () => go(first));
    return make("li", `is-${state}`, control);
  }));
}
