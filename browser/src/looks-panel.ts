// The panel in which a reader chooses how the page looks.
import { PLACE, showLooks, type Looks } from "./looks";

/** The panel in which they are chosen. */
export class LooksPanel {
  private readonly opener: HTMLElement;
  private readonly panel: HTMLElement;
  private readonly keep: HTMLInputElement;

  constructor(tools: HTMLElement, private readonly looks: Looks) {
    this.opener = find(tools, "[data-looks-open]");
    this.panel = find(tools, "[data-looks]");
    this.keep = find(tools, "[data-looks-keep]") as HTMLInputElement;
    this.keep.checked = isKept();
    this.panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      this.toggle(false);
      this.opener.focus();
    });
    this.panel.addEventListener("click", (event) => this.choose(event.target));
    this.keep.addEventListener("change", () => this.remember());
    // What is chosen here is no answer: the form must not take it for one.
    this.panel.addEventListener("input", (event) => event.stopPropagation());
    this.mark();
  }

  toggle(open = this.panel.hidden): void {
    this.panel.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
  }

  private choose(target: EventTarget | null): void {
    const pressed = target instanceof Element ? target.closest<HTMLElement>("[data-look]") : null;
    if (pressed) this.looks.set(pressed.dataset["look"] ?? "", pressed.dataset["value"] ?? "");
    else if (target instanceof Element && target.closest("[data-looks-reset]")) this.looks.clear();
    else return;
    showLooks(this.looks);
    this.mark();
    this.remember();
  }

  private mark(): void {
    for (const button of this.panel.querySelectorAll<HTMLElement>("[data-look]")) {
      const chosen = this.looks.get(button.dataset["look"] ?? "") ?? "usual";
      button.setAttribute("aria-pressed", String(button.dataset["value"] === chosen));
    }
  }

  private remember(): void {
    try {
      if (this.keep.checked) localStorage.setItem(PLACE, JSON.stringify(Object.fromEntries(this.looks)));
      else localStorage.removeItem(PLACE);
    } catch {
      // A device that keeps nothing: then it is for this page only.
      this.keep.checked = false;
    }
  }
}

function isKept(): boolean {
  try {
    return localStorage.getItem(PLACE) !== null;
  } catch {
    return false;
  }
}

function find(root: ParentNode, selector: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`the page lacks ${selector}`);
  return found;
}
