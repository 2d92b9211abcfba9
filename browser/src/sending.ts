// The end of the check page: send, wait for the signal, say what came of it, try
// again, save. One of three things holds, and the child is told which: sent,
// waiting, not sent.
import { complain } from "./complain";
import { all, focusOn, one, say } from "./dom";
import type { Journey } from "./journey";
import type { Late } from "./late";
import { post, type Outcome } from "./post";
import { saveFile } from "./save-file";
import type { Sealed } from "./seal";
import { Sealer } from "./sealer";
import type { Addressed } from "./types";
import * as waiting from "./waiting";
import { whenIdle } from "./idle";

const FILE_NAME = "my-review-sealed.age";

/** From here on, sending is felt, in bytes. */
const LONG = 2_000_000;

type Failure = Exclude<Outcome, { kind: "stored" }> | { kind: "seal" };

/** What passes by itself, so that the answers can wait for it. */
const PASSING: readonly string[] = ["offline", "network", "busy", "other"];

export class Sending {
  private readonly sealer: Sealer;
  private readonly status: HTMLElement;
  private readonly bar: HTMLElement;
  private readonly panel: HTMLElement;
  private readonly countdown: HTMLElement;
  private busy = false;
  /** The attempt that is on its way, which can be taken back. */
  private attempt: AbortController | null = null;
  private timer = 0;
  private attempts = 0;
  /** Whether the answers go by themselves as soon as they can. */
  private isWaiting = false;
  /** What came of the last attempt. */
  private last: Failure["kind"] | null = null;
  /** Sealed before a reload: nobody can open them to change an answer. */
  private recovered: Sealed | null = null;
  /** Called once the letterbox has the answers. */
  onSent: () => void = () => undefined;

