// What keeps all of it from being sent, shown on the check page. It comes with
// rest.js; what is on the screen is for complaints.ts alone.
import type { Asked, Complaints } from "./complaints";
import { focusOn, one, say } from "./dom";
import type { Problem } from "./field";

type Found = Problem & { step: number };

/** Shows everything that is still wrong, each with the way to its step; false if
 *  nothing is. */
export function complain(complaints: Complaints, change: (step: number) => void): boolean {
  const { steps } = complaints.asked;
  const problems = everything(complaints.asked);
  return complaints.show({ kind: "check" }, problems, (problem) => {
    const found = problems.find(({ text }) => text === problem.text);
    if (!found) return;
    if (found.step === steps.check) return focusOn(found.at);
    change(found.step);
    // The step's own look at itself says again what to mend, and where.
    complaints.here(steps.at(found.step));
  });
}

function everything({ page, session, steps, who, about, extras }: Asked): Found[] {
  const problems: Found[] = [];
  const add = (step: number, found: Problem[]) => problems.push(...found.map((problem) => ({ ...problem, step })));
  add(steps.who, who.problems());
  if (about && steps.isShown(steps.about)) add(steps.about, about.problems());
  const [shown, open] = [session.shown(), session.open()];
  // The check page's way to see again what was put out of sight.
  const reveal = one(page, "[data-step=check] [data-do=reveal]");
  for (const question of session.questions.filter(({ id }) => shown.has(id))) {
    const problem = session.problem(question, extras.wordsBox);
    // What is wrong with a hidden answer would tell what it is.
    if (problem && !open.has(question.id)) add(steps.check, [{ text: say("error-concealed"), at: reveal }]);
    else if (problem) add(steps.ofQuestion(question.id), [{ ...problem, text: `${question.ask} ${problem.text}` }]);
  }
  return problems;
}
