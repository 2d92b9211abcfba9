// The entry of seal.js, which is fetched late because the cryptography weighs
// more than the rest of the form. It leaves one function on `window`, which
// form.js takes away at once.
import { Encrypter } from "age-encryption";
import { sha256 } from "@noble/hashes/sha2.js";
import { paddedLength } from "./padding";
import { pieces, plainLength, type Plain } from "./plain";
import { receiptOf } from "./token";

export interface Sealed {
  bytes: Uint8Array<ArrayBuffer>;
  receipt: string;
}

/** `onProgress` is told how much is done, from 0 to 1. */
export type Seal = (plain: Plain, recipients: readonly string[], onProgress?: (done: number) => void) => Promise<Sealed>;

/** The page answers a finger within a tenth of a second if no task is longer
 *  than half of that; a slow phone gets a margin. */
const TASK_MS = 12;

const seal: Seal = async (plain, recipients, onProgress = () => undefined) => {
  if (recipients.length === 0) throw new Error("no recipients");
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const length = paddedLength(plainLength(plain));
  const source = pieces(plain, length);
  let read = 0;
  let since = performance.now();
  const text = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (performance.now() - since > TASK_MS) {
        onProgress(read / length);
        await breathe();
        since = performance.now();
      }
      const { value } = source.next();
      if (!value) return controller.close();
      read += value.length;
      controller.enqueue(value);
    },
  }, { highWaterMark: 0 });
  const stream = await encrypter.encrypt(text);
  const bytes = new Uint8Array(stream.size(length));
  const hash = sha256.create();
  let written = 0;
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes.set(value, written);
    hash.update(value);
    written += value.length;
  }
  if (written !== bytes.length) throw new Error("the sealed file has another length than it should");
  onProgress(1);
  return { bytes, receipt: receiptOf(hash.digest()) };
};

/** Lets the page draw and listen. A timer would wait four milliseconds. */
function breathe(): Promise<void> {
  return new Promise((go) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      go();
    };
    port2.postMessage(null);
  });
}

declare global {
  interface Window {
    myReviewSeal?: Seal;
  }
}

globalThis.window.myReviewSeal = seal;
