import { Choices } from "./choices";
import { all, input, one, say } from "./dom";
import type { Problem } from "./field";
import { trimmed } from "./text";
import { fieldsOf, type Audience, type FilledInBy, type HelperRole, type Json, type WhoseWords } from "./types";

const ROLE_OF: Partial<Record<Audience, HelperRole>> = { carer: "carer", parent: "parent", iro: "other" };

/** Who is filling this in. A form for carers, parents or IROs asks only for the
 *  name: whoever fills it in speaks for themselves. */
export class Who {
  /** Whether it is asked who, and so whose words each answer is. */
  readonly asks: boolean;
  private readonly who: Choices | null = null;
  private readonly role: Choices | null = null;
  /** Who wrote in the paper booklet that a helper is typing in. */
  private readonly paper: Choices | null = null;
  private readonly name: HTMLInputElement;
  private readonly helper: HTMLElement;

  constructor(step: HTMLElement, private readonly audience: Audience) {
    this.asks = audience === "child" || audience === "everyone";
    this.helper = one(step, "[data-helper]");
    this.name = input(step, "#helper-name");
    if (!this.asks) return;
    this.who = new Choices(one(step, "[data-who=who]"), "one");
    this.role = new Choices(one(step, "[data-who=role]"), "one");
    this.paper = new Choices(one(step, "[data-who=paper]"), "one");
    step.addEventListener("change", () => this.show());
    this.show();
  }

  /** Whose words an answer on paper is, unless it is said otherwise; null
   *  where nobody is typing in a booklet. */
  get wordsOnPaper(): WhoseWords | null {
    if (this.said !== "paper") return null;
    return this.paper?.chosen[0] === "child" ? "own" : "written-for-me";
  }

  get filledInBy(): FilledInBy {
    const role = this.asks ? (this.role?.chosen[0] as HelperRole | undefined) : ROLE_OF[this.audience];
    if (this.asks && !this.helps) return { who: "child" };
    return { who: "helper", helper: { role: role ?? "other", name: trimmed(this.name.value) } };
  }

  problems(): Problem[] {
    const at = this.who?.first ?? this.name;
    if (this.asks && this.who?.chosen.length === 0) return [{ text: say("error-who"), at }];
    if (this.filledInBy.who === "child") return [];
    const problems: Problem[] = [];
    if (this.said === "paper" && this.paper?.chosen.length === 0) {
      problems.push({ text: say("error-paper"), at: this.paper.first ?? at });
    }
    if (this.asks && this.role?.chosen.length === 0) {
      problems.push({ text: say(this.said === "paper" ? "error-role-paper" : "error-role"), at: this.role.first ?? at });
    }
    // The record must say who helped.
    if (!trimmed(this.name.value)) {
      problems.push({ text: say(this.said === "helper" ? "error-helper-name" : "error-your-name"), at: this.name });
    }
    return problems;
  }

  kept(): Json {
    return { who: this.said, paper: this.paper?.chosen[0] ?? "", role: this.role?.chosen[0] ?? "", name: this.name.value };
  }

  restore(kept: Json): void {
    const { who, paper, role, name } = fieldsOf(kept);
    this.who?.choose(String(who ?? ""));
    this.paper?.choose(String(paper ?? ""));
    this.role?.choose(String(role ?? ""));
    this.name.value = String(name ?? "");
    this.show();
  }

  clear(): void {
    this.who?.clear();
    this.role?.clear();
    this.paper?.clear();
    this.name.value = "";
    this.show();
  }

  private get said(): string {
    return this.who?.chosen[0] ?? "";
  }

  private get helps(): boolean {
    return this.said === "helper" || this.said === "paper";
  }

  private show(): void {
    if (!this.asks) return;
    this.helper.hidden = !this.helps;
    for (const part of all(this.helper, "[data-when]")) part.hidden = part.dataset["when"] !== this.said;
  }
}
