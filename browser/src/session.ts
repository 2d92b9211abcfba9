// Everything that the child has told, in memory and nowhere else.
import { isEmpty, matches, shownQuestions } from "./conditions";
import { one, say } from "./dom";
import { makeField, missing, type Field, type Problem } from "./field";
import { questionElements } from "./outline";
import type { Attachment, Attachments } from "./attachments";
import type { Media } from "./media";
import type { Filled } from "./response";
import {
  questionsOf, NOT_SURE, type Definition, type Json, type Kind, type Question, type WhoseWords,
} from "./types";
import { Turns, type KeptTurns } from "./turns";
import type { Who } from "./who";
import type { AboutPart } from "./about";

type Mark = "not-sure" | "skipped";

/** A question on the page. Its field is made when it is first needed: to make
 *  all of them at once is felt on a slow phone. */
interface Entry {
  question: Question;
  body: HTMLElement;
  field?: Field;
}

const DRAWN = ["drawing", "recording", "photo"];

/** What a draft keeps of the answers, the half-written ones too. */
export interface Kept {
  token: string | null;
  who: Json;
  about: Json;
  turns: KeptTurns;
  last_words: WhoseWords | null;
  answers: {
    question: string;
    kind: Kind;
    /** What was asked, to say so should the question be gone. */
    ask: string;
    kept: Json;
    mark: Mark | null;
    words: WhoseWords | null;
    only: boolean | null;
  }[];
}

export class Session {
  /** The invitation's token, in its canonical spelling. */
  token: string | null = null;
  /** Whether anything was answered that is not sent yet. */
  dirty = false;
  readonly questions: Question[];
  /** Who holds the device, and what they put out of sight. */
  readonly turns: Turns;
  private readonly entries = new Map<string, Entry>();
  private readonly marks = new Map<string, Mark>();
  private readonly words = new Map<string, WhoseWords>();
  private readonly only = new Map<string, boolean>();
  private lastWords: WhoseWords | null = null;
  private here: string | null = null;

  constructor(
    readonly definition: Definition,
    private readonly who: Who,
    private readonly aboutPart: AboutPart | null,
    page: HTMLElement,
    private readonly media: Media,
  ) {
    this.questions = questionsOf(definition);
    this.turns = new Turns(definition);
    const elements = questionElements(page);
    for (const question of this.questions) {
      const element = elements.get(question.id);
      if (element) this.entries.set(question.id, { question, body: one(element, ".question__body") });
    }
    // Whoever goes back and changes an answer has an answer again.
    page.addEventListener("input", ({ target }) => {
      const body = target instanceof Element ? target.closest(".question__body") : null;
      const id = body?.closest<HTMLElement>("[data-question]")?.dataset["question"];
      if (id === undefined) return;
      this.marks.delete(id);
      this.wrote(id);
    });
  }

  /** Makes one of the fields that are not needed yet; false once all are there. */
  prepare(): boolean {
    const entry = [...this.entries.values()].find(({ field }) => !field);
    if (entry) this.made(entry);
    return entry !== undefined;
  }

  /** The question is the next one. */
  soon(id: string): void {
    const entry = this.entries.get(id);
    if (entry) this.made(entry).soon?.();
  }

  private made(entry: Entry): Field {
    if (entry.field) return entry.field;
    // Some browsers fill in again what was there before a reload.
    for (const box of entry.body.querySelectorAll<HTMLInputElement>("input, textarea")) {
      box.value = box.defaultValue;
      box.checked = box.defaultChecked;
    }
    return (entry.field = makeField(entry.question, entry.body, this.media));
  }

  get attachments(): Attachments {
    return this.media.attachments;
  }

  /** Tells the question that leaves the screen and the one that comes. */
  onScreen(id: string | null): void {
    if (id === this.here) return;
    if (this.here) this.entries.get(this.here)?.field?.depart?.();
    this.here = id;
    const entry = this.entries.get(id ?? "");
    if (entry) this.made(entry).arrive?.();
  }

