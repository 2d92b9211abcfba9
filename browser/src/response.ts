// The response, as it is inside the age file (contract, section 5).
import { isEmpty, shownQuestions } from "./conditions";
import type { Attachment } from "./attachments";
import { normalise } from "./text";
import {
  questionsOf, type About, type Answer, type FilledInBy, type Json, type PageData, type Response,
  type WhoseWords,
} from "./types";
import { checkValue } from "./values";

/** What the child has told so far. It lives in memory and nowhere else. */
export interface Filled {
  invitation: string | null;
  about: About | null;
  filledInBy: FilledInBy;
  /** By question id; also answers to questions that are no longer shown. */
  answers: ReadonlyMap<string, Json>;
  words: (question: string) => WhoseWords;
  onlyMyIro: (question: string) => boolean;
}

/** The answers that are sent: shown, not empty, in the form's order. */
export function answersToSend(data: Pick<PageData, "definition">, filled: Filled): Answer[] {
  const shown = shownQuestions(data.definition, filled.answers);
  const answers: Answer[] = [];
  for (const question of questionsOf(data.definition)) {
    const given = filled.answers.get(question.id);
    if (!shown.has(question.id) || given === undefined || isEmpty(given)) continue;
    const value = clean(given);
    if (checkValue(question, value) !== null) continue;
    answers.push({
      question: question.id,
      value,
      words: filled.words(question.id),
      only_my_iro: filled.onlyMyIro(question.id),
    });
  }
  return answers;
}

/** Those that an answer names which is sent. */
export function attachmentsToSend(answers: readonly Answer[], all: readonly Attachment[]): Attachment[] {
  return all.filter(({ id, question }) =>
    answers.some((answer) => answer.question === question && Array.isArray(answer.value) && answer.value.includes(id)));
}

/** Everything but the id, the time and the attachments. */
export function draftOf(data: PageData, filled: Filled): Omit<Response, "id" | "sent_at"> {
  const { helper, who } = filled.filledInBy;
  return {
    format: "my-review/response/1",
    form: data.id,
    form_version: data.version,
    language: data.language,
    // A survey that is only counted must not say who answered.
    invitation: data.definition.to === "collect" ? null : filled.invitation,
    about: data.definition.to === "collect" || filled.invitation ? null : filled.about,
    filled_in_by: who === "helper" && helper ? { who, helper: { role: helper.role, name: helper.name } } : { who: "child" },
    answers: answersToSend(data, filled),
    attachments: [],
  };
}

/** The response's text, with its keys in the order of the contract. */
export function responseText(draft: Omit<Response, "id" | "sent_at">, id: string, now: Date): string {
  const response: Response = {
    format: draft.format,
    id,
    form: draft.form,
    form_version: draft.form_version,
    language: draft.language,
    invitation: draft.invitation,
    about: draft.about,
    filled_in_by: draft.filled_in_by,
    sent_at: now.toISOString().replace(/\.\d+Z$/, "Z"),
    answers: draft.answers,
    attachments: draft.attachments,
  };
  return JSON.stringify(response);
}

/** LF line ends in every text, however deep. */
function clean(value: Json): Json {
  if (typeof value === "string") return normalise(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, clean(item)]));
}
