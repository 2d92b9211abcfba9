import { input, say } from "./dom";
import type { Field } from "./field";
import { trimmed } from "./text";
import { isDay } from "./values";

/** A day in three boxes: day, month, year. */
export function dateField(body: HTMLElement, latest?: () => Date): Field {
  const day = input(body, "[data-date=day]");
  const month = input(body, "[data-date=month]");
  const year = input(body, "[data-date=year]");
  const boxes = [day, month, year];

  const read = (): { text: string } | { error: "date" | "no-day"; at: HTMLElement } | null => {
    const parts = boxes.map((box) => trimmed(box.value));
    if (parts.every((part) => part === "")) return null;
    const shapes = [/^\d{1,2}$/, /^\d{1,2}$/, /^\d{4}$/];
    const wrong = boxes.find((_, at) => !shapes[at]?.test(parts[at] ?? ""));
    if (wrong) return { error: "date", at: wrong };
    const [d = "", m = "", y = ""] = parts.map((part) => part.padStart(2, "0"));
    const text = `${y}-${m}-${d}`;
    return isDay(text) ? { text } : { error: "no-day", at: Number(m) < 1 || Number(m) > 12 ? month : day };
  };

  return {
    value: () => {
      const found = read();
      return found && "text" in found ? found.text : undefined;
    },
    problem: () => {
      const found = read();
      if (!found) return null;
      if ("error" in found) return { text: say(`error-${found.error}`), at: found.at };
      const end = latest?.();
      return end && found.text > end.toISOString().slice(0, 10) ? { text: say("error-future"), at: year } : null;
    },
    clear: () => boxes.forEach((box) => (box.value = "")),
    kept: () => (boxes.some((box) => box.value) ? boxes.map((box) => box.value) : undefined),
    restore: (kept) => boxes.forEach((box, at) => (box.value = String(Array.isArray(kept) ? (kept[at] ?? "") : ""))),
  };
}
