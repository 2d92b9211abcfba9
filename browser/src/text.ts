// What both sides mean by "empty", "line end" and "long".

/** LF line ends, and nothing that UTF-8 cannot carry. */
export function normalise(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/\p{Surrogate}/gu, "\uFFFD");
}

/** Nothing but white space, as Unicode (and Rust's `trim`) has it; JavaScript's
 *  own `trim` differs in two characters. */
export function isBlank(text: string): boolean {
  return /^\p{White_Space}*$/u.test(text);
}

export function trimmed(text: string): string {
  return text.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, "");
}

/** Length in Unicode scalar values, so that an emoji counts as a child would. */
export function scalars(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Fills `{name}` in one of the interface's sentences. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
}
