// Words that stand beside a picture or a recording, or in its place. They travel
// as an attachment too, for the answer is a list of attachments.
import { WORDS, wordsOf } from "../attachments";
import { one, say, stamp } from "../dom";
import { isBlank, normalise, scalars } from "../text";
import type { Question } from "../types";
import type { Control, Tools } from "./tools";

/** So near its end the room for words is counted. */
const NEAR = 200;

export function words(question: Question, place: HTMLElement, { attachments, limits }: Tools): Control {
  place.append(stamp("media-words"));
  const [details, box] = [place.querySelector("details"), place.querySelector("textarea")];
  if (!details || !box) throw new Error("the form's page lacks the words beside a picture");
  const count = one(place, ".form-count");
  box.ariaLabel = `${question.ask} ${one(place, ".media-words__name").textContent}`;

  const known = () => attachments.of(question.id).find(({ media_type }) => media_type === WORDS);
  box.addEventListener("input", () => {
    const text = normalise(box.value);
    const [left, id] = [limits.words - scalars(text), known()?.id];
    count.textContent = left > NEAR ? "" : say(left < 0 ? "over" : "left", { count: Math.abs(left) });
    if (!isBlank(text)) attachments.put(question.id, WORDS, new TextEncoder().encode(text), id);
    else if (id) attachments.remove(id);
  });
  // A draft was brought back.
  const changed = () => {
    const kept = known();
    if (!kept || box.value !== "") return;
    box.value = wordsOf(kept);
    details.open = true;
  };
  attachments.watch(question.id, changed);
  changed();

  return {
    depart: () => undefined,
    problem: () => {
      const over = scalars(normalise(box.value)) - limits.words;
      return over > 0 ? { text: say("error-too-long", { count: over }), at: box } : null;
    },
    clear: () => {
      box.value = "";
      count.textContent = "";
      details.open = false;
    },
  };
}
