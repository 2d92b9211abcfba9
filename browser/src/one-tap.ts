// The youngest children choose a picture and are at the next question: one tap
// going on. By pointer only: whoever uses the keys or changes an answer looks
// around first (WCAG 3.2.2), and goes on with "Next" as everywhere.

/** Long enough to see what was chosen. */
const PAUSE_MS = 350;

/** A click this long after a finger or a mouse button was lifted is its click. */
const CLICK_MS = 500;
const KINDS = ["scale", "choose-one", "yes-no", "number-scale"];

/** Calls `go` a moment after a tap that answered what was not answered yet. */
export function onTap(page: HTMLElement, go: () => void): void {
  if (!document.body.classList.contains("look-little")) return;
  let waiting = 0;
  let lifted = -CLICK_MS;
  let answered = false;
  page.addEventListener("pointerdown", () => clearTimeout(waiting));
  page.addEventListener("pointerup", (event) => {
    lifted = event.timeStamp;
    answered = groupOf(event.target)?.querySelector(":checked") !== null;
  });
  page.addEventListener("click", (event) => {
    if (!(event.target instanceof HTMLInputElement) || !groupOf(event.target)) return;
    if (answered || event.timeStamp - lifted > CLICK_MS) return;
    clearTimeout(waiting);
    waiting = window.setTimeout(go, PAUSE_MS);
  });
}

/** The pictures that one of is chosen from. */
function groupOf(target: EventTarget | null): Element | null {
  if (!(target instanceof Element)) return null;
  const kind = target.closest<HTMLElement>("[data-question]")?.dataset["kind"] ?? "";
  return KINDS.includes(kind) ? target.closest(".options:not(.options--words)") : target.closest("[data-who=who]");
}
