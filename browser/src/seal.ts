// The entry of seal.js, which is fetched late because the cryptography weighs
// more than the rest of the form. It leaves one function on `window`, which
// form.js takes away at once.
import { Encrypter } from "age-encryption";
import { sha256 } from "@noble/hashes/sha2.js";
import { encryptInSlices, type Plain } from "./slices";
import { receiptOf } from "./token";

export interface Sealed {
  bytes: Uint8Array<ArrayBuffer>;
  receipt: string;
}

/** `onProgress` is told how much is done, from 0 to 1. */
export type Seal = (plain: Plain, recipients: readonly string[], onProgress?: (done: number) => void) => Promise<Sealed>;

const seal: Seal = async (plain, recipients, onProgress) => {
  if (recipients.length === 0) throw new Error("no recipients");
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const hash = sha256.create();
  const bytes = await encryptInSlices(encrypter, plain, onProgress, (part) => hash.update(part));
  return { bytes, receipt: receiptOf(hash.digest()) };
};

declare global {
  interface Window {
    myReviewSeal?: Seal;
  }
}

globalThis.window.myReviewSeal = seal;
