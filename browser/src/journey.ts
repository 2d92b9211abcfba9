// One thing at a time: which step is on the screen, and how the child moves.
import { AboutPart } from "./about";
import { drawCheck } from "./check";
import { all, announce, focusOn, make, one, say, stamp } from "./dom";
import { clearErrors, showErrors } from "./errors";
import { Extras } from "./extras";
import type { Problem } from "./field";
import { drawProgress } from "./progress";
import { Session } from "./session";
import { Steps, type Step } from "./steps";
import type { Definition, Question } from "./types";
import { Who } from "./who";

export class Journey {
  readonly session: Session;
  readonly steps: Steps;
  private readonly who: Who;
  private readonly about: AboutPart | null;
  private readonly extras: Extras;
  private readonly bar: HTMLElement;
  private readonly visited = new Set<number>();
  private now = 0;
  /** Whether the child came from "check your answers" to change one. */
  private changing = false;
  private finished = false;
  /** Whether the page only waits for the signal, with answers sealed before. */
  private held = false;
  /** Called when the last steps are near, and when the check page is drawn. */
  onCheck: () => void = () => undefined;
  /** Called when another step is shown. */
  onShow: (step: Step) => void = () => undefined;

  constructor(private readonly page: HTMLElement, definition: Definition) {
    const wrap = one(page, ".form-wrap");
    page.prepend(stamp("bar"));
    this.bar = one(page, ".form-bar");
    wrap.append(stamp("help"), stamp("check"), stamp("waits"), stamp("sent"));

    this.who = new Who(one(page, "[data-step=who]"), definition.for);
    const about = page.querySelector<HTMLElement>("[data-step=about]");
    this.about = about ? new AboutPart(about) : null;
    this.session = new Session(definition, this.who, this.about, page);
    this.steps = new Steps(this.session, about !== null);
    this.extras = new Extras(this.session);

    const start = one(page, "[data-step=start]");
    start.append(stamp("start"));
    const minutes = Math.max(5, Math.round(this.session.questions.length / 10) * 5);
    one(start, ".form-time").textContent = say("time", { minutes });
    for (const step of all(page, "[data-step=who], [data-step=about], [data-step=question]")) {
      step.append(make("div", "form-actions-here"));
    }

    page.addEventListener("click", (event) => this.onClick(event));
    page.addEventListener("input", () => (this.session.dirty = true));
    addEventListener("popstate", (event) => this.onPopState(event.state));
    history.replaceState({ step: 0 }, "");
    this.show(0, false);
  }

  /** Shows another step and remembers it in the history. */
  go(number: number): void {
    const target = this.steps.nearest(number);
    history.pushState({ step: target }, "");
    this.show(target);
  }

  /** After sending: everything is gone, and no step leads back. */
  finish(): void {
    this.session.wipe();
    one(this.page, ".form-check__list").replaceChildren();
    this.visited.clear();
    this.finished = true;
    this.go(this.steps.sent);
  }

  /** Empties the page and goes to its beginning. */
  reset(): void {
    this.session.wipe();
    one(this.page, ".form-check__list").replaceChildren();
    this.visited.clear();
    this.changing = false;
    this.show(this.resting ?? 0, false);
  }

  /** Shows nothing but that sealed answers wait to be sent. */
  hold(): void {
    this.held = true;
    this.show(this.steps.waits, false);
  }

  /** Back to the beginning, for other answers. */
  release(): void {
    this.held = false;
    this.go(this.steps.start);
  }

  /** The step from which no other can be reached. */
  private get resting(): number | null {
    return this.finished ? this.steps.sent : this.held ? this.steps.waits : null;
  }

  /** Everything that is still wrong, each with its step; shown on the check page. */
  complain(): boolean {
    const problems: (Problem & { step: number })[] = [];
    const add = (step: number, found: Problem[]) => problems.push(...found.map((problem) => ({ ...problem, step })));
    add(this.steps.who, this.who.problems());
    if (this.about && this.steps.isShown(this.steps.about)) add(this.steps.about, this.about.problems());
    const shown = this.session.shown();
    for (const question of this.session.questions.filter(({ id }) => shown.has(id))) {
      const problem = this.session.problem(question, this.extras.wordsBox);
      if (problem) add(this.steps.ofQuestion(question.id), [{ ...problem, text: `${question.ask} ${problem.text}` }]);
    }
    clearErrors(this.page);
    if (problems.length === 0) return false;
    showErrors(this.element({ kind: "check" }), problems, (problem) => {
      const found = problems.find(({ text }) => text === problem.text);
      if (found) this.change(found.step);
      // The step's own look at itself says again what to mend, and where.
      this.problemsHere();
    });
    return true;
  }