  constructor(
    private readonly page: HTMLElement,
    private readonly data: Addressed,
    private readonly journey: Journey,
    late: Late,
  ) {
    this.sealer = new Sealer(data, late);
    this.status = one(page, ".form-send__status");
    this.bar = one(page, ".form-send__bar");
    this.panel = one(page, ".form-failed");
    this.countdown = one(page, ".form-failed__wait");
    addEventListener("online", () => this.hurry());
    // From the browser's memory the page comes back empty; its tab does not.
    addEventListener("pageshow", (event) => {
      if (event.persisted) setTimeout(() => this.recover());
    });
    // A phone in a pocket stops the clock.
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.hurry();
    });
  }

  /** The end is near. Early, so that the press on "send" need not wait, and when
   *  the child reads or thinks; if it fails now, that press tries again. */
  near(): void {
    whenIdle(() => void this.sealer.load().catch(() => undefined));
  }

  /** Whether closing the page would lose sealed answers. */
  get pending(): boolean {
    return this.recovered !== null;
  }

  /** Forgets the sealed bytes in the page's memory and stops waiting. */
  forget(): void {
    this.calm();
    this.sealer.forget();
    this.recovered = null;
  }

  /** Forgets them in the tab's memory as well. */
  forgetAll(): void {
    this.forget();
    waiting.drop(this.data.id);
  }

  /** Whoever leaves the check page takes the answers back, to change them. */
  shown(step: string): void {
    if (step === "check" || step === "waits") return;
    // Not when the page goes: then they are forgotten already, and the tab keeps
    // them for the page that comes.
    if (this.sealer.last) waiting.drop(this.data.id);
    this.calm();
  }

  /** Goes on with what a reload interrupted. */
  recover(): void {
    this.recovered = waiting.find(this.data.id);
    if (!this.recovered) return;
    this.journey.hold();
    one(this.page, ".form-waits").append(this.status, this.panel);
    void this.send();
  }

  discard(): void {
    this.forgetAll();
    one(this.page, ".form-send").append(this.status, this.panel);
    this.journey.release();
  }

  async send(): Promise<void> {
    if (this.busy || (!this.recovered && this.complain())) return;
    const again = this.panel.contains(document.activeElement);
    const wasWaiting = this.isWaiting;
    clearInterval(this.timer);
    this.setBusy(true);
    this.status.textContent = say("sealing");
    const attempt = (this.attempt = new AbortController());
    let outcome: Outcome | Failure;
    try {
      const sealed = this.recovered ?? (await this.sealer.sealed(this.journey.session, (done) => this.progress(done)));
      this.bar.hidden = true;
      if (attempt.signal.aborted) throw new Error("taken back while it was locked");
      // Before the attempt: a reload in the middle goes on with the same bytes.
      const kept = waiting.keep(this.data.id, sealed);
      one(this.panel, ".form-failed__kept").textContent = say(kept ? "kept" : "not-kept");
      this.status.textContent = say(sealed.bytes.length > LONG ? "sending-long" : "sending");
      outcome = await post(this.data.letterbox, sealed.bytes, sealed.receipt, attempt.signal);
    } catch {
      outcome = { kind: "seal" };
    }
    this.setBusy(false);
    this.bar.hidden = true;
    this.status.textContent = "";
    // Changed or deleted while it was on its way: what comes of it no longer matters.
    if (attempt.signal.aborted) return;
    if (outcome.kind === "stored") return this.sent(outcome.receipt);
    this.fail(outcome, again || !wasWaiting);
  }

  private complain(): boolean {
    const { journey } = this;
    return complain(journey.complaints, (step) => journey.change(step));
  }

  /** Locking a video takes a while: the child sees it go on, and hears of it in
   *  steps that do not talk over each other. */
  private progress(done: number): void {
    this.bar.hidden = false;
    this.bar.setAttribute("value", String(done));
    this.status.textContent = say("sealing-part", { percent: Math.floor(done * 4) * 25 });
  }

  private sent(receipt: string): void {
    one(this.page, ".form-receipt").textContent = receipt;
    this.forgetAll();
    this.onSent();
    this.journey.finish();
  }

  private fail(outcome: Failure, focus: boolean): void {
    this.last = outcome.kind;
    this.isWaiting = PASSING.includes(outcome.kind);
    this.attempts += 1;
    this.panel.hidden = false;
    this.panel.dataset["state"] = this.isWaiting ? "waiting" : "not-sent";
    const title = one(this.panel, ".form-failed__title");
    title.textContent = say(this.isWaiting ? "state-waiting" : this.recovered ? "state-not-sent-locked" : "state-not-sent");
    one(this.panel, ".form-failed__why").textContent = say(`fail-${outcome.kind}`);
    const sealed = this.recovered ?? this.sealer.last;
    for (const part of all(this.panel, "[data-do=save], .form-failed__kept, .form-failed__file")) part.hidden = !sealed;
    one(this.page, ".form-send__button").hidden = true;
    if (focus) focusOn(title);
    if (this.isWaiting) this.waitFor(outcome.kind === "busy" ? outcome.seconds : waiting.pause(this.attempts));
    else this.countdown.textContent = "";
  }

  /** Counts down on the screen, then tries again by itself. */
  private waitFor(seconds: number): void {
    const end = Date.now() + seconds * 1000;
    const tick = () => {
      const left = Math.ceil((end - Date.now()) / 1000);
      if (left <= 0) void this.send();
      else this.countdown.textContent = say("wait", { seconds: left });
    };
    clearInterval(this.timer);
    this.timer = window.setInterval(tick, 500);
    tick();
  }

  /** The signal is back: no need to wait out the pause, unless the letterbox
   *  asked for it. */
  private hurry(): void {
    const passes = this.last === "seal" || (this.isWaiting && this.last !== "busy");
    if (passes && navigator.onLine) void this.send();
  }

  /** Takes back what is on its way, and hides what was said of the last attempt;
   *  what is on the page is ready. */
  private calm(): void {
    this.attempt?.abort();
    clearInterval(this.timer);
    this.isWaiting = false;
    this.last = null;
    this.attempts = 0;
    this.countdown.textContent = "";
    this.panel.hidden = true;
    one(this.page, ".form-send__button").hidden = false;
  }

  private setBusy(busy: boolean): void {
    this.busy = busy;
    this.status.classList.toggle("is-busy", busy);
    // Not `disabled`: that would throw the focus away.
    for (const control of all(this.page, "[data-do=send]")) control.ariaDisabled = busy ? "true" : null;
  }

  async save(): Promise<void> {
    try {
      const { bytes } = this.recovered ?? (await this.sealer.sealed(this.journey.session));
      saveFile(FILE_NAME, bytes);
      this.status.textContent = say("saved");
    } catch {
      this.fail({ kind: "seal" }, true);
    }
  }
}
