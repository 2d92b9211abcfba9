// The ways out of the page: quickly, by mistake, and back again.

export interface Leaving {
  /** Whether there are answers that nobody has yet. */
  unsent: () => boolean;
  /** Takes every answer out of the page and out of memory. */
  wipe: () => void;
  /** Takes what waits to be sent out of the tab's memory, too. */
  forget: () => void;
}

export function watchLeaving(page: HTMLElement, { unsent, wipe, forget }: Leaving): void {
  let meant = false;
  page.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-do=leave]")) return;
    meant = true;
    document.body.hidden = true;
    wipe();
    forget();
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
