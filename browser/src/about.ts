import { input, one, say } from "./dom";
import type { Field, Problem } from "./field";
import { dateField } from "./field-date";
import { trimmed } from "./text";
import { fieldsOf, type About, type Json } from "./types";

/** Who the child is, asked only when there is no invitation. */
export class AboutPart {
  private readonly name: HTMLInputElement;
  private readonly born: Field;
  private readonly iro: HTMLSelectElement;

  constructor(step: HTMLElement) {
    this.name = input(step, "#about-name");
    this.born = dateField(one(step, "#about-born"), () => new Date());
    const iro = one(step, "#about-iro");
    if (!(iro instanceof HTMLSelectElement)) throw new Error("#about-iro is no list");
    this.iro = iro;
  }

  get about(): About {
    const born = this.born.value();
    return {
      name: trimmed(this.name.value),
      date_of_birth: typeof born === "string" ? born : null,
      iro: this.iro.value || null,
    };
  }

  problems(): Problem[] {
    const problems: Problem[] = [];
    if (!trimmed(this.name.value)) problems.push({ text: say("error-name"), at: this.name });
    const born = this.born.problem();
    if (born) problems.push(born);
    return problems;
  }

  kept(): Json {
    return { name: this.name.value, born: this.born.kept?.() ?? [], iro: this.iro.value };
  }

  restore(kept: Json): void {
    const { name, born, iro } = fieldsOf(kept);
    this.name.value = String(name ?? "");
    this.born.restore?.(born ?? []);
    this.iro.value = String(iro ?? "");
    // An IRO who is not in the list any more.
    if (this.iro.selectedIndex < 0) this.iro.selectedIndex = 0;
  }

  clear(): void {
    this.name.value = "";
    this.born.clear();
    this.iro.selectedIndex = 0;
  }
}