  private onClick(event: MouseEvent): void {
    const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-do]") : null;
    switch (pressed?.dataset["do"]) {
      case "next":
        return this.next();
      case "back":
        return history.back();
      case "not-sure":
        return this.markAndGo("not-sure");
      case "skip":
        return this.markAndGo("skipped");
    }
  }

  private onPopState(state: unknown): void {
    const wanted = typeof state === "object" && state !== null && "step" in state ? Number(state.step) : 0;
    if (this.resting !== null) return this.show(this.resting);
    // A step from before a reload, which this page has not seen.
    const known = wanted === 0 || this.visited.has(wanted);
    this.changing = false;
    this.show(known ? this.steps.nearest(wanted) : 0);
  }

  private next(): void {
    if (this.problemsHere()) return;
    const step = this.steps.at(this.now);
    if (step.kind === "question") {
      // Going on with nothing chosen is the same as skipping.
      if (this.session.answer(step.question.id) !== undefined) this.extras.keep(step.question);
      if (this.session.alerts(step.question)) return this.go(this.steps.helpAfter(this.now));
    }
    this.onward();
  }

  private markAndGo(mark: "not-sure" | "skipped"): void {
    const step = this.steps.at(this.now);
    if (step.kind !== "question") return;
    this.session.setMark(step.question.id, mark);
    // Whose words "I'm not sure" are matters as much as any answer.
    if (mark === "not-sure" && this.problemsHere()) return;
    if (mark === "not-sure") this.extras.keep(step.question);
    if (this.session.alerts(step.question)) return this.go(this.steps.helpAfter(this.now));
    this.onward();
  }

  private onward(): void {
    if (!this.changing) return this.go(this.steps.after(this.now));
    // A changed answer may have opened questions that nobody has seen yet.
    const opened = this.session.questions
      .filter(({ show_if }) => show_if)
      .map(({ id }) => this.steps.ofQuestion(id))
      .find((step) => step > this.now && this.steps.isShown(step) && !this.visited.has(step));
    this.go(opened ?? this.steps.check);
  }

  private change(step: number): void {
    this.go(step);
    this.changing = true;
    this.extras.label(true);
  }

  /** Shows what is wrong with this step; false if nothing is. */
  private problemsHere(): boolean {
    const step = this.steps.at(this.now);
    let problems: Problem[] = [];
    if (step.kind === "who") problems = this.who.problems();
    else if (step.kind === "about") problems = this.about?.problems() ?? [];
    else if (step.kind === "question") {
      const problem = this.session.problem(step.question, this.extras.wordsBox);
      if (problem) problems = [problem];
    }
    clearErrors(this.page);
    if (problems.length === 0) return false;
    showErrors(this.element(step), problems, ({ at }) => focusOn(at));
    return true;
  }

  private element(step: Step): HTMLElement {
    const id = step.kind === "question" ? `[data-question="${CSS.escape(step.question.id)}"]` : "";
    return one(this.page, `[data-step=${step.kind}]${id}`);
  }

  private show(number: number, focus = true): void {
    this.now = number;
    this.visited.add(number);
    const step = this.steps.at(number);
    if (step.kind === "check" || step.kind === "sent") this.changing = false;
    this.onShow(step);
    clearErrors(this.page);

    const element = this.element(step);
    for (const other of all(this.page, "[data-step]")) other.hidden = other !== element;
    for (const part of all(this.page, ".form-part")) part.hidden = !part.contains(element);
    this.page.dataset["view"] = step.kind;
    one(this.bar, ".form-back").hidden = number === 0 || step.kind === "sent" || step.kind === "waits";
    drawProgress(this.page, this.steps, number, this.visited, (target) => {
      this.changing = false;
      this.go(target);
    });

    const place = element.querySelector<HTMLElement>(".form-actions-here");
    if (place) this.extras.showFor(step.kind === "question" ? step.question : null, place, this.changing);
    if (step.kind === "check") this.drawCheck();
    if (step.kind === "check" || this.steps.after(this.steps.after(number)) === this.steps.check) this.onCheck();

    announce("");
    if (!focus) return;
    const heading = step.kind === "start" ? document.querySelector<HTMLElement>("h1") : one(element, ".form-heading");
    scrollTo(0, 0);
    if (heading) focusOn(heading);
  }

  private drawCheck(): void {
    drawCheck(one(this.page, ".form-check__list"), this.session, {
      question: (question: Question) => this.change(this.steps.ofQuestion(question.id)),
      who: () => this.change(this.steps.who),
      about: () => this.change(this.steps.about),
    });
  }
}
