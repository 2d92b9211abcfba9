// The end of the check page: send, wait, say what came of it, try again, save.
import { all, focusOn, one, say } from "./dom";
import type { Journey } from "./journey";
import { post, type Outcome } from "./post";
import { Sealer } from "./sealer";
import type { PageData } from "./types";

const FILE_NAME = "my-review-sealed.age";

export class Sending {
  private readonly sealer: Sealer;
  private readonly status: HTMLElement;
  private readonly failed: HTMLElement;
  private readonly wait: HTMLElement;
  private busy = false;
  private countdown = 0;

  constructor(private readonly page: HTMLElement, private readonly data: PageData, private readonly journey: Journey) {
    this.sealer = new Sealer(data);
    this.status = one(page, ".form-send__status");
    this.failed = one(page, ".form-failed");
    this.wait = one(page, ".form-failed__wait");
    journey.onCheck = () => {
      this.calm();
      // Early, so that the press on "send" need not wait; if it fails now, that
      // press tries again.
      this.sealer.load().catch(() => undefined);
    };
    page.addEventListener("click", (event) => {
      const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-do]") : null;
      if (pressed?.dataset["do"] === "send") void this.send();
      if (pressed?.dataset["do"] === "save") void this.save();
      if (pressed?.dataset["do"] === "print") print();
    });
  }

  /** Forgets the sealed bytes and stops waiting. */
  forget(): void {
    this.calm();
    this.sealer.forget();
  }

  private async send(): Promise<void> {
    if (this.busy || this.journey.complain()) return;
    const again = this.failed.contains(document.activeElement);
    this.calm();
    if (again) one(this.page, ".form-send__button").focus();
    this.setBusy(true);
    this.status.textContent = say("sealing");
    let outcome: Outcome | { kind: "seal" };
    try {
      const { bytes, receipt } = await this.sealer.sealed(this.journey.session);
      this.status.textContent = say("sending");
      outcome = await post(this.data.letterbox, bytes, receipt);
    } catch {
      outcome = { kind: "seal" };
    }
    this.setBusy(false);
    this.status.textContent = "";
    if (outcome.kind === "stored") {
      one(this.page, ".form-receipt").textContent = outcome.receipt;
      this.forget();
      this.journey.finish();
    } else {
      this.fail(outcome);
    }
  }

  private fail(outcome: Exclude<Outcome, { kind: "stored" }> | { kind: "seal" }): void {
    this.failed.hidden = false;
    one(this.failed, ".form-failed__why").textContent = say(`fail-${outcome.kind}`);
    one(this.failed, "[data-do=save]").hidden = this.sealer.last === null;
    one(this.page, ".form-send__button").hidden = true;
    focusOn(one(this.failed, ".form-failed__title"));
    if (outcome.kind === "busy") this.waitFor(outcome.seconds);
  }

  /** Counts down on the screen, then tries again by itself. */
  private waitFor(seconds: number): void {
    const end = Date.now() + seconds * 1000;
    const tick = () => {
      const left = Math.ceil((end - Date.now()) / 1000);
      if (left <= 0) {
        this.calm();
        void this.send();
      } else {
        this.wait.textContent = say("wait", { seconds: left });
      }
    };
    tick();
    this.countdown = window.setInterval(tick, 500);
  }

  /** Hides the failure; what is on the page is ready to be sent. */
  private calm(): void {
    clearInterval(this.countdown);
    this.wait.textContent = "";
    this.failed.hidden = true;
    one(this.page, ".form-send__button").hidden = false;
  }

  private setBusy(busy: boolean): void {
    this.busy = busy;
    this.status.classList.toggle("is-busy", busy);
    // Not `disabled`: that would throw the focus away.
    for (const control of all(this.page, "[data-do=send]")) control.ariaDisabled = busy ? "true" : null;
  }

  private async save(): Promise<void> {
    try {
      const { bytes } = await this.sealer.sealed(this.journey.session);
      const address = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
      const link = document.createElement("a");
      link.href = address;
      link.download = FILE_NAME;
      link.click();
      // The browser has taken the bytes well before a minute is over.
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
      this.status.textContent = say("saved");
    } catch {
      this.fail({ kind: "seal" });
    }
  }
}
