import { Choices } from "./choices";
import { all, input, one, say, stamp } from "./dom";
import { labelGroup, type Field, type Problem } from "./field";
import { trimmed } from "./text";
import { fieldsOf, type Json, type Question } from "./types";

/** Nobody has more people to name than this, and a stuck key may. */
const MOST_OWN = 20;

interface Row {
  box: HTMLElement;
  marks: Choices;
  name: () => string;
  role: () => string;
  nameBox: HTMLInputElement | null;
  clear: () => void;
  /** For the child's own: writes a person down. */
  fill: (name: string, role: string, mark: string) => void;
}

/** Who should come and who should not: those suggested, and the child's own. */
export function peopleField(question: Question, body: HTMLElement): Field {
  const suggested = all(body, "[data-option]").map((box): Row => {
    const label = question.options?.find((option) => option.id === box.dataset["option"])?.label ?? "";
    const marks = new Choices(one(box, ".options"), "one");
    labelGroup(one(box, "legend"), marks);
    return { box, marks, name: () => label, role: () => "", nameBox: null, clear: () => marks.clear(), fill: () => undefined };
  });

  const boxes = all(body, "[data-own]");
  const pattern = boxes[0]?.cloneNode(true);
  const own = boxes.map(ownRow);
  own.slice(1).forEach(({ box }) => (box.hidden = true));

  const fragment = stamp("people-add");
  const add = one(fragment, "button");
  body.append(fragment);
  const another = () => {
    let next = own.find(({ box }) => box.hidden);
    if (!next && pattern instanceof HTMLElement && own.length < MOST_OWN) {
      next = ownRow(renumbered(pattern, own.length));
      own.push(next);
      add.before(next.box);
    }
    if (!next) return null;
    next.box.hidden = false;
    add.hidden = own.length >= MOST_OWN && own.every(({ box }) => !box.hidden);
    return next;
  };
  add.addEventListener("click", () => another()?.nameBox?.focus());

  return {
    value: () => {
      const people: Json[] = [];
      for (const { marks, name, role } of [...suggested, ...own]) {
        const mark = marks.chosen[0];
        if (name() && (mark === "come" || mark === "stay-away")) {
          people.push({ name: name(), role: role(), wanted: mark === "come" });
        }
      }
      return people.length > 0 ? people : undefined;
    },
    problem: () => own.map(half).find((problem) => problem !== null) ?? null,
    clear: () => {
      [...suggested, ...own].forEach((row) => row.clear());
      own.slice(1).forEach(({ box }) => (box.hidden = true));
    },
    kept: () => {
      const state = (row: Row) => ({ name: row.name(), role: row.role(), mark: row.marks.chosen[0] ?? "" });
      const rows = [suggested.map(state).filter(({ mark }) => mark), own.map(state).filter(({ name, role, mark }) => name || role || mark)];
      return rows.flat().length > 0 ? rows : undefined;
    },
    restore: (kept) => {
      const [chosen = [], others = []] = Array.isArray(kept) ? kept.map((rows) => (Array.isArray(rows) ? rows.map(fieldsOf) : [])) : [];
      for (const row of suggested) {
        row.marks.choose(String(chosen.find(({ name }) => name === row.name())?.["mark"] ?? ""));
      }
      others.forEach((person, at) => {
        const row = at === 0 ? own[0] : another();
        row?.fill(String(person["name"]), String(person["role"]), String(person["mark"]));
      });
    },
  };
}

function ownRow(box: HTMLElement): Row {
  const nameBox = input(box, "[data-part=name]");
  const roleBox = input(box, "[data-part=role]");
  // Whoever writes a name has something to say about that person.
  box.querySelector("input[value=no-matter]")?.closest("label")?.remove();
  const marks = new Choices(one(box, ".options"), "one");
  labelGroup(one(box, "legend"), marks);
  return {
    box, marks, nameBox,
    name: () => trimmed(nameBox.value),
    role: () => trimmed(roleBox.value),
    clear: () => {
      nameBox.value = "";
      roleBox.value = "";
      marks.clear();
    },
    fill: (name, role, mark) => {
      nameBox.value = name;
      roleBox.value = role;
      marks.choose(mark);
    },
  };
}

/** A name without a wish, or the other way round. */
function half({ marks, name, role, nameBox }: Row): Problem | null {
  const marked = marks.chosen.length > 0;
  if (name() && !marked) return { text: say("error-person-wanted", { name: name() }), at: marks.first ?? document.body };
  if (!name() && (marked || role()) && nameBox) return { text: say("error-person-name"), at: nameBox };
  return null;
}

/** A copy with ids of its own, so that each label finds its box. */
function renumbered(pattern: HTMLElement, at: number): HTMLElement {
  const copy = pattern.cloneNode(true) as HTMLElement;
  for (const element of all(copy, "[id], [for]")) {
    for (const name of ["id", "for"]) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, value.replace(/\d+$/, String(at)));
    }
  }
  const legend = one(copy, "legend");
  legend.textContent = (legend.textContent ?? "").replace(/\d+/, String(at + 1));
  return copy;
}
