// The entry of seal.js, which is fetched late because the cryptography weighs
// more than the rest of the form. It leaves one function on `window`, which
// form.js takes away at once.
import { Encrypter } from "age-encryption";
import { sha256 } from "@noble/hashes/sha2.js";
import { padded } from "./padding";
import { receiptOf } from "./token";

export interface Sealed {
  bytes: Uint8Array<ArrayBuffer>;
  receipt: string;
}

export type Seal = (text: string, recipients: readonly string[]) => Promise<Sealed>;

const seal: Seal = async (text, recipients) => {
  if (recipients.length === 0) throw new Error("no recipients");
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const bytes = new Uint8Array(await encrypter.encrypt(padded(text)));
  return { bytes, receipt: receiptOf(sha256(bytes)) };
};

declare global {
  interface Window {
    myReviewSeal?: Seal;
  }
}

globalThis.window.myReviewSeal = seal;
