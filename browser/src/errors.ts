import { all, button, focusOn, make, one, stamp } from "./dom";
import type { Problem } from "./field";

/** Whether anything is shown as wrong: to look for it costs on every step. */
let shown = false;

/** Takes away what was shown as wrong. */
export function clearErrors(page: ParentNode): void {
  if (!shown) return;
  shown = false;
  for (const place of all(page, ".form-errors-here")) place.replaceChildren();
  for (const control of all(page, "[aria-invalid]")) {
    control.removeAttribute("aria-invalid");
    const described = (control.getAttribute("aria-describedby") ?? "").replace(/\s*\berror-\d+\b/g, "");
    if (described) control.setAttribute("aria-describedby", described);
    else control.removeAttribute("aria-describedby");
  }
}

/** Says at the top of the step what is wrong, and leads to each place. `go` may
 *  open another step first. Links would write into the address, so these are
 *  buttons. */
export function showErrors(step: HTMLElement, problems: Problem[], go: (problem: Problem) => void): void {
  shown = true;
  const fragment = stamp("errors");
  const summary = one(fragment, ".form-errors");
  const list = one(fragment, "ul");
  problems.forEach((problem, at) => {
    const link = button("form-errors__link", problem.text);
    link.id = `error-${at}`;
    link.addEventListener("click", () => go(problem));
    list.append(make("li", "", link));
    problem.at.setAttribute("aria-invalid", "true");
    // Read with the box itself, after its hint; aria-errormessage is not, in
    // most screen readers.
    const described = problem.at.getAttribute("aria-describedby") ?? "";
    problem.at.setAttribute("aria-describedby", `${described} ${link.id}`.trim());
  });
  one(step, ".form-errors-here").replaceChildren(fragment);
  focusOn(summary);
}
