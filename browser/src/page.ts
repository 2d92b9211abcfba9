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
    // What is read is the step that comes onto the screen.
    form.addEventListener("step", ({ target }) => {
      if (!(target instanceof HTMLElement)) return;
      place = target;
      // Above the heading, which gets the focus: so Tab leads on to the answer.
      place.prepend(tools);
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
