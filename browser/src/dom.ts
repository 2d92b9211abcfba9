// The few ways in which the script touches the page. Text only ever becomes
// text: there is no innerHTML anywhere.
import { fill } from "./text";

let sentences: Record<string, string> = {};

/** Takes the interface's sentences from the page. */
export function learn(strings: Record<string, string>): void {
  sentences = strings;
}

/** A sentence of the interface: `say("left", { count: 3 })` is `js-left`. */
export function say(id: string, values: Record<string, string | number> = {}): string {
  return fill(sentences[`js-${id}`] ?? "", values);
}

/** The element, which the template promises; an error if it is not there. */
export function one(root: ParentNode, selector: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`the form's page lacks ${selector}`);
  return found;
}

export function all(root: ParentNode, selector: string): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(selector)];
}

export function input(root: ParentNode, selector: string): HTMLInputElement {
  const found = one(root, selector);
  if (!(found instanceof HTMLInputElement)) throw new Error(`${selector} is no input`);
  return found;
}

/** A copy of what is in the `<template>` with this id. */
export function stamp(id: string): DocumentFragment {
  const template = document.getElementById(`form-${id}-template`);
  if (!(template instanceof HTMLTemplateElement)) throw new Error(`the form's page lacks the template ${id}`);
  return document.importNode(template.content, true);
}

/** A new element with a class and children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = "",
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** What a person typed, kept apart from the direction of the text around it. */
export function typed(text: string): HTMLElement {
  const element = make("bdi", "", text);
  element.dir = "auto";
  return element;
}

export function button(className: string, ...children: (Node | string)[]): HTMLButtonElement {
  const element = make("button", className, ...children);
  element.type = "button";
  return element;
}

/** Moves the focus to something that is no control, such as a heading. */
export function focusOn(element: HTMLElement): void {
  if (!element.matches("button, input, select, textarea, a[href]")) element.tabIndex = -1;
  element.focus();
}

/** Tells those who do not see the screen. */
export function announce(text: string): void {
  const live = document.querySelector("[data-live]");
  if (live) live.textContent = text;
}
