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

/** Hides these (`.is-coming`), to bring one after the other back `later`. Returns
 *  how to have all of them at once. */
export function oneByOne(bits: Iterable<Iterable<Element>>, later: (act: () => void) => void): () => void {
  const waiting = [...bits].map((bit) => [...bit]);
  for (const element of waiting.flat()) element.classList.add("is-coming");
  const bring = () => {
    for (const element of waiting.shift() ?? []) {
      element.classList.remove("is-coming");
      layOut(element);
    }
    if (waiting.length > 0) later(bring);
  };
  later(bring);
  return () => {
    for (const element of waiting.splice(0).flat()) element.classList.remove("is-coming");
  };
}

/** To ask where something is makes the browser lay it out now. Inside, for of what
 *  is ready but not shown (ahead.ts) it looks at no more than the outside. */
export function layOut(element: Element): void {
  element.lastElementChild?.getBoundingClientRect();
}
