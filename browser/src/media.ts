// Questions that are answered with a drawing, a recording or a photo, until
// their script is here; and the words that can stand beside these or in their
// place, which need no script.
import { Attachments, WORDS, wordsOf, type Limits } from "./attachments";
import { button, make, one, say, stamp } from "./dom";
import type { Field } from "./field";
import type { Late } from "./late";
import type { Control, Mount } from "./media/tools";
import { isBlank, normalise, scalars } from "./text";
import type { PageData, Question } from "./types";

export class Media {
  readonly attachments = new Attachments();

  constructor(private readonly data: PageData, private readonly late: Late) {}

  field(question: Question, body: HTMLElement): Field {
    const { limits } = this.data;
    return limits ? new MediaField(question, body, this, limits) : { value: () => undefined, problem: () => null, clear: () => undefined };
  }

  /** Fetches media.js; after a failure the next call tries again. */
  async load(): Promise<Mount> {
    await this.late.style("media-style");
    return this.late.load("media", () => {
      const mount = window.myReviewMedia;
      delete window.myReviewMedia;
      return mount;
    });
  }

  get strings(): Record<string, string> {
    return this.data.strings;
  }
}

class MediaField implements Field {
  private control: Control | null = null;
  private loading = false;
  private readonly place: HTMLElement;
  private readonly state: HTMLElement;
  private readonly details: HTMLDetailsElement;
  private readonly box: HTMLTextAreaElement;
  private readonly count: HTMLElement;

  constructor(
    private readonly question: Question,
    body: HTMLElement,
    private readonly media: Media,
    private readonly limits: Limits,
  ) {
    const fragment = stamp("media");
    this.place = one(fragment, ".media-place");
    this.state = one(fragment, ".media-state");
    this.count = one(fragment, ".form-count");
    const [details, box] = [fragment.querySelector("details"), fragment.querySelector("textarea")];
    if (!details || !box) throw new Error("the form's page lacks the words beside a picture");
    [this.details, this.box] = [details, box];
    box.ariaLabel = `${question.ask} ${one(fragment, ".media-words__name").textContent}`;
    body.append(fragment);
    box.addEventListener("input", () => this.keepWords());
    media.attachments.watch(question.id, () => this.showWords());
  }

  arrive(): void {
    if (this.control || this.loading) return;
    this.loading = true;
    this.state.replaceChildren(say("media-loading"));
    this.media.load().then((mount) => {
      const { attachments, strings } = this.media;
      const { id, kind, media } = this.question;
      this.control = mount(kind, media ?? "either", id, this.place, { attachments, limits: this.limits, strings });
      this.state.replaceChildren();
    }).catch(() => {
      const again = button("button button--quiet", say("media-again"));
      again.addEventListener("click", () => this.arrive());
      this.state.replaceChildren(make("p", "", say("media-failed")), again);
      this.details.open = true;
    }).finally(() => (this.loading = false));
  }

  depart(): void {
    this.control?.depart();
  }

  value(): string[] | undefined {
    const ids = this.media.attachments.of(this.question.id).map(({ id }) => id);
    return ids.length > 0 ? ids : undefined;
  }

  problem() {
    const over = scalars(this.box.value) - this.limits.words;
    if (over > 0) return { text: say("error-too-long", { count: over }), at: this.box };
    return this.control?.problem() ?? null;
  }

  clear(): void {
    this.control?.clear();
    for (const { id } of this.media.attachments.of(this.question.id)) this.media.attachments.remove(id);
    this.box.value = "";
    this.count.textContent = "";
    this.details.open = false;
  }

  private get words() {
    return this.media.attachments.of(this.question.id).find(({ media_type }) => media_type === WORDS);
  }

  private keepWords(): void {
    const { attachments } = this.media;
    const text = normalise(this.box.value);
    const known = this.words;
    const left = this.limits.words - scalars(text);
    this.count.textContent = left > 200 ? "" : say(left < 0 ? "over" : "left", { count: Math.abs(left) });
    if (!isBlank(text)) attachments.put(this.question.id, WORDS, new TextEncoder().encode(text), known?.id);
    else if (known) attachments.remove(known.id);
  }

  /** A draft was brought back. */
  private showWords(): void {
    const known = this.words;
    if (!known || this.box.value !== "") return;
    this.box.value = wordsOf(known);
    this.details.open = true;
  }
}
