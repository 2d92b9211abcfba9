// Four pictures are chosen, in order, from all of them.
import { announce, button, make, say } from "./dom";
import { drawPicture, GROUPS, LOCK } from "./pictures";

export class Picker {
  readonly grid = make("div", "draft-groups");
  /** The four places, and the way to empty the last. */
  readonly slots = make("div", "draft-slots");
  private readonly list = make("ol", "draft-slots__list");
  private readonly undo = button("button button--quiet draft-undo", make("span", "draft-undo__text", say("undo")));
  private readonly all: HTMLButtonElement[] = [];
  private picked: string[] = [];

  constructor(private readonly onChange: (full: boolean) => void) {
    this.grid.append(...GROUPS.map(([group, pictures]) => this.group(group, Object.keys(pictures))));
    this.undo.addEventListener("click", () => this.takeBack());
    this.slots.append(this.list, this.undo);
    this.draw();
  }

  get chosen(): readonly string[] {
    return this.picked;
  }

  clear(): void {
    this.picked = [];
    this.draw();
  }

  private group(group: string, pictures: readonly string[]): HTMLElement {
    const title = make("h3", "draft-group__title", say(`group-${group}`));
    title.id = `draft-group-${group}`;
    const grid = make("div", "draft-grid");
    grid.role = "group";
    grid.setAttribute("aria-labelledby", title.id);
    const buttons = pictures.map((id, at) => {
      const control = button("draft-picture", drawPicture(id), make("span", "draft-picture__name", say(`picture-${id}`)));
      control.tabIndex = at === 0 ? 0 : -1;
      control.addEventListener("click", () => this.choose(id));
      return control;
    });
    grid.addEventListener("keydown", (event) => move(event, buttons));
    this.all.push(...buttons);
    grid.append(...buttons);
    return make("section", "draft-group", title, grid);
  }

  private choose(id: string): void {
    if (this.picked.length >= LOCK) return announceIn(this.slots, say("four-already"));
    this.picked.push(id);
    this.draw();
    announceIn(this.slots, say("picked", { name: say(`picture-${id}`), at: this.picked.length, all: LOCK }));
  }

  private takeBack(): void {
    if (this.picked.length === 0) return;
    this.picked.pop();
    this.draw();
    announceIn(this.slots, say("picked-count", { at: this.picked.length, all: LOCK }));
  }

  private draw(): void {
    this.list.replaceChildren(...Array.from({ length: LOCK }, (_, at) => {
      const id = this.picked[at];
      const name = id ? make("span", "draft-slot__name", say(`picture-${id}`)) : make("span", "draft-slot__number", String(at + 1));
      return make("li", id ? "draft-slot is-full" : "draft-slot", ...(id ? [drawPicture(id)] : []), name);
    }));
    this.undo.ariaDisabled = this.picked.length === 0 ? "true" : null;
    this.onChange(this.picked.length === LOCK);
  }
}

/** One tab stop a group; the arrow keys move within it. */
function move(event: KeyboardEvent, buttons: readonly HTMLButtonElement[]): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const at = buttons.findIndex((control) => control === event.target);
  const first = buttons[0];
  if (at < 0 || !first) return;
  const forward = getComputedStyle(first).direction === "rtl" ? -1 : 1;
  const top = first.offsetTop;
  const columns = Math.max(1, buttons.filter(({ offsetTop }) => offsetTop === top).length);
  const steps: Record<string, number> = {
    ArrowRight: forward, ArrowLeft: -forward, ArrowDown: columns, ArrowUp: -columns, Home: -at, End: buttons.length - 1 - at,
  };
  const next = buttons[at + (steps[event.key] ?? NaN)];
  if (!next) return;
  event.preventDefault();
  for (const control of buttons) control.tabIndex = control === next ? 0 : -1;
  next.focus();
}

function announceIn(place: HTMLElement, text: string): void {
  // Outside the dialog nothing is read while it is open.
  const live = place.closest("dialog")?.querySelector("[data-draft-live]");
  if (live) live.textContent = text;
  else announce(text);
}
