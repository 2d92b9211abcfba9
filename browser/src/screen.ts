// What is on the screen: one step, and the part it stands in. Only the step
// that goes and the one that comes are touched, and nothing asks the browser
// where things are: on a slow phone each of those is felt.
import { bringOut } from "./ahead";
import { onceDrawn } from "./bits";
import { dropCaret } from "./caret";
import { all, announce, focusOn, one } from "./dom";

export class Screen {
  private step: HTMLElement | null = null;
  private part: HTMLElement | null = null;
  private arriving: HTMLElement | null = null;

  constructor(private readonly page: HTMLElement) {
    for (const element of all(page, "[data-step], .form-part")) element.hidden = true;
    // Where each step starts is for the script to say.
    history.scrollRestoration = "manual";
  }

  show(step: HTMLElement, view: string): void {
    if (step !== this.step) {
      // Before anything moves: a control that is moved with the focus on it
      // makes the browser lay out the whole page at once.
      if (document.activeElement instanceof HTMLElement && this.step?.contains(document.activeElement)) document.activeElement.blur();
      dropCaret();
      if (this.step) this.step.hidden = true;
      this.step?.classList.remove("is-arriving", "is-long");
      bringOut(step);
      step.hidden = false;
      // Its end comes once its beginning is drawn, and what is long after that.
      step.classList.add("is-arriving");
      // Each just before it is drawn: in between, to move the focus would lay it out.
      inTurn(() => step.classList.remove("is-arriving"), () => this.step === step && step.classList.remove("is-long"));
      this.step = step;
      // For the page's own script, which reads to the child what is here.
      step.dispatchEvent(new Event("step", { bubbles: true }));
    }
    const part = step.closest<HTMLElement>(".form-part");
    if (part !== this.part) {
      if (this.part) this.part.hidden = true;
      if (part) part.hidden = false;
      this.part = part;
    }
    if (this.page.dataset["view"] !== view) {
      this.page.dataset["view"] = view;
      // On the root, so that no style has to look for it inside the page.
      document.documentElement.classList.toggle("form-answering", view !== "start" && view !== "sent");
    }
    announce("");
  }

  /** Goes to the top and moves the focus to the step's heading. The page is
   *  drawn in between, so that neither has to wait for the other: two short
   *  tasks where one would be long. */
  arrive(): void {
    const step = this.step;
    if (!step) return;
    this.arriving = step;
    const before = document.activeElement;
    const focus = () => {
      if (this.arriving !== step) return;
      this.arriving = null;
      // What is wrong here may have been said in the meantime, or Tab pressed.
      const now = document.activeElement;
      if (now !== before && step.contains(now)) return;
      const heading = this.page.dataset["view"] === "start" ? document.querySelector<HTMLElement>("h1") : one(step, ".form-heading");
      if (heading) focusOn(heading);
    };
    onceDrawn(focus, () => scrollTo(0, 0));
  }
}

/** Does each before the page is drawn once more, first when it is drawn once. */
function inTurn(first: () => void, second: () => void): void {
  const nothing = () => undefined;
  onceDrawn(() => onceDrawn(() => onceDrawn(nothing, second), first));
}
