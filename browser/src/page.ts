// The entry of page.js, which every page has: how the page looks to this
// reader, at once; and the buttons for that and for being read to, whose script
// (tools.ts) comes when the page is there.
import { Late } from "./late";
import { keptLooks, showLooks } from "./looks";
import type { MakeTools, Tools } from "./tools";
import { canRead } from "./voices";

// Before anything is drawn.
const looks = keptLooks();
showLooks(looks);

document.addEventListener("DOMContentLoaded", () => {
  const tools = document.querySelector<HTMLElement>("[data-tools]");
  const listen = tools?.querySelector<HTMLElement>("[data-listen]");
  if (!tools || !listen) return;
  const form = document.getElementById("form");
  let place = form ? null : document.getElementById("main");
  const fetched = fetcher(tools);

  // A button that could do nothing is not there.
  const offer = () => (listen.hidden = !place || !canRead(place));
  const moved = () => {
    fetched.now?.leave();
    offer();
  };
  tools.addEventListener("click", async ({ target }) => {
    const pressed = target instanceof Element ? target.closest("[data-listen], [data-looks-open]") : null;
    if (!pressed) return;
    const { listenTo, toggleLooks } = await fetched.load();
    if (pressed !== listen) toggleLooks();
    else if (place) listenTo(place);
  });
  // The list of voices comes when it comes.
  window.speechSynthesis?.addEventListener?.("voiceschanged", offer);
  // Fetched before it is asked for: a browser lets a page speak only while the
  // press that asked for it is fresh.
  addEventListener("load", () => fetched.load().catch(() => undefined));

  if (form) {
    follow(form, (step) => {
      place = step;
      // Above the heading, which gets the focus: so Tab leads on to the answer.
      step?.prepend(tools);
      moved();
    });
  }
  offer();
  tools.hidden = false;
});

/** The tools, once they have come. */
function fetcher(tools: HTMLElement): { now: Tools | null; load: () => Promise<Tools> } {
  const { src = "", integrity = "" } = tools.dataset;
  const late = new Late({ tools: { src, integrity } }, "my-review-page");
  const fetched = {
    now: null as Tools | null,
    load: async () => {
      const make = await late.load<MakeTools>("tools", () => window.myReviewTools);
      return (fetched.now ??= make(tools, looks));
    },
  };
  return fetched;
}

/** Tells of each step that comes on the screen; none is there while the whole
 *  form is. */
function follow(form: HTMLElement, tell: (step: HTMLElement | null) => void): void {
  let last: HTMLElement | null = null;
  const look = () => {
    const shown = [...form.querySelectorAll<HTMLElement>("[data-step]")].filter((step) => !step.hidden);
    const step = shown.length === 1 ? (shown[0] ?? null) : null;
    if (step === last) return;
    last = step;
    tell(step);
  };
  new MutationObserver(look).observe(form, { attributes: true, attributeFilter: ["hidden"], subtree: true, childList: true });
  look();
}
