import { announce, button, make, one, say, stamp } from "./dom";
import type { Carried } from "./drag";
import type { Field } from "./field";
import { Ranking, type Move } from "./ranking";
import type { Question } from "./types";

/** Press what matters most first: the list grows in that order, and each thing
 *  in it can go up, down and off again with buttons that any keyboard reaches. */
export function rankField(question: Question, body: HTMLElement): Field {
  const ranking = new Ranking();
  const options = question.options ?? [];
  const paper = one(body, ".rank-paper");
  paper.hidden = true;
  const fragment = stamp("rank");
  const list = one(fragment, ".rank-list");
  const pool = one(fragment, ".rank-pool");
  body.append(fragment);

  const label = (id: string) => options.find((option) => option.id === id)?.label ?? id;
  const picture = (id: string) => {
    const found = [...paper.children].find((item) => item instanceof HTMLElement && item.dataset["option"] === id);
    return found?.querySelector(".symbol")?.cloneNode(true) ?? "";
  };
  const changed = () => body.dispatchEvent(new Event("input", { bubbles: true }));

  const small = (id: string, sign: string, sentence: string, act: () => void, kind: string) => {
    const sees = make("span", "", sign);
    sees.ariaHidden = "true";
    const control = button("rank-button", sees, make("span", "visually-hidden", say(sentence, { label: label(id) })));
    control.dataset["rank"] = `${kind}-${id}`;
    whenPressed(control, act);
    return control;
  };

  // Each is made once, and touched only when it changes: to draw all of them anew
  // at every press is felt on a slow phone.
  const listed = madeOnce((id) => {
    const move = (to: Move) => () => {
      ranking.move(id, to);
      after(id, `${to}-${id}`);
    };
    const ways = { up: small(id, "↑", "rank-up", move("up"), "up"), down: small(id, "↓", "rank-down", move("down"), "down") };
    const out = small(id, "✕", "rank-remove", () => {
      ranking.remove(id);
      announce(say("rank-removed", { label: label(id) }));
      draw(`add-${id}`);
      changed();
    }, "remove");
    // For pointers only: the buttons do the same for everybody.
    const grip = make("span", "rank-grip", "⠿");
    grip.ariaHidden = "true";
    const item = make("li", "rank-item", picture(id), make("span", "option__label", label(id)),
      make("span", "rank-ways", ways.up, ways.down, out), grip);
    return { id, item, ways };
  });
  const offered = madeOnce((id) => {
    const control = button("option rank-add", picture(id), make("span", "option__label", label(id)));
    control.ariaLabel = say("rank-add", { label: label(id) });
    control.dataset["rank"] = `add-${id}`;
    whenPressed(control, () => {
      const left = leftOver();
      const at = left.indexOf(id);
      ranking.add(id);
      // The next thing to press is where the finger, or the focus, already is.
      const next = left[at + 1] ?? left[at - 1];
      after(id, next ? `add-${next}` : `up-${id}`);
    });
    return { item: make("li", "", control) };
  });
  const leftOver = () => options.map(({ id }) => id).filter((id) => !ranking.order.includes(id));

  const draw = (focus = "") => {
    const left = leftOver();
    const shown = ranking.order.map(listed);
    fit(list, shown.map(({ item }) => item));
    fit(pool, left.map((id) => offered(id).item));
    for (const { id, ways } of shown) {
      const mark = (to: Move) => {
        const off = ranking.canMove(id, to) ? null : "true";
        // Not `disabled`: the focus would be lost at either end of the list.
        if (ways[to].ariaDisabled !== off) ways[to].ariaDisabled = off;
      };
      mark("up");
      mark("down");
    }
    list.hidden = ranking.order.length === 0;
    pool.hidden = left.length === 0;
    const wanted = focus && [...body.querySelectorAll<HTMLElement>("[data-rank]")].find((control) => control.dataset["rank"] === focus);
    if (wanted) wanted.focus();
  };
  const after = (id: string, focus: string) => {
    const place = ranking.order.indexOf(id) + 1;
    announce(say("rank-place", { label: label(id), place, count: options.length }));
    draw(focus);
    changed();
  };
  draw();
  // By its grip, once the script for that is here (drag.ts).
  list.addEventListener("carried", (event) => {
    const { from, to } = (event as CustomEvent<Carried>).detail;
    const id = ranking.carry(from, to);
    if (id) after(id, "");
  });

  return {
    value: () => (ranking.order.length > 0 ? [...ranking.order] : undefined),
    problem: () => null,
    clear: () => {
      ranking.clear();
      draw();
    },
    restore: (kept) => {
      ranking.clear();
      for (const id of Array.isArray(kept) ? kept.map(String) : []) {
        if (options.some((option) => option.id === id)) ranking.add(id);
      }
      draw();
    },
  };
}

/** In a task of its own, after the one that brings the press (as in journey.ts). */
function whenPressed(control: HTMLElement, act: () => void): void {
  control.addEventListener("click", () => setTimeout(() => void (control.isConnected && !control.ariaDisabled && act())));
}

/** What is made for each id the first time it is asked for. */
function madeOnce<T>(makeFor: (id: string) => T): (id: string) => T {
  const made = new Map<string, T>();
  return (id) => {
    const known = made.get(id) ?? makeFor(id);
    made.set(id, known);
    return known;
  };
}

/** Makes these, in this order, all that is in the place; what is in its place
 *  already is not touched. */
function fit(place: HTMLElement, items: readonly Element[]): void {
  const { children } = place;
  for (const child of [...children]) if (!items.includes(child)) child.remove();
  items.forEach((item, at) => children[at] === item || place.insertBefore(item, children[at] ?? null));
}
