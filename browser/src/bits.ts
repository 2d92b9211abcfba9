// What is long is drawn in bits: several short tasks, between which a slow phone
// hears the next press.

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

/** What comes at one time, and what it is filled with then. */
export interface Bit {
  elements: Iterable<Element>;
  fill?: () => void;
}

/** Hides these (`.is-coming`), to bring one after the other back `later`. Returns
 *  how to have all of them at once. */
export function oneByOne(bits: Iterable<Bit>, later: (act: () => void) => void): () => void {
  const waiting = [...bits].map(({ elements, fill }) => ({ elements: [...elements], fill }));
  for (const element of waiting.flatMap(({ elements }) => elements)) element.classList.add("is-coming");
  const show = ({ elements, fill }: (typeof waiting)[number]) => {
    fill?.();
    for (const element of elements) element.classList.remove("is-coming");
    return elements;
  };
  const bring = () => {
    const shown = waiting.splice(0, 1).flatMap(show);
    shown.forEach(style);
    setTimeout(() => {
      shown.forEach(layOut);
      if (waiting.length > 0) later(bring);
    });
  };
  later(bring);
  return () => waiting.splice(0).forEach(show);
}

/** To ask how it looks takes no layout. */
export function style(element: Element): void {
  const { lastElementChild: inside } = element;
  if (inside) void getComputedStyle(inside).color;
}

/** To ask where something is makes the browser lay it out now. Inside, for of what
 *  is ready but not shown (ahead.ts) it looks at no more than the outside. */
export function layOut(element: Element): void {
  element.lastElementChild?.getBoundingClientRect();
}
