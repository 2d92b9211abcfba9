// What comes next is made ready while the child reads what is there: laid out
// already, but out of sight (`.is-near`). To show it then takes little more than
// to draw it, which is all that a slow phone has time for after a press.

/** What is ready: a step, and before it the part it stands in, where that is
 *  not shown either. */
let near: HTMLElement[] = [];

/** Lays a step out that is not shown, bit by bit, so that nobody who types in
 *  between waits for long: first what is drawn first when it comes, then, of a long
 *  one (`.is-long`), all of it. */
export function makeReady(step: HTMLElement, later: (act: () => void) => void): void {
  if (!step.hidden || near.includes(step)) return;
  putAway();
  near = [step.closest<HTMLElement>(".form-part"), step].filter((element) => element !== null && element.hidden) as HTMLElement[];
  near[0]?.classList.add("is-near");
  for (const element of near) element.classList.add("is-known");
  step.classList.add("is-long");
  const bits = [
    () => style(step),
    () => layOut(step),
    () => {
      step.classList.remove("is-long");
      style(step);
    },
    () => layOut(step),
  ];
  const go = () => {
    if (!near.includes(step)) return;
    bits.shift()?.();
    if (bits.length > 0) later(go);
  };
  go();
}

/** Readies a step to be shown. What is not laid out yet comes in two goes. */
export function bringOut(step: HTMLElement): void {
  if (!near.includes(step)) step.classList.add("is-long");
  putAway(step);
}

/** From here on nothing is ready. */
function putAway(shown: HTMLElement | null = null): void {
  for (const element of near) {
    element.classList.remove("is-near", "is-known");
    if (element !== shown) element.classList.remove("is-long");
  }
  near = [];
}

/** Has what was put into a step that is ready laid out one after the other.
 *  Returns how to have all of it at once. */
export function oneByOne(elements: Iterable<Element>, later: (act: () => void) => void): () => void {
  const waiting = [...elements].filter((element) => element instanceof HTMLElement && !element.hidden) as HTMLElement[];
  for (const element of waiting) element.hidden = true;
  const show = () => {
    const element = waiting.shift();
    if (!element) return;
    element.hidden = false;
    layOut(element);
    later(show);
  };
  later(show);
  return () => waiting.splice(0).forEach((element) => (element.hidden = false));
}

/** Lets the browser measure the words of something that is not shown: the first
 *  time is the slow one. Nothing is drawn, for it ends as it began in one go. */
export function measure(element: HTMLElement): void {
  if (!element.hidden) return;
  element.style.cssText = "position:fixed;visibility:hidden";
  element.hidden = false;
  layOut(element);
  element.style.cssText = "";
  element.hidden = true;
}

/** To ask where something is makes the browser lay it out now. Inside, for of what
 *  is near it looks at no more than the outside. */
function layOut(element: HTMLElement): void {
  element.lastElementChild?.getBoundingClientRect();
}

/** To ask how it looks takes no layout. */
function style(element: HTMLElement): void {
  const { lastElementChild: inside } = element;
  if (inside) void getComputedStyle(inside).color;
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
