// What is inside the age file of a form that is put aside.
import type { Attachment } from "./attachments";
import { fromBase64 } from "./base64";
import type { Plain } from "./plain";
import type { Kept } from "./session";

export const FORMAT = "my-review/draft/1";

export interface Draft extends Kept {
  format: typeof FORMAT;
  form: string;
  form_version: string;
  /** The form's title, to name it should the file be opened at another form. */
  title: string;
  saved_at: string;
  /** Where the child was. */
  place: string;
  attachments: readonly Attachment[];
}

/** As it goes into the age file: the attachments are put in piece by piece. */
export function draftPlain({ attachments, ...draft }: Draft): Plain {
  return { text: JSON.stringify({ ...draft, attachments: [] }), attachments };
}

/** Throws if the text is no draft of a form. */
export function readDraft(text: string): Draft {
  const draft = JSON.parse(text) as Omit<Draft, "attachments"> & { attachments: (Omit<Attachment, "bytes"> & { bytes: string })[] };
  if (draft.format !== FORMAT || !Array.isArray(draft.answers)) throw new Error("this is no draft of a form");
  return { ...draft, attachments: draft.attachments.map((one) => ({ ...one, bytes: fromBase64(one.bytes) })) };
}
