// The ways out of the page: quickly, by mistake, and back again.
import { announce, one, say } from "./dom";

export interface Leaving {
  /** Whether there are answers that nobody has yet. */
  unsent: () => boolean;
  /** Takes every answer out of the page and out of memory. */
  wipe: () => void;
  /** Takes what waits to be sent out of the tab's memory, too. */
  forget: () => void;
}

/** How long three presses of Shift may take, as GOV.UK's component has it. */
const KEYS_MS = 5000;
const PRESSES = 3;

export function watchLeaving(page: HTMLElement, { unsent, wipe, forget }: Leaving): void {
  const root = document.documentElement;
  let meant = false;

  const leave = () => {
    meant = true;
    // First of all nothing is to be seen: the class covers the whole page. The
    // cover is for the eyes; the page behind it is emptied, and taken from
    // screen readers, too.
    root.classList.add("is-leaving");
    wipe();
    forget();
    announce(say("leave-now"));
    location.replace(page.dataset["leave"] ?? "about:blank");
  };

  page.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-do=leave]")) leave();
  });
  watchShift(one(page, ".form-leave__dots"), leave);

  // To ring or to text is not to leave, though browsers ask before it.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!link || !/^(tel|sms):/.test(link.getAttribute("href") ?? "")) return;
    meant = true;
    setTimeout(() => (meant = false), 2000);
  });
  addEventListener("beforeunload", (event) => {
    if (unsent() && !meant) event.preventDefault();
  });

  // A page that the browser kept to show again must not show the answers to
  // whoever presses "back".
  addEventListener("pagehide", wipe);
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    wipe();
    root.classList.remove("is-leaving");
    meant = false;
  });
}

/** Shift three times, with nothing else in between, is the way out for whoever
 *  cannot reach the button. Escape is not: screen readers and dialogs use it,
 *  and an answer that is lost by mistake is lost. */
function watchShift(dots: HTMLElement, leave: () => void): void {
  let presses = 0;
  let alone = false;
  let timer = 0;
  const draw = () => {
    dots.hidden = presses === 0;
    [...dots.children].forEach((dot, at) => dot.classList.toggle("is-on", at < presses));
  };
  const forget = () => {
    clearTimeout(timer);
    presses = 0;
    draw();
  };
  document.addEventListener("keydown", (event) => {
    alone = event.key === "Shift";
    if (!alone && presses > 0) forget();
  });
  document.addEventListener("keyup", (event) => {
    // A capital letter is no press of Shift alone.
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    presses += 1;
    draw();
    if (presses === PRESSES) return leave();
    announce(say(presses === 1 ? "leave-two" : "leave-one"));
    if (presses > 1) return;
    timer = window.setTimeout(() => {
      forget();
      announce(say("leave-over"));
    }, KEYS_MS);
  });
}

/** "Get help now" opens over the form, so that nobody loses their answers for it. */
export function helpInPlace(page: HTMLElement): void {
  const dialog = page.querySelector("dialog");
  if (!dialog) return;
  page.append(dialog);
  const name = dialog.querySelector("h2")?.textContent;
  if (name) dialog.ariaLabel = name;
  page.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-do]") : null;
    if (pressed?.dataset["do"] === "help") dialog.showModal();
    if (pressed?.dataset["do"] === "help-close") dialog.close();
  });
  // The link in the page's head leads to a page of its own: not while there
  // are answers to lose.
  document.querySelector<HTMLAnchorElement>("a.help-link")?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    dialog.showModal();
  });
}
