import { oneByOne, onceDrawn, type Bit } from "./bits";
import { button, make, say, typed } from "./dom";
import { describe } from "./describe";
import { dayOf } from "./moment";
import type { Session } from "./session";
import { WORDS, wordsOf } from "./attachments";
import type { Json, Question } from "./types";

/** Draws the list of answers, each with the way back to its question, part by part;
 *  the end of the page comes when they are there. */
export function drawCheck(
  list: HTMLElement,
  end: HTMLElement,
  session: Session,
  change: { question: (question: Question) => void; who: () => void; about: () => void },
): void {
  const { definition } = session;
  const open = session.open();
  const filled = session.filled();
  const parts: Bit[] = [];

  const people = make("dl", "answers");
  const { helper } = filled.filledInBy;
  if (helper) people.append(row(say("check-who"), [[typed(helper.name)]], change.who));
  if (!filled.invitation && filled.about) {
    people.append(row(say("check-name"), [[typed(filled.about.name)]], change.about));
    if (filled.about.date_of_birth) people.append(row(say("check-born"), [[dayOf(filled.about.date_of_birth)]], change.about));
    if (filled.about.iro) people.append(row(say("check-iro"), [[filled.about.iro]], change.about));
  }
  if (people.children.length > 0) parts.push({ elements: [people] });

  const line = (question: Question) => {
    const value = session.answer(question.id);
    const none = session.mark(question.id) === "skipped" ? "check-skipped" : "check-none";
    const lines = value === undefined ? [[make("span", "soft", say(none))]] : media(session, question, value) ?? describe(question, value);
    const made = row(question.ask, lines, () => change.question(question), value === undefined);
    if (value !== undefined && session.isOnly(question.id)) {
      made.querySelector("dd")?.append(make("p", "tag", say("check-only")));
    }
    return made;
  };
  for (const section of definition.sections) {
    const questions = section.questions.filter(({ id }) => open.has(id));
    if (questions.length === 0) continue;
    const answers = make("dl", "answers");
    const fill = () => answers.append(...questions.map(line));
    parts.push({ elements: [make("h3", "answers__part", section.title), answers], fill });
  }
  list.replaceChildren(...parts.flatMap(({ elements }) => [...elements]));
  // Not where it was on the screen before, which would be a flicker.
  const arrives = list.closest(".is-arriving") !== null;
  if (arrives) oneByOne([...parts, { elements: [end] }], onceDrawn);
  else for (const { fill } of parts) fill?.();
}

/** What was drawn, recorded or photographed, to be looked at once more. */
function media(session: Session, question: Question, value: Json): (Node | string)[][] | null {
  if (!["drawing", "recording", "photo"].includes(question.kind) || !Array.isArray(value)) return null;
  return session.attachments.of(question.id).map((one) => {
    if (one.media_type === WORDS) return [typed(wordsOf(one))];
    const name = question.kind !== "recording" ? question.kind : one.media_type.startsWith("video/") ? "video" : "voice";
    if (name === "voice" || name === "video" || one.bytes.length === 0) return [say(`media-${name}`)];
    const picture = make("img", "answers__picture");
    picture.src = session.attachments.address(one);
    picture.alt = say(`media-${name}`);
    return [picture];
  });
}

function row(ask: string, lines: (Node | string)[][], change: () => void, none = false): HTMLElement {
  const what = none ? "check-answer" : "check-change";
  const control = button("answers__change", say(what));
  control.ariaLabel = say(`${what}-what`, { ask });
  control.addEventListener("click", change);
  const answer = make("dd", "answers__value", ...lines.map((line) => make("p", "", ...line)));
  return make("div", "answers__row", make("dt", "answers__ask", ask), answer, make("dd", "answers__way", control));
}
