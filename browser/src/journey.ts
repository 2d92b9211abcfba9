// One thing at a time: which step is on the screen, and how the child moves.
import { AboutPart } from "./about";
import { forget, makeReady, makeReadyInPlace } from "./ahead";
import { onceDrawn } from "./bits";
import { Complaints } from "./complaints";
import { all, button, focusOn, make, one, say, stamp } from "./dom";
import { clearErrors } from "./errors";
import { Extras } from "./extras";
import { whenIdle } from "./idle";
import type { Media } from "./media";
import { onTap } from "./one-tap";
import { partsOf, type Part } from "./parts";
import { drawProgress } from "./progress";
import type { Rest } from "./rest";
import { Screen } from "./screen";
import { Session } from "./session";
import { Steps, type Step } from "./steps";
import type { Definition } from "./types";
import { Who } from "./who";

/** So many steps before the last one it is time to fetch what seals. */
const NEAR = 3;

export class Journey {
  readonly session: Session;
  readonly steps: Steps;
  private readonly who: Who;
  private readonly about: AboutPart | null;
  private readonly extras: Extras;
  /** What is wrong where. */
  readonly complaints: Complaints;
  private readonly screen: Screen;
  private readonly back: HTMLElement;
  /** The moor below the steps. */
  private readonly ground: HTMLElement | null;
  private readonly visited = new Set<number>();
  private now = 0;
  private parts: Part[] = [];
  /** Whether the child came from "check your answers" to change one. */
  private changing = false;
  private finished = false;
  /** Whether the page only waits for the signal, with answers sealed before. */
  held = false;
  /** Where the device changed hands. */
  private passedAt = 0;
  /** Remembers the step on the screen in the history, if that is still to be done. */
  private remember: (() => void) | null = null;
  /** What comes late (rest.ts), once it is here. */
  private rest: Rest | null = null;
  /** Says that it is being waited for, or did not come. */
  private readonly awaited = make("div", "form-awaited");

