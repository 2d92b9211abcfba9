import { announce, make, say } from "./dom";
import type { Field } from "./field";
import { isBlank, normalise, scalars } from "./text";
import type { Question } from "./types";

/** Whether the browser lets a box grow by itself, as form.css asks. */
const GROWS = CSS.supports("field-sizing", "content");

/** One line, or several in a box that grows with what is written. */
export function textField(question: Question, body: HTMLElement): Field {
  const box = body.querySelector<HTMLInputElement | HTMLTextAreaElement>("input, textarea");
  if (!box) throw new Error(`the question ${question.id} has no box`);
  const longest = question.max_length ?? Infinity;
  const count = make("p", "form-count");
  count.id = `q-${question.id}-count`;
  if (longest !== Infinity) {
    body.append(count);
    box.setAttribute("aria-describedby", `${body.getAttribute("aria-describedby") ?? ""} ${count.id}`.trim());
  } else if (body.hasAttribute("aria-describedby")) {
    box.setAttribute("aria-describedby", body.getAttribute("aria-describedby") ?? "");
  }
  // The box has the question's name and hint itself.
  for (const name of ["role", "aria-labelledby", "aria-describedby"]) body.removeAttribute(name);

  const over = () => scalars(normalise(box.value)) - longest;
  let wasOver = false;
  const show = () => {
    if (box instanceof HTMLTextAreaElement && !GROWS) {
      box.style.blockSize = box.value && "auto";
      // To ask for the height makes the browser lay out the page at once.
      if (box.value) box.style.blockSize = `${box.scrollHeight + 8}px`;
    }
    if (longest === Infinity) return;
    const extra = over();
    // A counter is a distraction while there is plenty of room.
    const near = extra > 0 || -extra <= Math.max(20, longest / 5);
    count.textContent = extra > 0 ? say("over", { count: extra }) : near ? say("left", { count: -extra }) : "";
    count.classList.toggle("form-count--over", extra > 0);
    if (extra > 0 !== wasOver) announce(count.textContent);
    wasOver = extra > 0;
  };
  box.addEventListener("input", show);

  return {
    value: () => (isBlank(box.value) ? undefined : normalise(box.value)),
    problem: () => {
      const extra = over();
      return extra > 0 ? { text: say("error-too-long", { count: extra }), at: box } : null;
    },
    clear: () => {
      box.value = "";
      show();
    },
    restore: (kept) => {
      box.value = String(kept);
      show();
    },
  };
}
