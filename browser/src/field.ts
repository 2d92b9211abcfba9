// What every kind of question can do on the page, and which code does it.
import { Choices } from "./choices";
import { all, input, one, say } from "./dom";
import { dateField } from "./field-date";
import { peopleField } from "./field-people";
import { rankField } from "./field-rank";
import { textField } from "./field-text";
import type { Media } from "./media";
import { trimmed } from "./text";
import { fieldsOf, type Json, type Question } from "./types";

/** Something that keeps the child from going on, and where to mend it. */
export interface Problem {
  text: string;
  at: HTMLElement;
}

export interface Field {
  /** The answer, or undefined if there is none. */
  value(): Json | undefined;
  /** What is wrong with what was written, or null. */
  problem(): Problem | null;
  clear(): void;
  /** What a draft keeps, where that is more than the answer: also what is only
   *  half written. */
  kept?(): Json | undefined;
  /** Puts back what a draft kept; what no longer fits is left out. */
  restore?(kept: Json): void;
  /** The question before it is on the screen. */
  soon?(): void;
  /** The question has come onto the screen. */
  arrive?(): void;
  /** The question has left the screen. */
  depart?(): void;
}

export function makeField(question: Question, body: HTMLElement, media: Media): Field {
  switch (question.kind) {
    case "short-text":
    case "long-text":
      return textField(question, body);
    case "yes-no":
    case "choose-one":
    case "scale":
      return choiceField(body, (chosen) => chosen);
    case "number-scale":
      return choiceField(body, Number);
    case "choose-many":
      return manyField(body);
    case "rank":
      return rankField(question, body);
    case "date":
      return dateField(body);
    case "people":
      return peopleField(question, body);
    case "words":
      return wordsField(body);
    case "expectations":
      return expectationsField(body);
    case "drawing":
    case "recording":
    case "photo":
      return media.field(question, body);
  }
}

function choiceField(body: HTMLElement, read: (chosen: string) => Json): Field {
  const group = one(body, ".options");
  const choices = new Choices(group, "one");
  // The question around it is the group's name.
  copyName(body, group);
  return {
    value: () => choices.chosen.map(read)[0],
    problem: () => null,
    clear: () => choices.clear(),
    restore: (kept) => choices.choose(String(kept)),
  };
}

/** The outer group's name and hint go to the inner one, so that they are read once. */
function copyName(body: HTMLElement, group: HTMLElement): void {
  for (const name of ["aria-labelledby", "aria-describedby"]) {
    const value = body.getAttribute(name);
    if (value) group.setAttribute(name, value);
    body.removeAttribute(name);
  }
  body.removeAttribute("role");
}

function manyField(body: HTMLElement): Field {
  const choices = new Choices(body, "many");
  return {
    value: () => (choices.chosen.length > 0 ? choices.chosen : undefined),
    problem: () => null,
    clear: () => choices.clear(),
    restore: (kept) => choices.chooseAll(Array.isArray(kept) ? kept.map(String) : []),
  };
}

function wordsField(body: HTMLElement): Field {
  const rows = all(body, "[data-option]").map((row) => ({
    id: row.dataset["option"] ?? "",
    box: input(row, "input"),
  }));
  return {
    value: () => {
      const words = rows.map(({ id, box }) => [id, trimmed(box.value)] as const).filter(([, word]) => word !== "");
      return words.length > 0 ? Object.fromEntries(words) : undefined;
    },
    problem: () => null,
    clear: () => rows.forEach(({ box }) => (box.value = "")),
    restore: (kept) => rows.forEach(({ id, box }) => (box.value = String(fieldsOf(kept)[id] ?? ""))),
  };
}

function expectationsField(body: HTMLElement): Field {
  const rows = all(body, "[data-option]").map((row) => ({
    id: row.dataset["option"] ?? "",
    choices: new Choices(one(row, ".options"), "one"),
    name: one(row, "legend"),
  }));
  for (const { name, choices } of rows) labelGroup(name, choices);
  return {
    value: () => {
      const marks = rows.flatMap(({ id, choices }) => choices.chosen.map((mark) => [id, mark] as const));
      return marks.length > 0 ? Object.fromEntries(marks) : undefined;
    },
    problem: () => null,
    clear: () => rows.forEach(({ choices }) => choices.clear()),
    restore: (kept) => rows.forEach(({ id, choices }) => choices.choose(String(fieldsOf(kept)[id] ?? ""))),
  };
}

/** Names the radio group by its legend. */
export function labelGroup(legend: HTMLElement, choices: Choices): void {
  const text = legend.textContent?.trim() ?? "";
  choices.first?.closest("[role=radiogroup]")?.setAttribute("aria-label", text);
}

/** The problem of a required question without an answer. */
export function missing(body: HTMLElement): Problem {
  const at = body.querySelector<HTMLElement>("input:not([tabindex='-1']), textarea, button") ?? body;
  return { text: say("error-required"), at };
}
