// What the page tells the script, and what an answer looks like. The same
// shapes as `src/form/definition.rs` and `src/form/response.rs`.

import type { Limits } from "./attachments";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type Kind =
  | "short-text" | "long-text" | "yes-no" | "choose-one" | "choose-many" | "scale"
  | "number-scale" | "rank" | "date" | "people" | "words" | "expectations"
  | "drawing" | "recording" | "photo";

export interface Choice {
  id: string;
  label: string;
}

/** A test of one earlier question, or several combined. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { question: string; is: string }
  | { question: string; is_not: string }
  | { question: string; is_any_of: string[] }
  | { question: string; answered: boolean };

export interface Question {
  id: string;
  kind: Kind;
  ask: string;
  required?: boolean;
  options?: Choice[];
  max_length?: number;
  media?: "voice" | "video" | "either";
  alert?: string[];
  show_if?: Condition;
}

export interface Section {
  id: string;
  title: string;
  questions: Question[];
}

export type Audience = "child" | "carer" | "parent" | "iro" | "everyone";

export interface Definition {
  id: string;
  for: Audience;
  to: "iro" | "duty" | "manager" | "advocacy" | "collect";
  sections: Section[];
}

/** A script or a style that is fetched only when it is needed. */
export interface LateFile {
  src: string;
  integrity: string;
}

/** The text of `<script type="application/json" id="form-data">`, completed with
 *  the words that stand on the page (outline.ts). */
export interface PageData {
  id: string;
  version: string;
  language: string;
  definition: Definition;
  letterbox: string;
  late: Record<"rest" | "rest-style" | "seal" | "media" | "media-style" | "draft" | "draft-style", LateFile>;
  /** On forms that ask for drawings, recordings or photos. */
  limits?: Limits;
  strings: Record<string, string>;
}

/** The page's data, and whom to seal to, which comes with rest.js. */
export type Addressed = PageData & { recipients: readonly string[] };

/** What an object holds; nothing, if it is none. */
export function fieldsOf(value: Json | undefined): { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

export const NOT_SURE = "not-sure";

export type HelperRole =
  | "carer" | "social-worker" | "childrens-rights-officer" | "advocate" | "parent"
  | "interpreter" | "other";

export type WhoseWords = "own" | "written-for-me" | "helper";

export interface FilledInBy {
  who: "child" | "helper";
  helper?: { role: HelperRole; name: string };
}

export interface About {
  name: string;
  date_of_birth: string | null;
  iro: string | null;
}

export interface Answer {
  question: string;
  value: Json;
  words: WhoseWords;
  only_my_iro: boolean;
}

export interface Response {
  format: "my-review/response/1";
  id: string;
  form: string;
  form_version: string;
  language: string;
  invitation: string | null;
  about: About | null;
  filled_in_by: FilledInBy;
  sent_at: string;
  answers: Answer[];
  /** Empty until the response is turned into bytes: see `plain.ts`. */
  attachments: { id: string; question: string; media_type: string; bytes: string }[];
}

export function questionsOf(form: Pick<Definition, "sections">): Question[] {
  return form.sections.flatMap((section) => section.questions);
}
