/** Lets the page draw and listen. A timer would wait four milliseconds. */
export function breathe(): Promise<void> {
  return new Promise((go) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      go();
    };
    port2.postMessage(null);
  });
}

/** Does one after the other, each in a task of its own. */
export async function inTasks(works: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const work of works) {
    await breathe();
    await work();
  }
}