  /** The answers as they stand, hidden ones too. */
  answers(): Map<string, Json> {
    const answers = new Map<string, Json>();
    for (const { id } of this.questions) {
      const value = this.answer(id);
      if (value !== undefined) answers.set(id, value);
    }
    return answers;
  }

  answer(id: string): Json | undefined {
    const mark = this.marks.get(id);
    if (mark === "skipped") return undefined;
    if (mark === "not-sure") return NOT_SURE;
    const value = this.entries.get(id)?.field?.value();
    return value === undefined || isEmpty(value) ? undefined : value;
  }

  shown(): Set<string> {
    return shownQuestions(this.definition, this.answers());
  }

  /** The questions that can be gone to: shown, and not put out of sight. */
  open(): Set<string> {
    const open = this.shown();
    for (const id of this.turns.closed()) open.delete(id);
    return open;
  }

  /** Puts everything that was answered so far out of sight, also what is only
   *  half written. It stays as it is, and is sent. */
  conceal(): number {
    const told = this.questions.filter(({ id }) =>
      this.marks.has(id) || this.answer(id) !== undefined || this.entries.get(id)?.field?.problem());
    this.turns.conceal(told.map(({ id }) => id));
    this.drawConcealed();
    return told.length;
  }

  reveal(): void {
    this.turns.reveal();
    this.drawConcealed();
  }

  mark(id: string): Mark | undefined {
    return this.marks.get(id);
  }

  setMark(id: string, mark: Mark | null): void {
    if (mark) this.marks.set(id, mark);
    else this.marks.delete(id);
    if (mark === "not-sure") {
      this.dirty = true;
      this.wrote(id);
    }
  }

  /** Whether "I'm not sure" needs a button of its own. */
  offersNotSure(question: Question): boolean {
    const has = question.options?.some((option) => option.id === NOT_SURE);
    return !has && !["yes-no", "expectations", ...DRAWN].includes(question.kind);
  }

  canSkip(question: Question): boolean {
    return !question.required;
  }

  /** Whether the child says something here that must bring help at once. */
  alerts(question: Question): boolean {
    const value = this.answer(question.id);
    return value !== undefined && (question.alert ?? []).some((wanted) => matches(value, question.kind, wanted));
  }

  /** What keeps the child from going on from this question. */
  problem(question: Question, wordsBox: HTMLElement | null): Problem | null {
    const entry = this.entries.get(question.id);
    if (!entry) return null;
    const mark = this.marks.get(question.id);
    if (!mark) {
      const wrong = entry.field?.problem();
      if (wrong) return wrong;
    }
    if (this.answer(question.id) === undefined) return this.canSkip(question) ? null : missing(entry.body);
    if (this.asksWords(question.id) && !this.words.has(question.id) && !this.who.wordsOnPaper) {
      return { text: say("error-words"), at: wordsBox ?? entry.body };
    }
    return null;
  }

  /** The helper's name, if someone helps with a form that is a child's. */
  get helper(): string | null {
    const { who, helper } = this.who.filledInBy;
    return this.who.asks && who === "helper" ? (helper?.name ?? "") : null;
  }

  /** Whether the child has the device now and the helper looks away. */
  get alone(): boolean {
    return this.turns.alone && this.helper !== null && !this.onPaper;
  }

  /** Whether it must be said whose words this answer is. What a child writes
   *  alone needs no saying. */
  asksWords(id: string): boolean {
    if (this.helper === null) return false;
    return !this.turns.wroteAlone(id) && !(this.alone && this.answer(id) === undefined);
  }

  /** Whether somebody is typing in a paper booklet. */
  get onPaper(): boolean {
    return this.who.wordsOnPaper !== null;
  }

  /** Whose words; what is said of the whole booklet, or those of the answer
   *  before, until somebody says otherwise. */
  wordsOf(id: string): WhoseWords | null {
    return this.words.get(id) ?? this.who.wordsOnPaper ?? this.lastWords;
  }

