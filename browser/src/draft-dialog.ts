// The dialog in which a form is put aside or opened again: one thing at a time,
// as in the form, with the way out of the page always at hand.
import { button, focusOn, make, say } from "./dom";
import { LOCK } from "./pictures";
import { Picker } from "./picker";

export class DraftDialog {
  private readonly element = make("dialog", "draft");
  private readonly body = make("div", "draft__body stack");
  private readonly foot = make("div", "draft__foot");
  private readonly live = make("p", "visually-hidden");

  constructor(page: HTMLElement) {
    const leave = button("button button--danger draft__leave", say("leave"));
    // The page listens for this one wherever it is.
    leave.dataset["do"] = "leave";
    const close = button("button button--quiet draft__close", say("close"));
    close.addEventListener("click", () => this.close());
    this.live.role = "status";
    this.live.dataset["draftLive"] = "";
    this.element.append(make("div", "draft__bar", close, leave), this.body, this.foot, this.live);
    // It scrolls, and so must be within reach of the arrow keys.
    this.body.tabIndex = 0;
    // What is written here is no answer.
    this.element.addEventListener("input", (event) => event.stopPropagation());
    this.element.addEventListener("close", () => this.element.remove());
    page.append(this.element);
    this.element.showModal();
  }

  close(): void {
    this.element.close();
  }

  /** Draws another screen, and moves the focus to its heading. */
  show(title: string, ...parts: (Node | string)[]): void {
    const heading = make("h2", "form-heading", title);
    heading.id = "draft-title";
    this.element.setAttribute("aria-labelledby", heading.id);
    this.body.replaceChildren(heading, ...parts.map((part) => (typeof part === "string" ? make("p", "", part) : part)));
    this.foot.replaceChildren();
    this.live.textContent = "";
    this.element.scrollTo(0, 0);
    focusOn(heading);
  }

  /** Buttons that stay in sight below. */
  actions(...controls: Node[]): void {
    this.foot.replaceChildren(make("div", "form-buttons", ...controls));
  }

  /** A screen without buttons while the page works, with a bar that moves as it
   *  is told how much is done, from 0 to 1. */
  busy(title: string): (done: number) => void {
    const bar = make("progress", "form-send__bar");
    bar.ariaLabel = title;
    this.show(title, make("p", "form-send__status is-busy", say("moment")), bar);
    return (done) => {
      const value = done.toFixed(2);
      if (bar.getAttribute("value") !== value) bar.setAttribute("value", value);
    };
  }

  /** The screen on which four pictures are chosen. `wrong` says what was not
   *  right before, and is all that is ever said. */
  pick(title: string, text: string, done: string, act: (pictures: readonly string[]) => void, wrong = ""): void {
    const go = button("button", done);
    const picker = new Picker((full) => (go.ariaDisabled = full ? null : "true"));
    go.addEventListener("click", () => {
      if (picker.chosen.length === LOCK) act(picker.chosen);
      else this.live.textContent = say("four-first");
    });
    const told = make("p", "draft__wrong", wrong);
    told.role = "alert";
    this.show(title, ...(wrong ? [told] : []), text, make("p", "hint draft__keys", say("keys")), picker.grid);
    this.foot.replaceChildren(picker.slots, make("div", "form-buttons", go));
  }
}

/** A button that does something. */
export function choice(className: string, text: string, act: () => void): HTMLButtonElement {
  const control = button(className, text);
  control.addEventListener("click", act);
  return control;
}
