// Which values answer which kind of question. The same rule as
// `src/form/value.rs`; both run `tests/vectors/values.json`.
import { isBlank, normalise, scalars } from "./text";
import { NOT_SURE, type Json, type Question } from "./types";

export type ValueError = "shape" | "empty" | "too-long" | "unknown-option" | "order" | "range";

/** What is wrong with the value, or null. */
export function checkValue(question: Question, value: Json): ValueError | null {
  if (value === NOT_SURE) return null;
  switch (question.kind) {
    case "short-text":
    case "long-text":
      return text(question, value);
    case "yes-no":
      return typeof value !== "string" ? "shape" : value === "yes" || value === "no" ? null : "unknown-option";
    case "choose-one":
    case "scale":
      return typeof value !== "string" ? "shape" : has(question, value) ? null : "unknown-option";
    case "choose-many":
      return options(question, value) ?? inFormOrder(question, value);
    case "rank":
      return options(question, value);
    case "number-scale":
      return number(value);
    case "date":
      return date(value);
    case "people":
      return people(value);
    case "words":
      return entries(question, value, (word) => (isBlank(word) ? "empty" : null));
    case "expectations":
      return entries(question, value, (mark) =>
        ["yes", "no", NOT_SURE].includes(mark) ? null : "unknown-option",
      );
    case "drawing":
    case "recording":
    case "photo":
      return texts(value) ?? distinct(value);
  }
}

function text(question: Question, value: Json): ValueError | null {
  if (typeof value !== "string") return "shape";
  if (isBlank(value)) return "empty";
  return scalars(normalise(value)) > (question.max_length ?? Infinity) ? "too-long" : null;
}

function has(question: Question, id: Json): boolean {
  return (question.options ?? []).some((option) => option.id === id);
}

function texts(value: Json): ValueError | null {
  if (!Array.isArray(value)) return "shape";
  if (value.length === 0) return "empty";
  return value.every((item) => typeof item === "string") ? null : "shape";
}

function distinct(value: Json): ValueError | null {
  return Array.isArray(value) && new Set(value).size === value.length ? null : "order";
}

function options(question: Question, value: Json): ValueError | null {
  const wrong = texts(value);
  if (wrong || !Array.isArray(value)) return wrong ?? "shape";
  if (!value.every((id) => has(question, id))) return "unknown-option";
  return distinct(value);
}

function inFormOrder(question: Question, value: Json): ValueError | null {
  const ids = (question.options ?? []).map((option) => option.id);
  const places = Array.isArray(value) ? value.map((id) => ids.indexOf(String(id))) : [];
  return places.every((place, at) => at === 0 || place > (places[at - 1] ?? -1)) ? null : "order";
}

function number(value: Json): ValueError | null {
  if (typeof value !== "number" || !Number.isSafeInteger(value)) return "shape";
  return value >= 0 && value <= 10 ? null : "range";
}

function date(value: Json): ValueError | null {
  if (typeof value !== "string" || !/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value)) return "shape";
  return isDay(value) ? null : "range";
}

/** Whether the calendar has this day, written as YYYY-MM-DD. `Date` takes the 30th of
 *  February for a day in March. */
export function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function people(value: Json): ValueError | null {
  if (!Array.isArray(value)) return "shape";
  if (value.length === 0) return "empty";
  for (const person of value) {
    if (!isObject(person) || Object.keys(person).length !== 3) return "shape";
    const { name, role, wanted } = person;
    if (typeof name !== "string" || typeof role !== "string" || typeof wanted !== "boolean") return "shape";
    if (isBlank(name)) return "empty";
  }
  return null;
}

function entries(
  question: Question,
  value: Json,
  check: (text: string) => ValueError | null,
): ValueError | null {
  if (!isObject(value)) return "shape";
  const all = Object.entries(value);
  if (all.length === 0) return "empty";
  for (const [id, text] of all) {
    if (!has(question, id)) return "unknown-option";
    if (typeof text !== "string") return "shape";
  }
  for (const [, text] of all) {
    const wrong = check(String(text));
    if (wrong) return wrong;
  }
  return null;
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
