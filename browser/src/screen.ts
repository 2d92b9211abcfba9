// What is on the screen: one step, and the part it stands in. Only the step
// that goes and the one that comes are touched, and nothing asks the browser
// where things are: on a slow phone each of those is felt.
import { bringOut, leave } from "./ahead";
import { layOut, onceDrawn } from "./bits";
import { dropCaret } from "./caret";
import { all, announce, focusOn, one } from "./dom";

export class Screen {
  private step: HTMLElement | null = null;
  private part: HTMLElement | null = null;
  private arriving: HTMLElement | null = null;
  /** Whether what is on the screen was laid out before it came. Not said of the first
   *  steps, which are in no part: the script that brings them runs for the first time,
   *  and its task is to have nothing else to do. */
  private ready = false;

  constructor(private readonly page: HTMLElement) {
    for (const element of all(page, "[data-step], .form-part")) element.hidden = true;
    // Where each step starts is for the script to say.
    history.scrollRestoration = "manual";
  }

  /** Shows the step, whose end `end` brings once its beginning is drawn. */
  show(step: HTMLElement, view: string, end: () => void): void {
    if (step !== this.step) {
      // A key that is held down must not press again what has gone.
      if (document.activeElement instanceof HTMLButtonElement) document.activeElement.blur();
      dropCaret();
      this.step?.classList.remove("is-arriving", "is-long");
      this.ready = bringOut(step) && this.part !== null;
      if (this.step) leave(this.step);
      step.hidden = false;
      step.classList.add("is-arriving");
      // Laid out in one task, drawn in the next; and what is long after that. First the
      // focus leaves what was there: a control that is moved with the focus on it makes
      // the browser lay out the whole page at once.
      onceDrawn(() => setTimeout(() => {
        if (this.step !== step) return;
        end();
        step.classList.remove("is-arriving");
        layOut(step);
        onceDrawn(() => void (this.step === step && step.classList.remove("is-long")));
      }));
      this.step = step;
      // For the page's own script, which reads to the child what is here.
      step.dispatchEvent(new Event("step", { bubbles: true }));
    }
    const part = step.closest<HTMLElement>(".form-part");
    if (part !== this.part) {
      if (this.part) leave(this.part);
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

  /** Takes the focus away from what is not on the screen. */
  dropFocus(): void {
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement && !this.step?.contains(activeElement)) activeElement.blur();
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
    // Not in this task, and if possible not in the one that draws it either.
    if (this.ready) setTimeout(() => layOut(step));
    onceDrawn(focus, () => scrollTo(0, 0));
  }
}
