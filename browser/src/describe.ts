// An answer, in words, for "Check your answers".
import { say, typed } from "./dom";
import { dayOf } from "./moment";
import { fieldsOf, NOT_SURE, type Json, type Question } from "./types";

/** One line for each thing that was said. What the child typed is kept apart. */
export function describe(question: Question, value: Json): (Node | string)[][] {
  if (value === NOT_SURE) return [[say("check-not-sure")]];
  const label = (id: string) => question.options?.find((option) => option.id === id)?.label ?? id;
  const mark = (name: Json) => (name === NOT_SURE ? say("check-not-sure") : say(name === "yes" ? "yes" : "no"));
  switch (question.kind) {
    case "yes-no":
      return [[mark(value)]];
    case "choose-one":
    case "scale":
      return [[label(String(value))]];
    case "choose-many":
      return listOf(value).map((id) => [label(String(id))]);
    case "rank":
      return listOf(value).map((id, at) => [`${at + 1}. ${label(String(id))}`]);
    case "date":
      return [[dayOf(String(value))]];
    case "people":
      return listOf(value).map((person) => {
        const { name, role, wanted } = fieldsOf(person);
        const who = typed(String(name));
        const more = role ? [" (", typed(String(role)), ")"] : [];
        return [who, ...more, ": ", say(wanted ? "come" : "stay-away")];
      });
    case "words":
      return Object.entries(fieldsOf(value)).map(([id, word]) => [`${label(id)}: `, typed(String(word))]);
    case "expectations":
      return Object.entries(fieldsOf(value)).map(([id, name]) => [`${label(id)}: `, mark(name)]);
    default:
      return [[typed(String(value))]];
  }
}

function listOf(value: Json): Json[] {
  return Array.isArray(value) ? value : [];
}
