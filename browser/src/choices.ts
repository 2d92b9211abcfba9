// A group of boxes of which one, or several, can be chosen.
//
// The page has tick boxes, which can be used without script. Where only one may
// be chosen they become radio buttons here. They get no `name`, by which a
// browser would group them, because nothing on the page has one: so the
// grouping and the arrow keys are done here as browsers do them.

export class Choices {
  private readonly boxes: HTMLInputElement[];
  private readonly many: boolean;

  constructor(group: HTMLElement, kind: "one" | "many") {
    this.boxes = [...group.querySelectorAll<HTMLInputElement>("input[type=checkbox], input[type=radio]")];
    this.many = kind === "many";
    if (this.many) return;
    if (group.tagName !== "FIELDSET" || !group.hasAttribute("role")) group.setAttribute("role", "radiogroup");
    this.boxes.forEach((box, at) => {
      box.type = "radio";
      box.setAttribute("aria-posinset", String(at + 1));
      box.setAttribute("aria-setsize", String(this.boxes.length));
      box.addEventListener("change", () => this.keepOnly(box));
      box.addEventListener("keydown", (event) => this.onKey(event, at));
    });
    this.keepOnly(null);
  }

  /** The values of those chosen, in the order of the page. */
  get chosen(): string[] {
    return this.boxes.filter((box) => box.checked).map((box) => box.value);
  }

  get first(): HTMLInputElement | undefined {
    return this.boxes.find((box) => box.tabIndex === 0) ?? this.boxes[0];
  }

  choose(value: string | null): void {
    for (const box of this.boxes) box.checked = box.value === value;
    if (!this.many) this.keepOnly(this.boxes.find((box) => box.checked) ?? null);
  }

  /** Of several that may be chosen, these. */
  chooseAll(values: readonly string[]): void {
    for (const box of this.boxes) box.checked = values.includes(box.value);
  }

  clear(): void {
    this.choose(null);
  }

  /** One tab stop for the group: the chosen one, or the first. */
  private keepOnly(kept: HTMLInputElement | null): void {
    this.boxes.forEach((box, at) => {
      if (box !== kept && box.checked) box.checked = false;
      const stop = box === kept || (!kept && at === 0) ? 0 : -1;
      if (box.tabIndex !== stop) box.tabIndex = stop;
    });
  }

  private onKey(event: KeyboardEvent, at: number): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const rightToLeft = getComputedStyle(this.boxes[at] ?? document.body).direction === "rtl";
    const steps: Record<string, number> = {
      ArrowDown: 1, ArrowUp: -1, ArrowRight: rightToLeft ? -1 : 1, ArrowLeft: rightToLeft ? 1 : -1,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = this.boxes[(at + step + this.boxes.length) % this.boxes.length];
    if (!next) return;
    next.checked = true;
    next.focus();
    next.dispatchEvent(new Event("input", { bubbles: true }));
    next.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
