// The band that says who is answering, the step in which the device changes
// hands, and the answers that are put out of sight before it does.
import { announce, input, make, one, say, typed } from "./dom";
import type { Session } from "./session";

export class Handover {
  private readonly band: HTMLElement;
  private readonly text: HTMLElement;
  private readonly change: HTMLElement;
  private readonly only: HTMLInputElement | null;
  private readonly hide: HTMLInputElement;

  constructor(private readonly page: HTMLElement, private readonly step: HTMLElement, private readonly session: Session) {
    this.band = one(page, ".form-turn");
    this.text = one(this.band, ".form-turn__text");
    this.change = one(this.band, "[data-do=turn]");
    this.only = step.querySelector("[data-turn-only]") ? input(step, "[data-turn-only] input") : null;
    this.hide = input(step, "[data-turn-hide] input");
  }

  /** Draws the band above every step but the first and the last ones. */
  drawBand(view: string): void {
    const { helper, alone, onPaper } = this.session;
    const shown = helper !== null && !["start", "who", "sent"].includes(view);
    const turn = shown ? (alone ? "alone" : "helper") : "";
    const sentence = shown ? `${turn}${onPaper}${helper}` : "";
    // Where a booklet is typed in, the child is elsewhere.
    this.change.hidden = view === "turn" || onPaper;
    if (this.band.dataset["drawn"] === sentence) return;
    this.band.dataset["drawn"] = sentence;
    this.page.dataset["turn"] = turn;
    this.band.hidden = !shown;
    // A helper's name is not left behind unseen either.
    if (!shown) return this.text.replaceChildren();
    fillName(this.text, onPaper ? "turn-paper" : alone ? "turn-alone" : "turn-helping", helper);
    fillName(this.change, alone ? "turn-give-back" : "turn-take", helper);
  }

  /** Draws the step for the direction in which the device goes. */
  drawStep(): void {
    const { helper, alone } = this.session;
    fillName(one(this.step, ".form-heading"), alone ? "turn-back-title" : "turn-away-title", helper ?? "");
    fillName(one(this.step, ".form-turn__what"), alone ? "turn-back-text" : "turn-away-text", helper ?? "");
    fillName(one(this.step, "[data-turn-label]"), alone ? "turn-give-back" : "turn-begin", helper ?? "");
    const only = this.step.querySelector<HTMLElement>("[data-turn-only]");
    if (only) only.hidden = alone;
    if (this.only) this.only.checked = true;
    // What was written alone is hidden from the helper unless the child wants
    // otherwise; what the helper has seen anyway is not.
    this.hide.checked = alone;
    one(this.step, "[data-turn-hide]").hidden = this.session.answers().size === 0;
  }

  /** The device changes hands, as the boxes say. */
  pass(): void {
    const { turns, alone, helper } = this.session;
    if (this.hide.checked) this.session.conceal();
    turns.alone = !alone;
    if (turns.alone) turns.onlyAlone = this.only?.checked ?? false;
    announce(say(turns.alone ? "turn-alone" : "turn-helping", { name: helper ?? "" }));
  }

  /** Says how many answers are out of sight, wherever the page has a place for it. */
  drawConcealed(step: HTMLElement): void {
    const place = step.querySelector<HTMLElement>("[data-concealed]");
    if (!place) return;
    const count = this.session.turns.concealedCount;
    one(place, ".form-concealed__text").textContent = count === 0 ? "" : say("concealed", { count });
    one(place, "[data-do=reveal]").hidden = count === 0;
    one(place, "[data-do=conceal]").hidden = count > 0 || this.session.answers().size === 0;
  }
}

/** A sentence with a name in it, which may be written in another direction. */
function fillName(element: HTMLElement, id: string, name: string): void {
  const mark = "\uE000";
  const [before = "", ...after] = say(id, { name: mark }).split(mark);
  // In one piece: in a button each part would stand by itself.
  element.replaceChildren(make("span", "", before, ...after.flatMap((text) => [typed(name), text])));
}
