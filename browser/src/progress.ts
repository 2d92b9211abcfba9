import { make, one, say } from "./dom";
import type { Part } from "./parts";
import type { Steps } from "./steps";

/** Draws how far the child is: a line of words and a bar. */
export function drawProgress(page: HTMLElement, steps: Steps, parts: Part[], now: number): void {
  const progress = one(page, ".form-progress");
  const step = Math.floor(now);
  const at = parts.findIndex(({ steps }) => steps.includes(step));
  progress.hidden = now === steps.start || now === steps.sent || now === steps.waits;
  const here = parts[at];
  const text = one(progress, ".form-progress__text");
  // Beside the way, as in the list of the parts, there is only the help.
  const sentence = here ? say("part", { at: at + 1, all: parts.length, title: here.title }) : "";
  // Before the start the bar is there already, so that it need only be shown.
  const classes = (here || progress.hidden ? parts : []).map(({ state }, index) => (index === at ? "is-here" : state === "done" ? "is-done" : ""));
  const bar = one(progress, ".form-progress__bar");
  if (text.textContent === sentence && bar.children.length === classes.length) return;
  text.textContent = sentence;
  // Only what changes is touched.
  while (bar.children.length > classes.length) bar.lastElementChild?.remove();
  while (bar.children.length < classes.length) bar.append(make("li"));
  classes.forEach((name, index) => {
    const item = bar.children[index];
    if (item && item.className !== name) item.className = name;
  });
}
