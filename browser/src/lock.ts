// Locks a draft with four pictures, and opens it again. The age format with a
// passphrase; nothing here is cryptography of our own.
import { Decrypter, Encrypter } from "age-encryption";
import { draftPlain, readDraft, type Draft } from "./draft-file";
import { passphrase } from "./pictures";
import { encryptInSlices } from "./slices";

/** The cost of one guess, as a power of two for scrypt: 64 MiB of memory, which
 *  a cheap phone still has, and some 0.3 s of a computer's processor, so about two
 *  seconds of one six times slower. One more would double both. */
export const WORK_FACTOR = 16;

export async function lock(draft: Draft, pictures: readonly string[], onProgress?: (done: number) => void): Promise<Uint8Array<ArrayBuffer>> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase(pictures));
  encrypter.setScryptWorkFactor(WORK_FACTOR);
  return encryptInSlices(encrypter, draftPlain(draft), onProgress);
}

/** Whether these are the bytes of a locked draft. What costs more to open than
 *  ours does was made by somebody to hold this device up. */
export function isLocked(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 100));
  return new RegExp(`^age-encryption\\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} ${WORK_FACTOR}\n`).test(start);
}

/** The draft; null if these are not its pictures. Throws if the file is broken. */
export async function unlock(bytes: Uint8Array<ArrayBuffer>, pictures: readonly string[]): Promise<Draft | null> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase(pictures));
  let text: ReadableStream<Uint8Array>;
  try {
    text = await decrypter.decrypt(new Blob([bytes]).stream());
  } catch {
    return null;
  }
  return readDraft(await new Response(text).text());
}
