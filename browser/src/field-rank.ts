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

  const small = (id: string, sign: string, sentence: string, act: () => void, off: boolean, kind: string) => {
    const sees = make("span", "", sign);
    sees.ariaHidden = "true";
    const control = button("rank-button", sees, make("span", "visually-hidden", say(sentence, { label: label(id) })));
    control.dataset["rank"] = `${kind}-${id}`;
    // Not `disabled`: the focus would be lost at either end of the list.
    if (off) control.ariaDisabled = "true";
    if (!off) whenPressed(control, act);
    return control;
  };

  const draw = (focus = "") => {
    list.replaceChildren(...ranking.order.map((id) => {
      const move = (to: Move) => () => {
        ranking.move(id, to);
        after(id, `${to}-${id}`);
      };
      const ways = make("span", "rank-ways",
        small(id, "↑", "rank-up", move("up"), !ranking.canMove(id, "up"), "up"),
        small(id, "↓", "rank-down", move("down"), !ranking.canMove(id, "down"), "down"),
        small(id, "✕", "rank-remove", () => {
          ranking.remove(id);
          announce(say("rank-removed", { label: label(id) }));
          draw(`add-${id}`);
          changed();
        }, false, "remove"));
      // For pointers only: the buttons do the same for everybody.
      const grip = make("span", "rank-grip", "⠿");
      grip.ariaHidden = "true";
      return make("li", "rank-item", picture(id), make("span", "option__label", label(id)), ways, grip);
    }));
    const left = options.filter(({ id }) => !ranking.order.includes(id));
    pool.replaceChildren(...left.map(({ id }, at) => {
      const control = button("option rank-add", picture(id), make("span", "option__label", label(id)));
      control.ariaLabel = say("rank-add", { label: label(id) });
      control.dataset["rank"] = `add-${id}`;
      whenPressed(control, () => {
        ranking.add(id);
        // The next thing to press is where the finger, or the focus, already is.
        const next = left[at + 1] ?? left[at - 1];
        after(id, next ? `add-${next.id}` : `up-${id}`);
      });
      return make("li", "", control);
    }));
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

/** In a task of its own, after the one that brings the press (as in journey.ts),
 *  and once only: what was pressed is drawn anew. */
function whenPressed(control: HTMLElement, act: () => void): void {
  control.addEventListener("click", () => setTimeout(() => void (control.isConnected && act())));
}
