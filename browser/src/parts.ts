// "All the parts": the sections as a list of tasks, to be done in any order.
import { button, make, one, say } from "./dom";
import type { Steps } from "./steps";

export type State = "done" | "started" | "todo";

/** A row of the list. */
export interface Part {
  title: string;
  /** Where a press on it leads: what is still to do first, else its start. */
  first: number;
  steps: number[];
  state: State;
}

/** The parts that can be opened now, in the form's order. */
export function partsOf(steps: Steps, visited: ReadonlySet<number>, open: ReadonlySet<string>): Part[] {
  const parts = steps.sections(open).map(({ section, steps: own }) => {
    const seen = own.filter((step) => visited.has(step)).length;
    const left = own.find((step) => !visited.has(step));
    const state: State = seen === own.length ? "done" : seen > 0 ? "started" : "todo";
    return { title: section.title, first: left ?? own[0] ?? steps.check, steps: own, state };
  });
  const front = [steps.who, steps.about].filter((step) => steps.isShown(step, open));
  const known = front.every((step) => visited.has(step));
  parts.unshift({
    title: say("about-part"), first: steps.who, steps: [steps.who, steps.about], state: known ? "done" : "todo",
  });
  parts.push({ title: say("check-part"), first: steps.check, steps: [steps.check], state: "todo" });
  return parts;
}

/** Draws the list; each row says in words how far it is. */
export function drawParts(step: HTMLElement, parts: Part[], go: (step: number) => void): void {
  const done = parts.filter(({ state }) => state === "done").length;
  one(step, ".form-parts__count").textContent = say("parts-done", { done, all: parts.length - 1 });
  one(step, ".form-parts__list").replaceChildren(...parts.map(({ title, first, state }, at) => {
    const last = at === parts.length - 1;
    const status = make("span", "tag form-parts__state", say(last ? "part-ready" : `part-${state}`));
    status.id = `part-state-${at}`;
    const control = button("form-parts__part", title);
    control.dataset["step"] = String(first);
    control.setAttribute("aria-describedby", status.id);
    control.addEventListener("click", () => go(first));
    return make("li", `form-parts__row is-${state}`, control, status);
  }));
}
