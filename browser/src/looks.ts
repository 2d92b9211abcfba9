// How the page looks to this reader: letters, lines, colours. Kept on the
// device only if the reader says so, and forgotten as soon as they say not to.

export const PLACE = "my-review-looks";

/** What can be chosen, and what it is unless something else is chosen. */
const CHOICES: Record<string, readonly string[]> = {
  size: ["usual", "large", "larger"],
  spacing: ["usual", "wide"],
  font: ["usual", "easy"],
  colours: ["usual", "calm", "strong"],
};

export type Looks = Map<string, string>;

/** What the device keeps; nothing if the reader never asked for that. */
export function keptLooks(): Looks {
  const looks: Looks = new Map();
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(PLACE) ?? "{}");
    if (typeof kept !== "object" || kept === null) return looks;
    for (const [name, value] of Object.entries(kept)) {
      if (CHOICES[name]?.includes(value)) looks.set(name, value);
    }
  } catch {
    // Storage that is shut or spoilt keeps nothing.
  }
  return looks;
}

/** Applies them: as attributes of the page, which site.css knows. */
export function showLooks(looks: Looks): void {
  for (const name of Object.keys(CHOICES)) {
    const value = looks.get(name) ?? "usual";
    if (value === "usual") document.documentElement.removeAttribute(`data-${name}`);
    else document.documentElement.setAttribute(`data-${name}`, value);
  }
}
