// When a question is shown. The same rule as `src/form/condition.rs`; both run
// `tests/vectors/conditions.json`.
import { isBlank } from "./text";
import { questionsOf, type Condition, type Definition, type Json, type Kind } from "./types";

export type Answers = ReadonlyMap<string, Json>;

/** The ids of the questions that are shown, given these answers. An answer to a
 *  question that is itself hidden counts as none, so a chain closes from the top. */
export function shownQuestions(form: Pick<Definition, "sections">, answers: Answers): Set<string> {
  const shown = new Set<string>();
  const kinds = new Map<string, Kind>();

  const holds = (condition: Condition): boolean => {
    if ("all" in condition) return condition.all.every(holds);
    if ("any" in condition) return condition.any.some(holds);
    const id = condition.question;
    const given = shown.has(id) ? answers.get(id) : undefined;
    const answer = given === undefined || isEmpty(given) ? undefined : given;
    const is = (wanted: string) => answer !== undefined && matches(answer, kinds.get(id), wanted);
    if ("is" in condition) return is(condition.is);
    if ("is_not" in condition) return !is(condition.is_not);
    if ("is_any_of" in condition) return condition.is_any_of.some(is);
    return (answer !== undefined) === condition.answered;
  };

  for (const question of questionsOf(form)) {
    if (!question.show_if || holds(question.show_if)) shown.add(question.id);
    kinds.set(question.id, question.kind);
  }
  return shown;
}

/** Whether the answer is this value, or has it among the chosen. */
export function matches(value: Json, kind: Kind | undefined, wanted: string): boolean {
  if (typeof value === "string") return value === wanted;
  if (typeof value === "number") return String(value) === wanted;
  return Array.isArray(value) && kind === "choose-many" && value.includes(wanted);
}

/** An empty text, list or object is no answer. */
export function isEmpty(value: Json): boolean {
  if (value === null) return true;
  if (typeof value === "string") return isBlank(value);
  if (typeof value === "object") return Object.keys(value).length === 0;
  return false;
}
