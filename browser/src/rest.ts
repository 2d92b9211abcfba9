// The entry of rest.js: what every form needs, but not for its first screens.
// It comes as soon as the page has time for it: the list of the parts, the
// turns, "check your answers", sealing and sending, and forms that were put
// aside. Before it stand the words that only it needs, and whom to seal to: a
// hybrid key weighs more than the questions.
import { drawCheck } from "./check";
import { announce, learn, one, say } from "./dom";
import { dragToOrder } from "./drag";
import { Drafts } from "./drafts";
import { Handover } from "./handover";
import type { Journey } from "./journey";
import type { Late } from "./late";
import { drawParts, type Part } from "./parts";
import { Sending } from "./sending";
import type { Step } from "./steps";
import type { PageData, Question } from "./types";

/** What it works on. */
export interface RestHost {
  page: HTMLElement;
  data: PageData;
  journey: Journey;
  late: Late;
}

export class Rest {
  private readonly handover: Handover;
  private readonly sending: Sending;
  private readonly drafts: Drafts;

  constructor(private readonly host: RestHost, recipients: readonly string[]) {
    const { page, data, journey, late } = host;
    this.handover = new Handover(page, one(page, "[data-step=turn]"), journey.session);
    this.sending = new Sending(page, { ...data, recipients }, journey, late);
    this.drafts = new Drafts(page, data, journey, late);
    this.sending.onSent = () => this.drafts.sent();
    dragToOrder(page, ".rank-list", ".rank-grip");
  }

  /** Whether closing the page would lose sealed answers. */
  get pending(): boolean {
    return this.sending.pending;
  }

  /** The page has it now. */
  begin(): void {
    this.sending.recover();
  }

  /** The page is being emptied. */
  wipe(): void {
    this.drafts.wipe();
    this.sending.forget();
  }

  /** A step has come onto the screen. */
  shown(step: Step, element: HTMLElement, parts: Part[], isNear: boolean): void {
    const { journey } = this.host;
    this.sending.shown(step.kind);
    if (step.kind !== "start") this.drafts.prepare();
    this.handover.drawBand(step.kind);
    if (step.kind === "parts") drawParts(element, parts, (target) => journey.go(target));
    if (step.kind === "turn") this.handover.drawStep();
    if (step.kind === "check") this.drawCheck();
    this.handover.drawConcealed(element);
    if (isNear) this.sending.near();
  }

  /** A press on something with this name. */
  pressed(name: string): void {
    const { journey } = this.host;
    switch (name) {
      case "turn-now":
        this.handover.pass();
        return journey.goOn();
      case "conceal":
        return announce(say("concealed", { count: journey.redrawn(() => journey.session.conceal()) }));
      case "reveal":
        journey.redrawn(() => journey.session.reveal());
        return announce(say("revealed"));
      case "later":
        return this.drafts.save();
      case "draft-file":
        return this.drafts.open();
      case "send":
        return void this.sending.send();
      case "save":
        return void this.sending.save();
      case "discard":
        return this.sending.discard();
      case "print":
        return print();
    }
  }

  private drawCheck(): void {
    const { page, journey } = this.host;
    const { steps } = journey;
    drawCheck(one(page, ".form-check__list"), one(page, ".form-send"), journey.session, {
      question: (question: Question) => journey.change(steps.ofQuestion(question.id)),
      who: () => journey.change(steps.who),
      about: () => journey.change(steps.about),
    });
  }
}

export type MakeRest = (host: RestHost) => Rest;

declare global {
  interface Window {
    myReviewRest?: MakeRest;
    myReviewRecipients?: string[];
  }
}

const words = window.myReviewWords ?? {};
const recipients = window.myReviewRecipients ?? [];
delete window.myReviewWords;
delete window.myReviewRecipients;

window.myReviewRest = (host) => {
  learn({ ...host.data.strings, ...words });
  return new Rest(host, recipients);
};
