// The entry of draft.js, which comes when a child wants to put a form aside or
// to go on with one. It leaves one object on `window`, which form.js takes away.
import { OpenDraft } from "./draft-open";
import { SaveDraft } from "./draft-save";
import type { Draft } from "./draft-file";
import type { KeptDraft } from "./draft-store";
import { learn } from "./dom";

/** What draft.js may do with the form. */
export interface DraftHost {
  /** Where its dialog goes. */
  page: HTMLElement;
  form: { id: string; version: string; title: string };
  /** The draft that is being gone on with, on this device. */
  kept: KeptDraft | null;
  /** Whether something is written that nobody has yet. */
  dirty: boolean;
  collect: () => Promise<Draft>;
  /** Puts it on the page; returns the questions whose answers no longer fit. */
  resume: (draft: Draft, kept: KeptDraft | null) => string[];
  /** Takes every answer out of the page. */
  clear: () => void;
  /** Moves the focus to what is on the page. */
  arrive: () => void;
}

export interface Drafting {
  save: (host: DraftHost) => void;
  /** One on this device, or one from a file. */
  open: (host: DraftHost, kept: KeptDraft | null) => void;
}

declare global {
  interface Window {
    /** The words that only this script needs, which `build` puts before it. */
    myReviewWords?: Record<string, string>;
    myReviewDraft?: Drafting;
  }
}

learn(window.myReviewWords ?? {});
delete window.myReviewWords;

globalThis.window.myReviewDraft = {
  save: (host) => new SaveDraft(host).begin(),
  open: (host, kept) => new OpenDraft(host, kept).begin(),
};
