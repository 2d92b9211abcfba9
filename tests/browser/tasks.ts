// How long the page's thread is kept busy at a time, by the browser's own trace
// and in the thread's own time: a busy machine adds nothing to that.
import type { CDPSession, Page } from "playwright-core";

interface Event {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
  args: { name?: string };
}

export interface Longest {
  /** Milliseconds of the longest task. */
  ms: number;
  /** What it was spent on. */
  parts: string;
  /** The five longest, for the eye. */
  most: number[];
}

/** Does it, and says how long the longest task was meanwhile. */
export async function longestTask(page: Page, act: () => Promise<void>): Promise<Longest> {
  const client = await page.context().newCDPSession(page);
  const events: Event[] = [];
  client.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as Event[])));
  await client.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline", "blink.user_timing"] },
  });
  await act();
  await ended(client);
  await client.detach();
  return longest(events);
}

async function ended(client: CDPSession): Promise<void> {
  const over = new Promise<void>((done) => client.once("Tracing.tracingComplete", () => done()));
  await client.send("Tracing.end");
  await over;
}

function longest(events: Event[]): Longest {
  const thread = ({ pid, tid }: Event) => `${pid} ${tid}`;
  const main = new Set(events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(thread));
  const mine = events.filter((event) => event.ph === "X" && main.has(thread(event)));
  const tasks = mine.filter(({ name }) => /^(ThreadControllerImpl::)?RunTask$/.test(name)).sort((a, b) => (b.tdur ?? 0) - (a.tdur ?? 0));
  const [task] = tasks;
  if (!task) throw new Error("the trace has no task");
  const end = task.ts + (task.dur ?? 0);
  const inside = mine.filter((one) => one !== task && thread(one) === thread(task) && one.ts >= task.ts && one.ts + (one.dur ?? 0) <= end);
  const sums = new Map<string, number>();
  for (const { name, tdur = 0 } of inside) sums.set(name, (sums.get(name) ?? 0) + tdur / 1000);
  const parts = [...sums].filter(([, ms]) => ms >= 3).sort((a, b) => b[1] - a[1]).slice(0, 8).map(([name, ms]) => `${name} ${ms.toFixed(0)}`);
  return { ms: Math.round((task.tdur ?? 0) / 1000), parts: parts.join(", "), most: tasks.slice(0, 8).map(({ tdur = 0 }) => Math.round(tdur / 1000)) };
}
