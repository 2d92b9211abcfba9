// Works in slices, so that the page stays alive while it does.
import type { Encrypter } from "age-encryption";
import { breathe } from "./breathe";
import { paddedLength } from "./padding";
import { pieces, plainLength, type Plain } from "./plain";

export type { Plain };

/** As much as the age format encrypts at a time. */
const SLICE = 64 * 1024;

/** The page answers a finger within a tenth of a second if no task is longer
 *  than half of that; a slow phone gets a margin. */
export const TASK_MS = 12;

/** Lets the page breathe whenever it was kept busy for long enough. */
export class Pace {
  private since = performance.now();

  /** Between two slices; `rested` is told when the page is about to breathe. */
  async between(rested: () => void): Promise<void> {
    if (performance.now() - this.since <= TASK_MS) return;
    rested();
    await breathe();
    this.since = performance.now();
  }
}

/** Bytes, a slice at a time. */
export function inSlices(bytes: Uint8Array<ArrayBuffer>, onProgress: (done: number) => void): ReadableStream<Uint8Array<ArrayBuffer>> {
  const pace = new Pace();
  let read = 0;
  return new ReadableStream({
    async pull(controller) {
      await pace.between(() => onProgress(read / bytes.length));
      if (read >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(read, (read += SLICE)));
    },
  }, { highWaterMark: 0 });
}

/** Pads and encrypts, a slice at a time. `onProgress` is told how much is done,
 *  from 0 to 1; `onPart` gets the bytes as they are made. */
export async function encryptInSlices(
  encrypter: Encrypter,
  plain: Plain,
  onProgress: (done: number) => void = () => undefined,
  onPart: (part: Uint8Array) => void = () => undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const length = paddedLength(plainLength(plain));
  const source = pieces(plain, length);
  const pace = new Pace();
  let read = 0;
  const text = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await pace.between(() => onProgress(read / length));
      const { value } = source.next();
      if (!value) return controller.close();
      read += value.length;
      controller.enqueue(value);
    },
  }, { highWaterMark: 0 });
  const stream = await encrypter.encrypt(text);
  const bytes = new Uint8Array(stream.size(length));
  let written = 0;
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes.set(value, written);
    onPart(value);
    written += value.length;
  }
  if (written !== bytes.length) throw new Error("the sealed file has another length than it should");
  onProgress(1);
  return bytes;
}
