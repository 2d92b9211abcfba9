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
  const elements = questionElements(page);
  const titles = all(page, ".form-part__title");
  const sections = data.definition.sections.map(({ id, questions }, at) => ({
    id,
    title: words(titles[at]),
    questions: questions.map((question) => questionOf(question, elements.get(question.id))),
  }));
  return { ...data, definition: { ...data.definition, sections } };
}

/** Each question's element, by its id. */
export function questionElements(page: HTMLElement): Map<string, HTMLElement> {
  return new Map(all(page, "[data-question]").map((element) => [element.dataset["question"] ?? "", element]));
}

/** Its words are read when they are asked for: to read all of them at once is
 *  felt on a slow phone. */
function questionOf(question: QuestionOutline, element: HTMLElement | undefined): Question {
  if (!element) throw new Error(`the form's page lacks the question ${question.id}`);
  let options = question.options;
  return Object.defineProperties({ ...question } as Question, {
    ask: { enumerable: true, get: () => words(one(element, "[data-ask]")) },
    options: { enumerable: true, get: () => (options ??= optionsOf(question, element)) },
  });
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

const words = (element: Element | undefined) => (element?.textContent ?? "").trim();
