// Questions that are answered with a drawing, a recording or a photo, until
// their script is here.
import { Attachments } from "./attachments";
import { onceDrawn, oneByOne } from "./bits";
import { button, make, say } from "./dom";
import type { Field } from "./field";
import { whenIdle } from "./idle";
import type { Late } from "./late";
import type { Control, Mount } from "./media/tools";
import type { PageData, Question } from "./types";

export class Media {
  readonly attachments = new Attachments();

  constructor(private readonly data: PageData, private readonly late: Late) {}

  field(question: Question, body: HTMLElement): Field {
    const { attachments } = this;
    const { limits } = this.data;
    const [place, state] = [make("div", "media-place"), make("div", "media-state")];
    state.role = "status";
    body.append(place, state);
    let control: Control | null = null;
    let loading = false;
    let here = false;
    let whole = (): void => undefined;

    const put = (mount: Mount): void => {
      if (limits) control ??= mount(question, place, { attachments, limits, strings: this.data.strings });
    };
    // A board is made while the child is still at the question before. The others
    // say how much room is left, and so not before they are come to.
    const ready = (mount: Mount): void => {
      here = true;
      if (question.kind !== "drawing") return;
      whenIdle(() => {
        if (control) return;
        // Nothing of it is laid out before it is all there.
        place.hidden = true;
        put(mount);
        whole = oneByOne([...place.children].map((part) => ({ elements: [part] })), whenIdle);
        place.hidden = false;
      });
    };
    const arrive = async (): Promise<void> => {
      whole();
      if (control || loading || !limits) return;
      loading = true;
      if (!here) state.replaceChildren(say("late-loading"));
      try {
        const mount = await this.load();
        here = true;
        // First the question, then the board: two short tasks for one long.
        await new Promise<void>((go) => onceDrawn(go));
        put(mount);
        state.replaceChildren();
      } catch {
        const again = button("button button--quiet", say("late-again"));
        again.addEventListener("click", () => void arrive());
        state.replaceChildren(make("p", "", say("media-failed")), again);
      }
      loading = false;
    };
    return {
      value: () => {
        const ids = attachments.of(question.id).map(({ id }) => id);
        return ids.length > 0 ? ids : undefined;
      },
      problem: () => control?.problem() ?? null,
      clear: () => {
        control?.clear();
        for (const { id } of attachments.of(question.id)) attachments.remove(id);
      },
      soon: () => void this.load().then(ready, () => undefined),
      arrive: () => void arrive(),
      depart: () => control?.depart(),
    };
  }

  /** Fetches media.js; after a failure the next call tries again. */
  private async load(): Promise<Mount> {
    await this.late.style("media-style");
    return this.late.load("media", () => {
      const mount = window.myReviewMedia;
      delete window.myReviewMedia;
      return mount;
    });
  }
}
