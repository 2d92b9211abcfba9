// The entry of form.js: the steps of the page's life, in order.
import { learn } from "./dom";
import { Drafts } from "./drafts";
import { Journey } from "./journey";
import { helpInPlace, watchLeaving } from "./leaving";
import { Late } from "./late";
import { Media } from "./media";
import { withWords, type Outline } from "./outline";
import { Sending } from "./sending";
import { tokenOf } from "./token";

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
  const journey = new Journey(page, data.definition, new Media(data, late));
  const sending = new Sending(page, data, journey, late);
  journey.session.wipe();
  journey.session.token = token;
  const drafts = new Drafts(page, data, journey, late);
  sending.onSent = () => drafts.sent();
  watchLeaving(page, {
    unsent: () => journey.session.dirty || sending.pending,
    wipe: () => {
      drafts.wipe();
      sending.forget();
      journey.reset();
    },
    forget: () => sending.forgetAll(),
  });
  // Another invitation opened in this tab may be another child's.
  addEventListener("hashchange", () => {
    const other = takeToken();
    if (!other || other === journey.session.token) return;
    token = other;
    journey.reset();
    journey.session.token = token;
  });
  helpInPlace(page);
  root.classList.add("form-running");
}

/** The token in the address, which is taken out of it whatever it is. */
function takeToken(): string | null {
  const found = tokenOf(location.hash);
  if (/[#&]i=/.test(location.hash)) {
    history.replaceState(history.state, "", location.pathname + location.search);
  }
  return found;
}
