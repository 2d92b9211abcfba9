// The page holds the form's words once, where they are read. What the script
// needs of them it reads from there, so that they do not come twice.
import { all, one } from "./dom";
import type { Choice, Definition, PageData, Question, Section } from "./types";

/** What stands in the page's JSON: a form without what the page shows. */
export type Outline = Omit<PageData, "definition"> & {
  definition: Omit<Definition, "sections"> & { sections: SectionOutline[] };
};
type SectionOutline = Pick<Section, "id"> & { questions: QuestionOutline[] };
type QuestionOutline = Omit<Question, "ask">;

/** The page's data with the words of its questions. */
export function withWords(page: HTMLElement, data: Outline): PageData {
  const sections = data.definition.sections.map(({ id, questions }) => ({
    id,
    title: words(one(page, `[data-part="${CSS.escape(id)}"] .form-part__title`)),
    questions: questions.map((question) => questionOf(page, question)),
  }));
  return { ...data, definition: { ...data.definition, sections } };
}

function questionOf(page: HTMLElement, question: QuestionOutline): Question {
  const element = one(page, `[data-question="${CSS.escape(question.id)}"]`);
  const options = question.options ?? optionsOf(question, element);
  return { ...question, ask: words(one(element, "[data-ask]")), ...(options && { options }) };
}

function optionsOf({ kind }: QuestionOutline, element: HTMLElement): Choice[] | undefined {
  switch (kind) {
    case "choose-one":
    case "choose-many":
    case "scale":
      return all(element, ".option").map((option) => ({
        id: option.querySelector("input")?.value ?? "",
        label: words(one(option, ".option__label")),
      }));
    case "rank":
    case "people":
    case "expectations":
      return all(element, "[data-option]").map((row) => ({
        id: row.dataset["option"] ?? "",
        label: words(row.querySelector(".option__label:not(.options *), legend") ?? row),
      }));
    default:
      return undefined;
  }
}

const words = (element: Element) => (element.textContent ?? "").trim();
