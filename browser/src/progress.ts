import { make, one, say } from "./dom";
import type { Part } from "./parts";

/** Draws how far the child is: a line of words and a bar. */
export function drawProgress(page: HTMLElement, parts: Part[], now: number): void {
  const progress = one(page, ".form-progress");
  const step = Math.floor(now);
  const at = parts.findIndex(({ steps }) => steps.includes(step));
  progress.hidden = at < 0;
  const here = parts[at];
  if (!here) return;
  const text = one(progress, ".form-progress__text");
  const sentence = say("part", { at: at + 1, all: parts.length, title: here.title });
  if (text.textContent === sentence) return;
  text.textContent = sentence;
  one(progress, ".form-progress__bar").replaceChildren(
    ...parts.map(({ state }, index) => make("li", index === at ? "is-here" : state === "done" ? "is-done" : "")),
  );
}
