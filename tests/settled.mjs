// When a page in a browser stands still: for both kinds of browser tests.

/** Waits until what a press led to is drawn and has the focus where it goes, and
 *  nothing moves any more but what moves for ever.
 *  @param {import("playwright-core").Page} page */
export async function settled(page) {
  await page.evaluate(async () => {
    for (let turns = 0; turns < 3; turns += 1) {
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    }
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}
