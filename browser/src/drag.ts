// Moving the things of a list with a finger or a mouse. The same can be done
// with buttons (WCAG 2.5.7), so this is for pointers alone and tells nobody
// else anything; who called it says where the thing ended.

/** The places between which a thing was carried, counted from 0. */
export interface Carried {
  from: number;
  to: number;
}

/** This near to the screen's edge the page moves along, so much at a time. */
const EDGE_PX = 72;
const STEP_PX = 10;

/** Lets each item of such lists be dragged by what matches `grip`. If it is let
 *  go at another place the list gets an event, `carried`. */
export function dragToOrder(page: HTMLElement, lists: string, grip: string): void {
  page.addEventListener("pointerdown", (event) => {
    const held = event.target instanceof Element ? event.target.closest<HTMLElement>(grip) : null;
    const item = held?.closest("li");
    const list = held?.closest<HTMLElement>(lists);
    if (!held || !item || !list || !event.isPrimary || event.button !== 0) return;
    const drop = (from: number, to: number) =>
      list.dispatchEvent(new CustomEvent<Carried>("carried", { detail: { from, to } }));
    // No text is selected and nothing scrolls while it moves.
    event.preventDefault();
    held.setPointerCapture(event.pointerId);
    follow(list, item, event, held, drop);
  });
}

function follow(list: HTMLElement, item: HTMLElement, start: PointerEvent, held: HTMLElement, drop: (from: number, to: number) => void): void {
  const items = [...list.children].filter((child): child is HTMLElement => child instanceof HTMLElement);
  // Where everything is, read once: nothing moves but by what is done here.
  const boxes = items.map((one) => one.getBoundingClientRect());
  const middles = boxes.map(({ top, height }) => top + scrollY + height / 2);
  const from = items.indexOf(item);
  const room = (boxes[from]?.height ?? 0) + gapOf(boxes);
  const top = start.clientY + scrollY;
  let to = from;

  const draw = (at: number) => {
    item.style.translate = `0 ${at - top}px`;
    const middle = (middles[from] ?? 0) + at - top;
    to = nearest(middles, middle);
    items.forEach((one, index) => {
      if (one === item) return;
      const shift = index > from && index <= to ? -room : index < from && index >= to ? room : 0;
      one.style.translate = shift === 0 ? "" : `0 ${shift}px`;
    });
  };
  const move = (event: PointerEvent) => {
    if (event.pointerId !== start.pointerId) return;
    if (event.clientY < EDGE_PX) scrollBy(0, -STEP_PX);
    else if (event.clientY > innerHeight - EDGE_PX) scrollBy(0, STEP_PX);
    draw(event.clientY + scrollY);
  };
  const end = (keep: boolean) => {
    listening.abort();
    list.classList.remove("is-dragging");
    item.classList.remove("is-held");
    for (const one of items) one.style.translate = "";
    if (keep && to !== from) drop(from, to);
  };
  const listening = new AbortController();
  const { signal } = listening;
  list.classList.add("is-dragging");
  item.classList.add("is-held");
  held.addEventListener("pointermove", move, { signal });
  held.addEventListener("pointerup", () => end(true), { signal });
  held.addEventListener("pointercancel", () => end(false), { signal });
  addEventListener("keydown", (event) => event.key === "Escape" && end(false), { signal });
}

function gapOf(boxes: DOMRect[]): number {
  const [first, second] = boxes;
  return first && second ? second.top - first.bottom : 0;
}

function nearest(places: number[], wanted: number): number {
  const far = places.map((place) => Math.abs(place - wanted));
  return far.indexOf(Math.min(...far));
}
