// When a page in a browser stands still: for both kinds of browser tests.

/** Waits until what a press led to is done (the form acts one task later, draws, and
 *  moves the focus after that) and all of it is there, and nothing moves any more but what moves for ever.
 *  In a tab that nobody sees nothing is drawn, and so nothing waits for it.
 *  @param {import("playwright-core").Page} page */
export async function settled(page) {
  await page.evaluate(async () => {
    const task = () => new Promise((done) => setTimeout(() => done(undefined)));
    const drawn = () => new Promise((done) => (document.hidden ? done(undefined) : requestAnimationFrame(done)));
    for (let turns = 0; turns < 3; turns += 1) {
      await task();
      await drawn();
      await task();
    }
    // What is long comes in bits, each when the one before is drawn.
    while (document.querySelector("[data-step]:not([hidden]) .is-coming")) {
      await drawn();
      await task();
    }
    const ending = document.getAnimations().filter(({ playState, effect }) => playState === "running" && effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}
