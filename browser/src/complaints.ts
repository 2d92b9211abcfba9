// What keeps the child from going on from a step, and the way to mend it.
import type { AboutPart } from "./about";
import { focusOn } from "./dom";
import { clearErrors, showErrors } from "./errors";
import type { Extras } from "./extras";
import type { Problem } from "./field";
import type { Session } from "./session";
import type { Step, Steps } from "./steps";
import type { Who } from "./who";

/** What it looks at. */
export interface Asked {
  page: HTMLElement;
  session: Session;
  steps: Steps;
  who: Who;
  about: AboutPart | null;
  extras: Extras;
}

export class Complaints {
  constructor(readonly asked: Asked, private readonly element: (step: Step) => HTMLElement) {}

  /** Shows what is wrong with this step; false if nothing is. */
  here(step: Step): boolean {
    const { session, who, about, extras } = this.asked;
    let problems: Problem[] = [];
    if (step.kind === "who") problems = who.problems();
    else if (step.kind === "about") problems = about?.problems() ?? [];
    else if (step.kind === "question") {
      const problem = session.problem(step.question, extras.wordsBox);
      if (problem) problems = [problem];
    }
    return this.show(step, problems, ({ at }) => focusOn(at));
  }

  /** Shows these at the top of the step; false if there are none. */
  show(step: Step, problems: Problem[], go: (problem: Problem) => void): boolean {
    clearErrors(this.asked.page);
    if (problems.length === 0) return false;
    showErrors(this.element(step), problems, go);
    return true;
  }
}
