// What comes next is made ready while the child reads what is there.

/** Measures a step in two goes: first what is drawn first when it comes, then,
 *  if it is a long one, all of it. */
export function measureStep(step: HTMLElement, later: (act: () => void) => void): void {
  step.classList.add("is-arriving");
  measure(step);
  step.classList.remove("is-arriving");
  if (step.querySelector(".row-question")) later(() => measure(step));
}

/** Lets the browser measure the words of a step that is not shown: the first time
 *  is the slow one. Nothing is drawn, for it ends as it began in one go. */
export function measure(step: HTMLElement): void {
  const hidden = [step.closest<HTMLElement>(".form-part"), step].filter((element) => element?.hidden);
  if (hidden.length === 0) return;
  for (const element of hidden) set(element, false);
  // To ask where something is makes the browser lay it out now.
  step.getBoundingClientRect();
  for (const element of hidden) set(element, true);
}

function set(element: HTMLElement | null, hidden: boolean): void {
  if (!element) return;
  element.style.cssText = hidden ? "" : "position:fixed;visibility:hidden";
  element.hidden = hidden;
}

/** After the page was drawn anew, or at once in a tab that nobody sees, where
 *  nothing is drawn. */
export function onceDrawn(act: () => void, before: () => void = () => undefined): void {
  if (document.hidden) {
    before();
    return act();
  }
  requestAnimationFrame(() => {
    before();
    setTimeout(act);
  });
}
