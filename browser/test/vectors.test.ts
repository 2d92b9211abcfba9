// The cases that Rust and TypeScript must judge alike.
import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import conditions from "../../tests/vectors/conditions.json";
import padding from "../../tests/vectors/padding.json";
import values from "../../tests/vectors/values.json";
import { shownQuestions } from "../src/conditions";
import { paddedLength } from "../src/padding";
import type { Definition, Json, Question } from "../src/types";
import { checkValue } from "../src/values";

interface ConditionCase {
  name: string;
  form: Definition;
  answers: Record<string, Json>;
  shown: string[];
}

interface ValueCase {
  name: string;
  question: Question;
  value: Json;
  valid: boolean;
  error?: string;
}

for (const { name, form, answers, shown } of conditions as unknown as ConditionCase[]) {
  test(`condition: ${name}`, () => {
    deepEqual([...shownQuestions(form, new Map(Object.entries(answers)))], shown);
  });
}

for (const { name, question, value, valid, error } of values as unknown as ValueCase[]) {
  test(`value: ${name}`, () => {
    equal(checkValue(question, value), valid ? null : error);
  });
}

test("padding: every length of the vectors", () => {
  for (const { length, padded } of padding) equal(paddedLength(length), padded, `length ${length}`);
});

test("padding: Padmé adds less than 12 % and never shrinks", () => {
  for (let length = 65537; length < 30_000_000; length = Math.floor(length * 1.013) + 1) {
    const padded = paddedLength(length);
    equal(padded >= length && padded < length * 1.12, true, `length ${length}`);
  }
});
