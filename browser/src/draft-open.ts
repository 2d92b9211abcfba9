// Going on with a form that was put aside.
import { make, say, typed } from "./dom";
import type { DraftHost } from "./draft";
import { choice, DraftDialog } from "./draft-dialog";
import type { Draft } from "./draft-file";
import { read, type KeptDraft } from "./draft-store";
import { isLocked, unlock } from "./lock";

export class OpenDraft {
  private dialog: DraftDialog;

  constructor(private readonly host: DraftHost, private readonly kept: KeptDraft | null) {
    this.dialog = new DraftDialog(host.page);
  }

  begin(): void {
    if (this.host.dirty) {
      this.dialog.show(say("replace-title"), say("replace-text"));
      this.dialog.actions(choice("button", say("replace-yes"), () => this.find()));
    } else {
      this.find();
    }
  }

  private find(): void {
    if (!this.kept) return this.askFile();
    read(this.kept.key).then((bytes) => this.pick(bytes)).catch(() => this.broken());
  }

  private askFile(wrong = ""): void {
    const box = make("input", "form-input");
    box.type = "file";
    box.id = "draft-file";
    box.accept = ".age";
    box.autocomplete = "off";
    const label = make("label", "form-label", say("file-label"));
    label.htmlFor = box.id;
    box.addEventListener("change", () => {
      const file = box.files?.[0];
      if (!file) return;
      file.arrayBuffer().then((buffer) => {
        const bytes = new Uint8Array(buffer);
        if (isLocked(bytes)) this.pick(bytes);
        else this.askFile(say("file-wrong"));
      }).catch(() => this.askFile(say("file-wrong")));
    });
    const told = make("p", "draft__wrong", wrong);
    told.role = "alert";
    this.dialog.show(say("file-title"), say("file-text"), ...(wrong ? [told] : []), make("div", "", label, box));
  }

  private pick(bytes: Uint8Array<ArrayBuffer>, wrong = ""): void {
    this.dialog.pick(say("open-title"), say("open-text"), say("open-done"), (pictures) => void this.open(bytes, pictures), wrong);
  }

  private async open(bytes: Uint8Array<ArrayBuffer>, pictures: readonly string[]): Promise<void> {
    const onProgress = this.dialog.busy(say("opening"));
    try {
      const draft = await unlock(bytes, pictures, onProgress);
      // As often as they like, and never how near it was.
      if (draft) this.resume(draft);
      else this.pick(bytes, say("open-wrong"));
    } catch {
      this.broken();
    }
  }

  private resume(draft: Draft): void {
    if (draft.form !== this.host.form.id) {
      return this.dialog.show(say("other-title"), make("p", "", `${say("other-text")} `, make("strong", "", typed(draft.title))));
    }
    // First, so that the focus can go to where the child was.
    this.dialog.close();
    const lost = this.host.resume(draft, this.kept);
    if (draft.form_version === this.host.form.version && lost.length === 0) return;
    this.dialog = new DraftDialog(this.host.page);
    const parts = lost.length > 0
      ? [say("changed-lost"), make("ul", "", ...lost.map((ask) => make("li", "", typed(ask))))]
      : [];
    this.dialog.show(say("changed-title"), say("changed-text"), ...parts);
    this.dialog.actions(choice("button", say("changed-on"), () => {
      this.dialog.close();
      this.host.arrive();
    }));
  }

  private broken(): void {
    this.dialog.show(say("broken-title"), say("broken-text"));
  }
}
