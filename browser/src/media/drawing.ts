// The drawing board: pointer, finger or pen; undo, start again, colours, widths.
import { Choices } from "../choices";
import { all, announce, one, say, stamp } from "../dom";
import { paint, Strokes, type Point } from "./strokes";
import { encode, pictureOf, type Control, type Tools } from "./tools";

const PNG = "image/png";

/** Dark enough to be told apart on white paper; yellow is meant to be light. */
const COLOURS: Record<string, string> = {
  black: "#1b1b1b", red: "#d3202e", orange: "#ee7a00", yellow: "#f7cb15", green: "#1c8a3c",
  blue: "#1667c4", purple: "#7b3fa8", pink: "#e0559f", brown: "#7a4a21", rubber: "#ffffff",
};
const WIDTHS: Record<string, number> = { thin: 6, middle: 16, thick: 40 };

/** Long enough to join the lines of a letter into one picture to encode. */
const PAUSE_MS = 250;

export function drawing(question: string, place: HTMLElement, tools: Tools): Control {
  const { attachments } = tools;
  place.replaceChildren(stamp("media-drawing"));
  const canvas = place.querySelector("canvas");
  const paper = canvas?.getContext("2d");
  if (!canvas || !paper) throw new Error("this browser has no canvas");
  const colour = new Choices(one(place, "[data-set=colour]"), "one");
  const width = new Choices(one(place, "[data-set=width]"), "one");
  const [undo, clean] = ["undo", "clean"].map((name) => one(place, `[data-media=${name}]`));
  const strokes = new Strokes();
  /** What a kept draft held, below the lines of today. */
  let below: ImageBitmap | null = null;
  /** Whether there ever was anything to paint. A board that nobody touched is
   *  white by its style: its first picture is felt on a slow phone. */
  let painted = false;
  /** Grows with every change, so that a picture that is out of date is not made. */
  let turn = 0;
  let own = "";
  /** Grows with every kept drawing that is brought back, and when all is cleared:
   *  one that comes late must not stand on a board that was emptied. */
  let bringing = 0;
  let pointer: number | null = null;

  const reset = () => {
    colour.choose("black");
    width.choose("middle");
    strokes.forget();
    below = null;
    draw();
  };
  const draw = () => {
    painted ||= !isEmpty();
    if (painted) {
      paper.fillStyle = "#ffffff";
      paper.fillRect(0, 0, canvas.width, canvas.height);
      if (below && !strokes.isClean) paper.drawImage(below, 0, 0);
      for (const stroke of strokes.shown) paint(paper, stroke);
    }
    // Not `disabled`: the focus would be lost with the last line.
    if (undo) undo.ariaDisabled = strokes.canUndo ? null : "true";
    if (clean) clean.ariaDisabled = isEmpty() ? "true" : null;
    const drawn = below && !strokes.isClean ? "paper-kept" : "paper-drawn";
    canvas.ariaLabel = say(isEmpty() ? "paper-empty" : drawn, { count: strokes.shown.length });
  };
  const isEmpty = () => strokes.shown.length === 0 && (!below || strokes.isClean);

  /** The answer is there at once; its bytes follow. */
  const keep = () => {
    const now = (turn += 1);
    const known = pictureOf(tools, question);
    if (isEmpty()) {
      own = "";
      if (known) attachments.remove(known);
    } else {
      const made = new Promise<void>((go) => setTimeout(go, PAUSE_MS)).then(() => (now === turn ? encode(canvas, PNG) : null));
      own = attachments.put(question, PNG, made, known);
    }
    place.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const at = (event: PointerEvent): Point => {
    const box = canvas.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) * canvas.width) / box.width,
      y: ((event.clientY - box.top) * canvas.height) / box.height,
    };
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (pointer !== null || event.button !== 0) return;
    event.preventDefault();
    pointer = event.pointerId;
    canvas.setPointerCapture(pointer);
    strokes.begin({
      colour: COLOURS[colour.chosen[0] ?? ""] ?? "#1b1b1b",
      width: (WIDTHS[width.chosen[0] ?? ""] ?? 16) * (colour.chosen[0] === "rubber" ? 2 : 1),
      points: [at(event)],
    });
    draw();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    const between = event.getCoalescedEvents?.() ?? [];
    const known = strokes.shown.at(-1)?.points.length;
    for (const one of between.length > 0 ? between : [event]) strokes.draw(at(one));
    const stroke = strokes.shown.at(-1);
    if (stroke) paint(paper, stroke, known);
  });
  const lift = (event: PointerEvent) => {
    if (event.pointerId !== pointer) return;
    pointer = null;
    draw();
    keep();
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);

  undo?.addEventListener("click", () => {
    if (!strokes.canUndo) return;
    strokes.undo();
    draw();
    keep();
    announce(say("undone"));
  });
  clean?.addEventListener("click", () => {
    if (isEmpty()) return;
    strokes.clean();
    draw();
    keep();
    announce(say("cleaned"));
  });

  /** A draft was brought back, or the drawing taken away. */
  const changed = () => {
    const id = pictureOf(tools, question);
    const kept = attachments.of(question).find((one) => one.id === id);
    if (!kept || id === own || kept.bytes.length === 0) return;
    own = kept.id;
    const now = (bringing += 1);
    void createImageBitmap(new Blob([kept.bytes], { type: PNG })).then((image) => {
      if (now !== bringing) return image.close();
      strokes.forget();
      below = image;
      draw();
    }, () => undefined);
  };
  attachments.watch(question, changed);
  reset();
  changed();
  for (const box of all(place, "[data-set] input")) box.addEventListener("input", (event) => event.stopPropagation());

  return {
    depart: () => undefined,
    problem: () => null,
    clear: () => {
      turn += 1;
      bringing += 1;
      pointer = null;
      own = "";
      reset();
    },
  };
}
