// The entry of form.js: the steps of the page's life, in order.
import { tapWithoutCaret } from "./caret";
import { learn } from "./dom";
import { Journey } from "./journey";
import { whenIdle } from "./idle";
import { helpInPlace, watchLeaving } from "./leaving";
import { Late } from "./late";
import { Media } from "./media";
import { withWords, type Outline } from "./outline";
import type { Rest } from "./rest";
import { tokenOf } from "./token";
import { drop, has } from "./waiting";

// The invitation leaves the address bar before anything else happens, the page
// itself not yet drawn.
let token = takeToken();

// Hides the questions until they are one at a time. Undone if that fails, for
// then the whole form must be there to read and to print.
const root = document.documentElement;
root.classList.add("form-waiting");

document.addEventListener("DOMContentLoaded", () => {
  try {
    begin();
  } finally {
    root.classList.remove("form-waiting");
  }
});

function begin(): void {
  const page = document.getElementById("form");
  const text = document.getElementById("form-data")?.textContent;
  if (!page || !text) return;
  const data = withWords(page, JSON.parse(text) as Outline);
  learn(data.strings);

  const late = new Late(data.late);
  let rest: Rest | null = null;
  const fetchRest = async (): Promise<Rest> => {
    const [make] = await Promise.all([late.load("rest", () => window.myReviewRest), late.style("rest-style")]);
    delete window.myReviewRest;
    return (rest ??= make({ page, data, journey, late }));
  };
  const journey = new Journey(page, data.definition, new Media(data, late), fetchRest);
  journey.session.wipe();
  journey.session.token = token;
  if (has(data.id)) journey.hold();
  watchLeaving(page, {
    unsent: () => journey.session.dirty || (rest ? rest.pending : journey.held),
    wipe: () => {
      rest?.wipe();
      journey.reset();
    },
    forget: () => drop(data.id),
  });
  // Another invitation opened in this tab may be another child's.
  addEventListener("hashchange", () => {
    const other = takeToken();
    if (!other || other === journey.session.token) return;
    token = other;
    journey.reset();
    journey.session.token = token;
  });
  carryToken(journey);
  helpInPlace(page);
  tapWithoutCaret(page);
  root.classList.add("form-running");
  // Sealed answers from before a reload go as soon as they can; everything else
  // has time until the page is there.
  if (journey.held) journey.withRest(() => undefined);
  const fetchAll = () => void journey.arrived().catch(() => undefined);
  const prepare = () => {
    if (journey.session.prepare()) whenIdle(prepare);
  };
  if (!journey.held) addEventListener("load", () => whenIdle(fetchAll));
  addEventListener("load", () => whenIdle(prepare));
  addEventListener("online", fetchAll);
}

/** The same form in another language is for the same child. The token goes along
 *  as it came, in the fragment, which browsers send to nobody; it stands in the
 *  link for the moment of the press only. */
function carryToken(journey: Journey): void {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-language]") : null;
    if (!link?.pathname.includes("/forms/") || !journey.session.token) return;
    link.hash = `i=${journey.session.token}`;
    setTimeout(() => (link.hash = ""));
  });
}

/** The token in the address, which is taken out of it whatever it is. */
function takeToken(): string | null {
  const found = tokenOf(location.hash);
  if (/[#&]i=/.test(location.hash)) {
    history.replaceState(history.state, "", location.pathname + location.search);
  }
  return found;
}
