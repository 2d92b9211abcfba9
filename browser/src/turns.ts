// Taking turns at one device: a helper's turn, the child's alone, and what is
// put out of sight before the device changes hands. It keeps ids, no answers.
import { questionsOf, type Condition, type Definition } from "./types";

/** What a draft keeps of it. Not who holds the device: that is to be said anew. */
export interface KeptTurns {
  only_alone: boolean;
  alone: string[];
  concealed: string[];
}

export class Turns {
  /** Whether the child answers alone, with a helper who has looked away. */
  alone = false;
  /** Whether what the child writes alone is only for the IRO, unless the child
   *  says otherwise at a question. */
  onlyAlone = false;
  private readonly byChildAlone = new Set<string>();
  private readonly concealed = new Set<string>();

  constructor(private readonly form: Pick<Definition, "sections">) {}

  /** Notes who wrote the answer. True if it stops being one written alone. */
  wrote(id: string): boolean {
    if (this.alone) {
      this.byChildAlone.add(id);
      return false;
    }
    return this.byChildAlone.delete(id);
  }

  wroteAlone(id: string): boolean {
    return this.byChildAlone.has(id);
  }

  conceal(ids: Iterable<string>): void {
    for (const id of ids) this.concealed.add(id);
  }

  reveal(): void {
    this.concealed.clear();
  }

  isConcealed(id: string): boolean {
    return this.concealed.has(id);
  }

  get concealedCount(): number {
    return this.concealed.size;
  }

  /** The questions out of sight, and those whose being asked would tell what
   *  was answered there. */
  closed(): Set<string> {
    const closed = new Set(this.concealed);
    if (closed.size === 0) return closed;
    for (const { id, show_if } of questionsOf(this.form)) {
      if (show_if && asked(show_if).some((other) => closed.has(other))) closed.add(id);
    }
    return closed;
  }

  kept(): KeptTurns {
    return { only_alone: this.onlyAlone, alone: [...this.byChildAlone], concealed: [...this.concealed] };
  }

  restore({ only_alone, alone, concealed }: KeptTurns): void {
    this.clear();
    this.onlyAlone = only_alone;
    for (const id of alone) this.byChildAlone.add(id);
    this.conceal(concealed);
  }

  clear(): void {
    this.alone = false;
    this.onlyAlone = false;
    this.byChildAlone.clear();
    this.concealed.clear();
  }
}

/** The questions that a condition asks about. */
function asked(condition: Condition): string[] {
  if ("all" in condition) return condition.all.flatMap(asked);
  if ("any" in condition) return condition.any.flatMap(asked);
  return [condition.question];
}