  constructor(
    private readonly page: HTMLElement,
    definition: Definition,
    media: Media,
    private readonly fetchRest: () => Promise<Rest>,
  ) {
    const wrap = one(page, ".form-wrap");
    page.prepend(stamp("bar"));
    this.back = one(page, ".form-back");
    this.ground = page.querySelector(".form-ground");
    for (const name of ["help", "parts", "turn", "check", "waits", "sent"]) wrap.append(stamp(name));

    this.who = new Who(one(page, "[data-step=who]"), definition.for);
    const about = page.querySelector<HTMLElement>("[data-step=about]");
    this.about = about ? new AboutPart(about) : null;
    this.session = new Session(definition, this.who, this.about, page, media);
    this.steps = new Steps(this.session, about !== null);
    this.extras = new Extras(this.session);
    const { session, steps, who, extras } = this;
    this.complaints = new Complaints({ page, session, steps, who, about: this.about, extras }, (step) => this.element(step));
    this.awaited.role = "status";

    const start = one(page, "[data-step=start]");
    start.append(stamp("start"));
    const minutes = Math.max(5, Math.round(this.session.questions.length / 10) * 5);
    one(start, ".form-time").textContent = say("time", { minutes });
    this.screen = new Screen(page);

    page.addEventListener("click", (event) => {
      const name = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-do]")?.dataset["do"] : undefined;
      // In a task of its own: browsers draw in the one that brings the press,
      // and the two together are felt on a slow phone.
      if (name) setTimeout(() => this.pressed(name));
    });
    onTap(page, () => this.tapped());
    page.addEventListener("input", () => {
      this.session.dirty = true;
      this.extras.wrote();
    });
    // The answer may lead elsewhere than the question did without one.
    page.addEventListener("change", () => {
      const { now } = this;
      onceDrawn(() => this.readyNext(now, setTimeout));
    });
    addEventListener("popstate", (event) => this.onPopState(event.state));
    setTimeout(() => history.replaceState({ step: 0 }, ""));
    this.show(0, false);
  }

  /** Shows another step and remembers it in the history: browsers lay the page out
   *  for that, and look at all that was written, and so it comes when all is drawn. */
  go(number: number, open = this.session.open()): void {
    const target = this.steps.nearest(number, open);
    if (!this.rest && this.needsRest(target)) return this.withRest(() => this.go(number));
    this.remember?.();
    this.show(target, true, open);
    const remember = () => {
      this.remember = null;
      history.pushState({ step: target }, "");
    };
    this.remember = remember;
    onceDrawn(() => onceDrawn(() => this.remember === remember && remember()));
  }

  /** Goes on from where the device changed hands. */
  goOn(): void {
    this.go(this.passedAt);
  }

  /** Does it once everything has come. What comes late may not be here yet, for
   *  a child who is quick, or not at all: then the page says what to do. */
  withRest(act: (rest: Rest) => void): void {
    if (this.rest) return act(this.rest);
    const from = this.now;
    const step = this.element(this.steps.at(from));
    const tell = (...content: Node[]) => {
      this.awaited.replaceChildren(...content);
      step.append(this.awaited);
    };
    tell(make("p", "", say("late-loading")));
    this.arrived().then(
      (rest) => this.now === from && act(rest),
      () => {
        if (this.now !== from) return;
        const again = button("button button--quiet", say("late-again"));
        again.addEventListener("click", () => this.withRest(act));
        tell(make("p", "form-awaited__failed", say("late-failed")), again);
        this.awaited.scrollIntoView({ block: "nearest" });
      },
    );
  }

  /** Fetches what comes late; after a failure the next call tries again. */
  async arrived(): Promise<Rest> {
    const rest = await this.fetchRest();
    if (this.rest) return rest;
    this.rest = rest;
    this.awaited.remove();
    rest.begin();
    this.tellRest();
    return rest;
  }

  /** A screen that only works with what comes late. A helper's and a child's
   *  turns must never look the same, so a helper waits for it as well. */
  private needsRest(number: number): boolean {
    return number >= this.steps.check || (number > this.steps.who && this.session.helper !== null);
  }

  private tellRest(): void {
    const step = this.steps.at(this.now);
    const left = this.steps.check - this.now;
    this.rest?.shown(step, this.element(step), this.parts, left >= 0 && left <= NEAR);
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

  /** Where the child is, in a word that also means something in another version
   *  of the form: a question's id, or a step's name behind a sign that no id has. */
  get place(): string {
    const step = this.steps.at(this.now);
    return "question" in step ? step.question.id : `#${step.kind}`;
  }

  /** Goes to where the child was when a draft was kept. */
  resume(place: string): void {
    const { about, who, check } = this.steps;
    const known = this.session.questions.some(({ id }) => id === place);
    const step = known ? this.steps.ofQuestion(place) : (new Map([["#about", about], ["#check", check]]).get(place) ?? who);
    const answered = this.session.questions.filter(({ id }) => this.session.mark(id) || this.session.answer(id) !== undefined);
    this.visited.clear();
    for (const seen of [0, who, about, ...answered.map(({ id }) => this.steps.ofQuestion(id))]) this.visited.add(seen);
    this.changing = false;
    this.go(step);
  }

  /** Moves the focus to the heading of what is on the screen. */
  arrive(): void {
    this.screen.arrive();
  }

  private pressed(name: string): void {
    switch (name) {
      case "next":
        return this.next();
      case "back":
        this.remember?.();
        return history.back();
      case "not-sure":
        return this.markAndGo("not-sure");
      case "skip":
        return this.markAndGo("skipped");
      case "parts":
        this.changing = false;
        return this.go(this.steps.parts);
      case "turn":
        return this.pass();
      case "later":
      case "draft-file":
      case "discard":
        return this.withRest((rest) => rest.pressed(name));
      default:
        return this.rest?.pressed(name);
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
    const open = this.session.open();
    if (!this.changing) return this.go(this.steps.after(this.now, open), open);
    // A changed answer may have opened questions that nobody has seen yet.
    const opened = this.session.questions
      .filter(({ show_if }) => show_if)
      .map(({ id }) => this.steps.ofQuestion(id))
      .find((step) => step > this.now && this.steps.isShown(step, open) && !this.visited.has(step));
    this.go(opened ?? this.steps.check, open);
  }

  /** Opens a step from "check your answers", to come back there. */
  change(step: number): void {
    this.go(step);
    this.changing = true;
    this.extras.label(true);
  }

  /** Shows what is wrong with this step; false if nothing is. */
  private problemsHere(): boolean {
    return this.complaints.here(this.steps.at(this.now));
  }

  private element(step: Step): HTMLElement {
    const id = step.kind === "question" ? `[data-question="${CSS.escape(step.question.id)}"]` : "";
    return one(this.page, `[data-step=${step.kind}]${id}`);
  }

  /** The device is to change hands; afterwards it goes on from here. */
  private pass(): void {
    const step = this.steps.at(this.now);
    // Whose words this answer is can only be said by those who know.
    if (step.kind === "question" && this.session.answer(step.question.id) !== undefined) {
      if (this.problemsHere()) return;
      this.extras.keep(step.question);
    }
    this.passedAt = this.now;
    this.changing = false;
    this.go(this.steps.turn);
  }

  /** Changes what is out of sight, and shows the step again as it is now. */
  redrawn<T>(change: () => T): T {
    const result = change();
    this.show(this.now, false);
    const heading = this.element(this.steps.at(this.now)).querySelector<HTMLElement>(".form-heading");
    if (heading) focusOn(heading);
    return result;
  }

  /** A picture was tapped where one tap is enough. */
  private tapped(): void {
    const step = this.steps.at(this.now);
    const ready =
      step.kind === "question" ? !this.session.problem(step.question, null) && !this.session.asksWords(step.question.id)
      : step.kind === "who" && this.who.problems().length === 0;
    if (ready) this.next();
  }

  private show(number: number, focus = true, open = this.session.open()): void {
    this.now = number;
    this.remember = null;
    this.visited.add(number);
    const step = this.steps.at(number);
    if (["check", "sent", "parts", "turn"].includes(step.kind)) this.changing = false;
    this.session.onScreen(step.kind === "question" ? step.question.id : null);
    clearErrors(this.page);

    const element = this.element(step);
    const asks = ["who", "about", "question"].includes(step.kind);
    this.screen.show(element, step.kind, () => asks && element.append(this.extras.box));
    this.back.hidden = ["start", "sent", "waits"].includes(step.kind);
    if (this.ground) this.ground.hidden = step.kind === "start" || step.kind === "sent";
    this.parts = partsOf(this.steps, this.visited, open);
    drawProgress(this.page, this.steps, this.parts, number);

    if (asks) this.extras.showFor(step.kind === "question" ? step.question : null, this.changing);
    this.awaited.remove();
    this.tellRest();
    if (focus) this.screen.arrive();
    else this.screen.dropFocus();
    // Not while it is still being drawn.
    onceDrawn(() => onceDrawn(() => whenIdle(() => this.readyNext(number))));
  }

  /** Makes ready what "Next" leads to, if the child is still here. */
  private readyNext(number: number, later: (act: () => void) => void = whenIdle): void {
    if (this.now !== number) return;
    forget();
    if (this.resting !== null || this.changing) return;
    const step = this.steps.at(number);
    const helps = step.kind === "question" && this.session.alerts(step.question);
    const next = this.steps.at(helps ? this.steps.helpAfter(number) : this.steps.after(number));
    if (next.kind === "check") return;
    if (next.kind === "question") this.session.soon(next.question.id);
    // One thing at a time: whoever types in between does not wait for the rest.
    const idly = (act: () => void) => later(() => void (this.now === number && act()));
    idly(() => makeReady(this.element(next), idly));
    for (const element of all(this.page, ".form-progress, .form-ground, .form-extras")) idly(() => makeReadyInPlace(element));
  }
}
