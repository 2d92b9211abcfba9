// The ways out of the page: quickly, by mistake, and back again.
import { button, one, say, stamp } from "./dom";

export interface Leaving {
  /** Whether there are answers that nobody has yet. */
  unsent: () => boolean;
  /** Takes every answer out of the page and out of memory. */
  wipe: () => void;
}

export function watchLeaving(page: HTMLElement, { unsent, wipe }: Leaving): void {
  let meant = false;
  page.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-do=leave]")) return;
    meant = true;
    document.body.hidden = true;
    wipe();
    location.replace(page.dataset["leave"] ?? "about:blank");
  });

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
    document.body.hidden = false;
    meant = false;
  });
}

/** "Get help now" opens over the form, so that nobody loses their answers for it. */
export function helpInPlace(page: HTMLElement): void {
  const link = document.querySelector<HTMLAnchorElement>("a.help-link");
  if (!link || typeof HTMLDialogElement === "undefined") return;
  const dialog = document.createElement("dialog");
  dialog.className = "form-dialog card";
  dialog.ariaLabel = link.textContent?.trim() ?? "";
  const close = button("button", say("help-close"));
  close.addEventListener("click", () => dialog.close());
  dialog.append(one(stamp("help"), ".help-lines"), close);
  page.append(dialog);
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    dialog.showModal();
  });
}
