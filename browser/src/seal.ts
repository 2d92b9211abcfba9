// The entry of seal.js, which is fetched late because the cryptography weighs
// more than the rest of the form. It leaves one function on `window`, which
// form.js takes away at once.
import { inTasks } from "./breathe";
import type { Plain } from "./plain";

export interface Sealed {
  bytes: Uint8Array<ArrayBuffer>;
  receipt: string;
}

/** `onProgress` is told how much is done, from 0 to 1. */
export type Seal = (plain: Plain, recipients: readonly string[], onProgress?: (done: number) => void) => Promise<Sealed>;

declare global {
  interface Window {
    myReviewSeal?: Seal;
  }
}

// Tables are worked out as the cryptography is set up. All at once, that would be
// felt by a child who types meanwhile: so, part by part, a task each. Nothing is
// fetched here: it is all in this script, and `import()` is when it runs.
const whole = () => import("./sealing/all");
const parts = inTasks([() => import("./sealing/hashes"), () => import("./sealing/curves"), () => import("./sealing/lattices"), whole]);
// Whoever seals is told.
parts.catch(() => undefined);

globalThis.window.myReviewSeal = async (...given) => {
  await parts;
  return (await whole()).seal(...given);
};
