// What is inside the age file of a form that is put aside.
import type { Attachment } from "./attachments";
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
