// What comes next is made ready while the child reads what is there: laid out
// already, but out of sight (`.is-near`). To show it then takes little more than
// to draw it, which is all that a slow phone has time for after a press.
import { layOut, style } from "./bits";

/** What is ready: a step, and before it the part it stands in, where that is
 *  not shown either. */
let near: HTMLElement[] = [];

/** What has just gone: it stays laid out until the page has time, for to take it
 *  apart would hold up what comes. */
const left: HTMLElement[] = [];

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
    () => step.classList.remove("is-long"),
    () => style(step),
    () => layOut(step),
  ];
  const go = () => {
    if (!near.includes(step)) return;
    bits.shift()?.();
    if (bits.length > 0) later(go);
  };
  go();
}

/** Readies a step to be shown; false if it is not laid out yet. Then it comes in two
 *  goes. */
export function bringOut(step: HTMLElement): boolean {
  const ready = near.includes(step);
  if (!ready) step.classList.add("is-long");
  putAway(step);
  forget();
  return ready;
}

/** Takes something off the screen. */
export function leave(element: HTMLElement): void {
  element.hidden = true;
  element.classList.add("is-near", "is-known");
  left.push(element);
}

/** Takes apart what has gone. */
export function forget(): void {
  for (const element of left) element.classList.remove("is-near", "is-known");
  left.splice(0).forEach(style);
}

/** From here on nothing is ready. */
function putAway(shown: HTMLElement | null = null): void {
  for (const element of near) {
    element.classList.remove("is-near", "is-known");
    if (element !== shown) element.classList.remove("is-long");
  }
  near = [];
}

/** Lays out what is out of sight whenever it is hidden (`.is-near` in the page). */
export function makeReadyInPlace(element: HTMLElement): void {
  if (!element.hidden) return;
  style(element);
  layOut(element);
}
