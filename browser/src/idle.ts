/** When the page has nothing else to do, and soon anyway. Safari has no idle
 *  callback. */
export function whenIdle(act: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(act, { timeout: 3000 });
  else setTimeout(act, 500);
}
