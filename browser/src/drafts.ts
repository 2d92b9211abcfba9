// Where a form that is put aside touches the page: the button for it, and what
// the first page says of those on this device. The rest is in draft.js.
import { button, make, one, say, stamp } from "./dom";
import type { DraftHost, Drafting } from "./draft";
import { FORMAT, type Draft } from "./draft-file";
import { endOf, find, remove, tidy, type KeptDraft } from "./draft-store";
import { whenIdle } from "./idle";
import type { Journey } from "./journey";
import type { Late } from "./late";
import { dayAt, moment } from "./moment";
import type { PageData } from "./types";

export class Drafts {
  private kept: KeptDraft | null = null;
  private isPrepared = false;
  private readonly place: HTMLElement;
  private readonly failed: HTMLElement;

  constructor(
    private readonly page: HTMLElement,
    private readonly data: PageData,
    private readonly journey: Journey,
    private readonly late: Late,
  ) {
    const fragment = stamp("kept");
    this.place = one(fragment, ".form-kept");
    this.failed = one(page, ".form-later__failed");
    one(page, "[data-step=start]").prepend(fragment);
    this.helpPreview();
    tidy(Date.now()).catch(() => undefined).then(() => this.draw()).catch(() => undefined);
  }

  save(): void {
    void this.start((drafting) => drafting.save(this.host()));
  }

  /** One from a file. */
  open(): void {
    void this.start((drafting) => drafting.open(this.host(), null));
  }

  /** The answers have been sent: nothing of them is left to finish. */
  sent(): void {
    if (this.kept) this.forget(this.kept);
    this.kept = null;
  }

  /** The page is being emptied. */
  wipe(): void {
    this.kept = null;
    this.page.querySelector<HTMLDialogElement>("dialog.draft")?.close();
    this.draw().catch(() => undefined);
  }

  /** `my-review preview` loads the page again when its files change. It takes
   *  what somebody who tries the form has answered, and gives it back. */
  private helpPreview(): void {
    const { session } = this.journey;
    addEventListener("my-review-keep", ({ detail }: CustomEventInit<{ answers?: Promise<Draft> }>) => {
      if (!detail) return;
      detail.answers = this.host().collect();
      session.dirty = false;
    });
    addEventListener("my-review-back", ({ detail }: CustomEventInit<{ answers: Draft; taken?: boolean }>) => {
      if (!detail) return;
      detail.taken = true;
      this.host().resume(detail.answers, null);
    });
  }

  private host(): DraftHost {
    const { id, version } = this.data;
    const { journey } = this;
    const title = document.querySelector("h1")?.textContent?.trim() ?? "";
    return {
      page: this.page,
      form: { id, version, title },
      kept: this.kept,
      dirty: journey.session.dirty,
      collect: async (): Promise<Draft> => {
        const { session } = journey;
        await session.attachments.ready();
        const about = { format: FORMAT, form: id, form_version: version, title, saved_at: new Date().toISOString() } as const;
        return { ...about, place: journey.place, ...session.kept(), attachments: session.attachments.all };
      },
      resume: (draft, kept) => {
        const lost = journey.session.restore(draft, draft.attachments);
        this.kept = kept;
        journey.resume(draft.place);
        return lost;
      },
      clear: () => {
        this.kept = null;
        journey.reset();
        this.draw().catch(() => undefined);
      },
      arrive: () => journey.arrive(),
    };
  }

  /** The lock comes once the form is begun and the page has nothing else to do:
   *  when tea is ready the signal may be gone. */
  prepare(): void {
    if (this.isPrepared) return;
    this.isPrepared = true;
    // A child who pays for every byte gets it when it is wanted.
    const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
    if (!connection?.saveData) whenIdle(() => void this.load().catch(() => undefined));
  }

  private async load(): Promise<Drafting> {
    await this.late.style("draft-style");
    return this.late.load("draft", () => {
      const drafting = window.myReviewDraft;
      delete window.myReviewDraft;
      return drafting;
    });
  }

  private async start(act: (drafting: Drafting) => void): Promise<void> {
    this.failed.textContent = "";
    try {
      act(await this.load());
    } catch {
      this.failed.textContent = say("later-failed");
    }
  }

  private forget({ key }: KeptDraft): void {
    remove(key).catch(() => undefined).then(() => this.draw()).catch(() => undefined);
  }

  private async draw(): Promise<void> {
    const kept = await find(this.data.id);
    this.place.replaceChildren(...kept.map((draft) => this.card(draft)));
    this.place.hidden = kept.length === 0;
  }

  private card(draft: KeptDraft): HTMLElement {
    const text = make("p", "", say("kept-here", { when: moment(draft.saved), end: dayAt(endOf(draft)) }));
    const ways = make("div", "form-buttons");
    const asked = () => {
      const yes = act("button button--danger", say("kept-forget-yes"), () => this.forget(draft));
      text.textContent = say("kept-forget-sure");
      ways.replaceChildren(yes, act("button button--quiet", say("kept-forget-no"), () => void this.draw()));
      yes.focus();
    };
    ways.append(
      act("button", say("kept-open"), () => void this.start((drafting) => drafting.open(this.host(), draft))),
      act("button button--quiet", say("kept-forget"), asked),
    );
    return make("div", "form-kept__one stack", text, ways);
  }
}

function act(className: string, text: string, does: () => void): HTMLButtonElement {
  const control = button(className, text);
  control.addEventListener("click", does);
  return control;
}
