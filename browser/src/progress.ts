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
  if (text.textContent === sentence) return;
  text.textContent = sentence;
  one(progress, ".form-progress__bar").replaceChildren(
    ...(here ? parts : []).map(({ state }, index) => make("li", index === at ? "is-here" : state === "done" ? "is-done" : "")),
  );
}
