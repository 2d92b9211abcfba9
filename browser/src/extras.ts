import { Choices } from "./choices";
import { all, input, one, say, stamp } from "./dom";
import type { Session } from "./session";
import type { Question, WhoseWords } from "./types";

/** What stands below every question: whose words, "only for my IRO", and the
 *  buttons. One set, which moves along. */
export class Extras {
  readonly box: HTMLElement;
  private readonly words: Choices;
  private readonly wordsPart: HTMLElement;
  private readonly only: HTMLInputElement | null;
  private question: Question | null = null;

  constructor(private readonly session: Session) {
    const fragment = stamp("actions");
    this.box = one(fragment, ".form-actions");
    this.wordsPart = one(this.box, "[data-words]");
    this.words = new Choices(one(this.wordsPart, ".options"), "one");
    this.only = this.box.querySelector("[data-only]") ? input(this.box, "[data-only] input") : null;
    this.wordsPart.addEventListener("change", () => {
      const chosen = this.words.chosen[0];
      if (this.question && chosen) session.setWords(this.question.id, chosen as WhoseWords);
    });
    this.only?.addEventListener("change", () => {
      if (this.question && this.only) session.setOnly(this.question.id, this.only.checked);
      this.showHint();
    });
  }

  /** Where "choose whose words" leads. */
  get wordsBox(): HTMLElement | null {
    return this.words.first ?? null;
  }

  showFor(question: Question | null, changing: boolean): void {
    this.question = question;
    this.label(changing);
    const [notSure, skip] = ["not-sure", "skip"].map((name) => one(this.box, `[data-do=${name}]`));
    if (notSure) {
      notSure.hidden = !question || !this.session.offersNotSure(question);
      notSure.ariaPressed = String(question !== null && this.session.mark(question.id) === "not-sure");
    }
    if (skip) skip.hidden = !question || !this.session.canSkip(question);
    one(this.box, ".form-extras").hidden = !question;
    if (!question) return;
    const asks = this.session.asksWords(question.id);
    this.wordsPart.hidden = !asks;
    this.words.choose(this.session.wordsOf(question.id));
    if (asks && this.words.chosen[0]) this.keep(question);
    if (this.only) this.only.checked = this.session.isOnly(question.id);
    this.showHint();
  }

  /** The answer was written by other hands than before: whose words it is must
   *  be said anew, or need not be said any more. */
  wrote(): void {
    if (!this.question) return;
    const asks = this.session.asksWords(this.question.id);
    if (asks !== this.wordsPart.hidden) return;
    this.wordsPart.hidden = !asks;
    this.words.choose(null);
  }

  label(changing: boolean): void {
    one(this.box, "[data-next-label]").textContent = say(changing ? "save-return" : "next");
  }

  /** Remembers whose words the answer on the screen is. */
  keep(question: Question): void {
    const chosen = this.words.chosen[0];
    if (chosen && this.session.asksWords(question.id)) this.session.setWords(question.id, chosen as WhoseWords);
  }

  private showHint(): void {
    for (const hint of all(this.box, "[data-only] .hint")) hint.hidden = !this.only?.checked;
  }
}
