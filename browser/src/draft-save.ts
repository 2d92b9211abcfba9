// Save and finish later.
import { make, say } from "./dom";
import type { DraftHost } from "./draft";
import { choice, DraftDialog } from "./draft-dialog";
import type { Draft } from "./draft-file";
import { endOf, write, type KeptDraft } from "./draft-store";
import { lock } from "./lock";
import { dayAt } from "./moment";
import { LOCK, PICTURES } from "./pictures";
import { saveFile } from "./save-file";

/** Says nothing of whose it is. */
const FILE_NAME = "my-review-unfinished.age";

type Place = "device" | "file";

export class SaveDraft {
  private readonly dialog: DraftDialog;

  constructor(private readonly host: DraftHost) {
    this.dialog = new DraftDialog(host.page);
  }

  begin(): void {
    const count = PICTURES.size;
    this.dialog.show(say("save-title"), say("save-text"), list("save-gone", "save-remember", "save-browser"),
      make("h3", "", say("strength-title")),
      say("strength-text", { count, locks: (count ** LOCK).toLocaleString(document.documentElement.lang) }),
      make("p", "", make("strong", "", say("strength-limit"))));
    this.dialog.actions(
      choice("button", say("save-device"), () => this.pick("device")),
      choice("button button--quiet", say("save-file"), () => this.pick("file")),
    );
  }

  private pick(place: Place, wrong = ""): void {
    this.dialog.pick(say("pick-title"), say("pick-text"), say("pick-done"), (first) => {
      this.dialog.pick(say("again-title"), say("again-text"), say("again-done"), (second) => {
        if (first.join() === second.join()) void this.lock(place, first);
        else this.pick(place, say("again-wrong"));
      });
    }, wrong);
  }

  private async lock(place: Place, pictures: readonly string[]): Promise<void> {
    const onProgress = this.dialog.busy(say("locking"));
    try {
      const draft = await this.host.collect();
      const sealed = await lock(draft, pictures, onProgress);
      if (place === "device") await this.keep(draft, sealed);
      else this.carry(sealed);
    } catch {
      this.dialog.show(say("failed-title"), say("failed-text"));
      this.dialog.actions(choice("button", say("failed-again"), () => this.begin()));
    }
  }

  private async keep(draft: Draft, sealed: Uint8Array<ArrayBuffer>): Promise<void> {
    const kept: KeptDraft = {
      key: this.host.kept?.key ?? crypto.randomUUID(),
      form: draft.form,
      saved: Date.now(),
    };
    try {
      await write(kept, sealed);
    } catch {
      return this.noRoom(sealed);
    }
    this.host.clear();
    this.dialog.show(say("kept-title"), say("kept-text", { end: dayAt(endOf(kept)) }), list("kept-pictures", "kept-forget"));
    this.dialog.actions(choice("button", say("done"), () => this.end()));
  }

  /** The button that brought the child here is gone with the answers. */
  private end(): void {
    this.dialog.close();
    this.host.arrive();
  }

  private noRoom(sealed: Uint8Array<ArrayBuffer>): void {
    this.dialog.show(say("no-room-title"), say("no-room-text"));
    this.dialog.actions(choice("button", say("save-file"), () => this.carry(sealed)));
  }

  private carry(sealed: Uint8Array<ArrayBuffer>): void {
    saveFile(FILE_NAME, sealed);
    this.dialog.show(say("carried-title"), say("carried-text", { name: FILE_NAME }), list("carried-move", "carried-pictures"));
    this.dialog.actions(
      choice("button", say("carried-clear"), () => {
        this.host.clear();
        this.dialog.show(say("cleared-title"), say("cleared-text"));
        this.dialog.actions(choice("button", say("done"), () => this.end()));
      }),
      choice("button button--quiet", say("carried-again"), () => this.carry(sealed)),
    );
  }
}

function list(...sentences: string[]): HTMLElement {
  return make("ul", "", ...sentences.map((id) => make("li", "", say(id))));
}
