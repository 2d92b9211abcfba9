// Locks a draft with four pictures, and opens it again. The age format with a
// passphrase; nothing here is cryptography of our own.
import { Decrypter, Encrypter } from "age-encryption";
import { draftPlain, type Draft } from "./draft-file";
import { DraftReader } from "./draft-read";
import { Passphrase } from "./passphrase";
import { passphrase } from "./pictures";
import { plainLength } from "./plain";
import { encryptInSlices, inSlices } from "./slices";

/** The cost of one guess, as a power of two for scrypt: 64 MiB of memory, which
 *  a cheap phone still has, and some 0.3 s of a computer's processor, so about two
 *  seconds of one six times slower. One more would double both. */
export const WORK_FACTOR = 16;

/** One guess takes about as long as to lock so many bytes. */
const WORK_BYTES = 8_000_000;

type Progress = (done: number) => void;

/** One bar for the two halves of the work: the guess, then the bytes. */
function shares(bytes: number, onProgress: Progress): { guess: Progress; rest: Progress } {
  const share = WORK_BYTES / (WORK_BYTES + bytes);
  return { guess: (done) => onProgress(done * share), rest: (done) => onProgress(share + done * (1 - share)) };
}

/** `onProgress` is told how much is done, from 0 to 1. */
export async function lock(draft: Draft, pictures: readonly string[], onProgress: Progress): Promise<Uint8Array<ArrayBuffer>> {
  const plain = draftPlain(draft);
  const { guess, rest } = shares(plainLength(plain), onProgress);
  const encrypter = new Encrypter();
  encrypter.addRecipient(new Passphrase(passphrase(pictures), WORK_FACTOR, guess));
  return encryptInSlices(encrypter, plain, rest);
}

/** Whether these are the bytes of a locked draft. What costs more to open than
 *  ours does was made by somebody to hold this device up. */
export function isLocked(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 100));
  return new RegExp(`^age-encryption\\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} ${WORK_FACTOR}\n`).test(start);
}

/** The draft; null if these are not its pictures. Throws if the file is broken. */
export async function unlock(bytes: Uint8Array<ArrayBuffer>, pictures: readonly string[], onProgress: Progress): Promise<Draft | null> {
  const { guess, rest } = shares(bytes.length, onProgress);
  const decrypter = new Decrypter();
  decrypter.addIdentity(new Passphrase(passphrase(pictures), WORK_FACTOR, guess));
  let text: ReadableStream<Uint8Array>;
  try {
    text = await decrypter.decrypt(inSlices(bytes, rest));
  } catch {
    return null;
  }
  const draft = new DraftReader();
  for (const reader = text.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return draft.draft();
    draft.add(value);
  }
}
