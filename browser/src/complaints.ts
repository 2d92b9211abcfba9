// What keeps the child from going on, or from sending, and the way to mend it.
import type { AboutPart } from "./about";
import { focusOn, one, say } from "./dom";
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
  constructor(private readonly asked: Asked, private readonly element: (step: Step) => HTMLElement) {}

  /** Shows what is wrong with this step; false if nothing is. */
  here(step: Step): boolean {
    const { page, session, who, about, extras } = this.asked;
    let problems: Problem[] = [];
    if (step.kind === "who") problems = who.problems();
    else if (step.kind === "about") problems = about?.problems() ?? [];
    else if (step.kind === "question") {
      const problem = session.problem(step.question, extras.wordsBox);
      if (problem) problems = [problem];
    }
    clearErrors(page);
    if (problems.length === 0) return false;
    showErrors(this.element(step), problems, ({ at }) => focusOn(at));
    return true;
  }

  /** Shows everything that is still wrong on the check page, each with the way to
   *  its step; false if nothing is. */
  everywhere(change: (step: number) => void): boolean {
    const { page, steps } = this.asked;
    const problems = this.all();
    clearErrors(page);
    if (problems.length === 0) return false;
    showErrors(this.element({ kind: "check" }), problems, (problem) => {
      const found = problems.find(({ text }) => text === problem.text);
      if (found?.step === steps.check) return focusOn(found.at);
      if (found) change(found.step);
      // The step's own look at itself says again what to mend, and where.
      if (found) this.here(steps.at(found.step));
    });
    return true;
  }

  private all(): (Problem & { step: number })[] {
    const { session, steps, who, about, extras } = this.asked;
    const problems: (Problem & { step: number })[] = [];
    const add = (step: number, found: Problem[]) => problems.push(...found.map((problem) => ({ ...problem, step })));
    add(steps.who, who.problems());
    if (about && steps.isShown(steps.about)) add(steps.about, about.problems());
    const [shown, open] = [session.shown(), session.open()];
    for (const question of session.questions.filter(({ id }) => shown.has(id))) {
      const problem = session.problem(question, extras.wordsBox);
      // What is wrong with a hidden answer would tell what it is.
      if (problem && !open.has(question.id)) add(steps.check, [{ text: say("error-concealed"), at: this.reveal }]);
      else if (problem) add(steps.ofQuestion(question.id), [{ ...problem, text: `${question.ask} ${problem.text}` }]);
    }
    return problems;
  }

  /** The check page's way to see again what was put out of sight. */
  private get reveal(): HTMLElement {
    return one(this.element({ kind: "check" }), "[data-do=reveal]");
  }
}