  setWords(id: string, words: WhoseWords): void {
    // What is said of the whole booklet can still change for all of it.
    if (words === this.who.wordsOnPaper) this.words.delete(id);
    else this.words.set(id, words);
    this.lastWords = words;
  }

  isOnly(id: string): boolean {
    if (this.definition.to !== "iro") return false;
    const unsaid = this.turns.wroteAlone(id) || (this.alone && this.answer(id) === undefined);
    return this.only.get(id) ?? (this.turns.onlyAlone && unsaid);
  }

  setOnly(id: string, only: boolean): void {
    this.only.set(id, only);
  }

  /** What `response.ts` makes the response of. */
  filled(): Filled {
    return {
      invitation: this.token,
      about: this.aboutPart?.about ?? null,
      filledInBy: this.who.filledInBy,
      answers: this.answers(),
      words: (id) => {
        if (this.who.filledInBy.who === "child") return "own";
        if (this.helper === null) return "helper";
        return this.turns.wroteAlone(id) ? "own" : (this.words.get(id) ?? this.who.wordsOnPaper ?? "helper");
      },
      onlyMyIro: (id) => this.isOnly(id),
    };
  }

  /** Everything that a draft keeps of the answers. */
  kept(): Kept {
    const answers = this.questions.flatMap(({ id, kind, ask }) => {
      const field = this.entries.get(id)?.field;
      const kept = field?.kept ? field.kept() : field?.value();
      const mark = this.marks.get(id);
      const words = this.words.get(id);
      const only = this.only.get(id) ?? null;
      if (kept === undefined && !mark && !words && only === null) return [];
      return [{ question: id, kind, ask, kept: kept ?? null, mark: mark ?? null, words: words ?? null, only }];
    });
    const { token, lastWords } = this;
    const about = this.aboutPart?.kept() ?? null;
    return { token, who: this.who.kept(), about, turns: this.turns.kept(), last_words: lastWords, answers };
  }

  /** Puts back what a draft kept. Returns what was asked where an answer, or a
   *  part of one, no longer fits the form. */
  restore(kept: Kept, attachments: readonly Attachment[]): string[] {
    this.wipe();
    this.token = kept.token;
    this.who.restore(kept.who);
    this.aboutPart?.restore(kept.about);
    this.attachments.restore(attachments.filter(({ question }) => this.entries.has(question)));
    const lost: string[] = [];
    for (const { question, kind, ask, kept: state, mark, words, only } of kept.answers) {
      const entry = this.entries.get(question);
      if (!entry || entry.question.kind !== kind) {
        if (state !== null) lost.push(ask);
        continue;
      }
      const field = this.made(entry);
      if (state !== null) field.restore?.(state);
      const now = (field.kept ? field.kept() : field.value()) ?? null;
      if (JSON.stringify(now) !== JSON.stringify(state)) lost.push(ask);
      if (mark) this.marks.set(question, mark);
      if (words) this.words.set(question, words);
      if (only !== null) this.only.set(question, only);
    }
    this.turns.restore(kept.turns);
    this.drawConcealed();
    this.lastWords = kept.last_words;
    this.dirty = true;
    return lost;
  }

  /** Forgets everything, on the page too. */
  wipe(): void {
    for (const { field } of this.entries.values()) field?.clear();
    this.attachments.clear();
    this.marks.clear();
    this.words.clear();
    this.only.clear();
    this.turns.clear();
    this.drawConcealed();
    this.lastWords = null;
    this.token = null;
    this.dirty = false;
    this.who.clear();
    this.aboutPart?.clear();
  }

  /** A helper who changes what the child wrote alone must say whose it is now. */
  private wrote(id: string): void {
    if (this.turns.wrote(id)) this.words.delete(id);
  }

  /** Out of sight is out of the page as people, screen readers and paper have it. */
  private drawConcealed(): void {
    for (const [id, { body }] of this.entries) {
      const concealed = this.turns.isConcealed(id);
      if (body.hidden !== concealed) body.hidden = concealed;
    }
  }
}
