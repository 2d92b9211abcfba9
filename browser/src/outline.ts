// The page holds the form's words once, where they are read. What the script
// needs of them it reads from there, so that they do not come twice.
import { one } from "./dom";
import type { Choice, Definition, PageData, Question, Section } from "./types";

type Bare<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;
type BareQuestion = Omit<Bare<Question, "ask">, "options"> & { options?: Bare<Choice, "label">[] };
type BareSection = Omit<Bare<Section, "title">, "questions"> & { questions: BareQuestion[] };

/** What stands in the page's JSON. */
export type Outline = Omit<PageData, "definition"> & {
  definition: Omit<Definition, "sections"> & { sections: BareSection[] };
};

/** The page's data with the words of its questions. */
export function withWords(page: HTMLElement, data: Outline): PageData {
  const sections = data.definition.sections.map((section) => ({
    ...section,
    title: section.title ?? words(one(page, `[data-part="${CSS.escape(section.id)}"] .form-part__title`)),
    questions: section.questions.map((question) => questionOf(page, question)),
  }));
  return { ...data, definition: { ...data.definition, sections } };
}

function questionOf(page: HTMLElement, { options, ask, ...rest }: BareQuestion): Question {
  const element = one(page, `[data-question="${CSS.escape(rest.id)}"]`);
  const whole = { ...rest, ask: ask ?? words(one(element, "[data-ask]")) };
  return options ? { ...whole, options: options.map((option) => choiceOf(element, option)) } : whole;
}

function choiceOf(question: HTMLElement, { id, label }: Bare<Choice, "label">): Choice {
  const at = `"${CSS.escape(id)}"`;
  const row = question.querySelector(`[data-option=${at}]`) ?? question.querySelector(`.option:has([value=${at}])`);
  const shown = row?.querySelector(".option__label, legend") ?? row;
  return { id, label: label ?? (shown ? words(shown) : id) };
}

const words = (element: Element) => (element.textContent ?? "").trim();
