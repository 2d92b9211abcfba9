// The steps of the form, and which of them comes next. A step is a number, so
// that the browser's history can hold it and nothing else.
import type { Session } from "./session";
import type { Question, Section } from "./types";

export type Step =
  | { kind: "start" | "who" | "about" | "check" | "sent" | "waits" | "parts" | "turn" }
  | { kind: "question" | "help"; question: Question; section: Section };

const START = 0;
const WHO = 1;
const ABOUT = 2;
const FIRST_QUESTION = 3;

export class Steps {
  private readonly order: { question: Question; section: Section }[];
  readonly start = START;
  readonly who = WHO;
  readonly about = ABOUT;

  constructor(private readonly session: Session, private readonly hasAbout: boolean) {
    this.order = session.definition.sections.flatMap((section) =>
      section.questions.map((question) => ({ question, section })),
    );
  }

  get check(): number {
    return FIRST_QUESTION + this.order.length;
  }

  get sent(): number {
    return this.check + 1;
  }

  /** The list of all the parts. It and "turn" lie beside the way, not on it. */
  get parts(): number {
    return this.check + 3;
  }

  /** The device changes hands. */
  get turn(): number {
    return this.check + 4;
  }

  ofQuestion(id: string): number {
    return FIRST_QUESTION + this.order.findIndex(({ question }) => question.id === id);
  }

  /** Where sealed answers wait for the signal after a reload. */
  get waits(): number {
    return this.check + 2;
  }

  /** The help that an answer brings stands between its question and the next. */
  helpAfter(step: number): number {
    return step + 0.5;
  }

  at(number: number): Step {
    if (number === WHO) return { kind: "who" };
    if (number === ABOUT) return { kind: "about" };
    if (number === this.check) return { kind: "check" };
    if (number === this.sent) return { kind: "sent" };
    if (number === this.waits) return { kind: "waits" };
    if (number === this.parts) return { kind: "parts" };
    if (number === this.turn) return { kind: "turn" };
    const entry = this.order[Math.floor(number) - FIRST_QUESTION];
    if (!entry) return { kind: "start" };
    return { kind: Number.isInteger(number) ? "question" : "help", ...entry };
  }

  isShown(number: number, open: ReadonlySet<string> = this.session.open()): boolean {
    const step = this.at(number);
    if (step.kind === "about") return this.hasAbout && !this.session.token;
    if (step.kind === "turn") return this.session.helper !== null && !this.session.onPaper;
    return "question" in step ? open.has(step.question.id) : true;
  }

  /** The next step that is shown. */
  after(number: number, open: ReadonlySet<string> = this.session.open()): number {
    let next = Math.floor(number) + 1;
    while (next < this.check && !this.isShown(next, open)) next += 1;
    return Math.min(next, this.check);
  }

  /** The step itself, or the nearest one before it that is shown. */
  nearest(number: number, open: ReadonlySet<string> = this.session.open()): number {
    let at = number;
    while (at > START && !this.isShown(at, open)) at = Math.ceil(at) - 1;
    return at;
  }

  /** The sections that have a question to show, each with its questions' steps. */
  sections(open: ReadonlySet<string>): { section: Section; steps: number[] }[] {
    return this.session.definition.sections
      .map((section) => ({
        section,
        steps: section.questions.filter(({ id }) => open.has(id)).map(({ id }) => this.ofQuestion(id)),
      }))
      .filter(({ steps }) => steps.length > 0);
  }
}
