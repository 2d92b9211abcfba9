// A press leaves a caret behind in the words that were pressed, which nobody sees.
// Chrome looks it up again whenever the page is laid out, through everything that
// is not shown: on a slow phone that is felt at every press.

/** A finger's tap, which selects nothing, starts no selection either. To hold the
 *  finger down still does, and so does a mouse. */
export function tapWithoutCaret(page: HTMLElement): void {
  let finger = false;
  let tapped = false;
  page.addEventListener("pointerdown", ({ pointerType }) => (finger = pointerType === "touch"), true);
  // Browsers make these of a tap, once it is over, and of nothing else that a finger
  // does. Two taps may mean a word.
  page.addEventListener("mousedown", (event) => {
    tapped = finger && event.detail === 1;
    // Nor does it take the focus away first to where nothing is done with it.
    if (tapped && !isSelected() && movesFocusItself(event.target)) event.preventDefault();
  }, true);
  page.addEventListener("mouseup", () => (tapped = false), true);
  page.addEventListener("selectstart", (event) => {
    // A tap also ends what was selected before.
    if (!tapped || isSelected() || !(event.target instanceof Node) || isWrittenInto(event.target)) return;
    event.preventDefault();
    dropCaret();
  });
}

/** Takes away the caret that something else left; what is selected stays. */
export function dropCaret(): void {
  const selection = getSelection();
  const { anchorNode } = selection ?? {};
  if (selection?.isCollapsed && anchorNode && !isWrittenInto(anchorNode)) selection.removeAllRanges();
}

function isSelected(): boolean {
  return getSelection()?.isCollapsed === false;
}

/** What takes the focus, or sends it on, once it is pressed. */
function movesFocusItself(target: EventTarget | null): boolean {
  return target instanceof Element && !(target instanceof HTMLInputElement) && target.closest(".option, .form-next, .form-actions button") !== null;
}

function isWrittenInto(node: Node): boolean {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest("input, textarea") !== null;
}
