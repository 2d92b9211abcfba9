// Brings the sealed bytes to the letterbox, and says what came of it.

export type Outcome =
  | { kind: "stored"; receipt: string }
  | { kind: "busy"; seconds: number }
  | { kind: "offline" | "network" | "full" | "refused" | "receipt" | "other" };

/** Long enough for a slow phone line, short enough that a child is told; what is
 *  large may take longer, at 20 bytes a millisecond. */
const PATIENCE_MS = 60_000;
const SLOWEST_BYTES_PER_MS = 20;
/** How long to wait when the letterbox does not say. */
const WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 600;

/** One attempt, until it is `taken` back. Never throws. */
export async function post(url: string, sealed: Uint8Array<ArrayBuffer>, expected: string, taken: AbortSignal): Promise<Outcome> {
  const late = new AbortController();
  taken.addEventListener("abort", () => late.abort());
  const timer = setTimeout(() => late.abort(), PATIENCE_MS + sealed.length / SLOWEST_BYTES_PER_MS);
  try {
    const answer = await fetch(url, {
      method: "POST",
      // A Blob, which the browser takes as it is: of bytes it makes a copy at one
      // go, and the page stands still. These are sealed: should it write them
      // to the disk, nobody can read them.
      body: new Blob([sealed]),
      headers: { "Content-Type": "application/octet-stream" },
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      redirect: "error",
      signal: late.signal,
    });
    if (answer.status === 200 || answer.status === 201) return stored(await answer.text(), expected);
    if (answer.status === 429) return { kind: "busy", seconds: waitSeconds(answer.headers.get("Retry-After"), Date.now()) };
    if (answer.status === 507) return { kind: "full" };
    return { kind: answer.status >= 400 && answer.status < 500 && answer.status !== 408 ? "refused" : "other" };
  } catch {
    return { kind: navigator.onLine ? "network" : "offline" };
  } finally {
    clearTimeout(timer);
  }
}

/** Stored only if the letterbox names the bytes that were sent: anything may
 *  answer 200, a hotel's sign-in page for one. */
function stored(body: string, expected: string): Outcome {
  try {
    const answer: unknown = JSON.parse(body);
    const receipt = typeof answer === "object" && answer !== null && "receipt" in answer ? answer.receipt : null;
    return receipt === expected ? { kind: "stored", receipt: expected } : { kind: "receipt" };
  } catch {
    return { kind: "receipt" };
  }
}

/** Seconds or a date (RFC 9110, section 10.2.3). */
export function waitSeconds(header: string | null, now: number): number {
  const text = header?.trim() ?? "";
  const seconds = /^\d+$/.test(text) ? Number(text) : Math.ceil((Date.parse(text) - now) / 1000);
  if (!Number.isFinite(seconds)) return WAIT_SECONDS;
  return Math.min(Math.max(1, seconds), LONGEST_WAIT_SECONDS);
}
