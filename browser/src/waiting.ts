// Sealed bytes that wait to be sent, kept over a reload of this tab. Nobody can
// open them but the council, and they go when the tab does.
import { fromBase64, toBase64 } from "./base64";
import type { Sealed } from "./seal";

const KEY = "my-review-waiting:";

/** What no browser has room for, in bytes: a tab gets 5 million characters. To
 *  try it with a video would hold the page up. */
const MOST = 3_700_000;

/** Keeps them; false if the browser has no room for them, or keeps nothing. */
export function keep(form: string, { bytes, receipt }: Sealed): boolean {
  if (bytes.length > MOST) {
    drop(form);
    return false;
  }
  try {
    sessionStorage.setItem(KEY + form, `${receipt} ${toBase64(bytes)}`);
    return true;
  } catch {
    drop(form);
    return false;
  }
}

/** Whether something waits since before the page was loaded again. */
export function has(form: string): boolean {
  try {
    return sessionStorage.getItem(KEY + form) !== null;
  } catch {
    return false;
  }
}

/** What waits since before the page was loaded again. */
export function find(form: string): Sealed | null {
  try {
    const [receipt, text] = sessionStorage.getItem(KEY + form)?.split(" ") ?? [];
    return receipt && text ? { receipt, bytes: fromBase64(text) } : null;
  } catch {
    return null;
  }
}

export function drop(form: string): void {
  try {
    sessionStorage.removeItem(KEY + form);
  } catch {
    // A browser that keeps nothing has nothing to drop.
  }
}

/** Seconds until the next attempt: longer each time, at most five minutes, and
 *  not the same for everybody whose signal comes back at once. */
export function pause(attempts: number, random: number = Math.random()): number {
  return Math.round(Math.min(5 * 2 ** Math.max(0, attempts - 1), 300) * (0.8 + 0.4 * random));
}
