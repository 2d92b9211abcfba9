// The entry of media.js. It leaves one function on `window`, which form.js takes
// away at once. Before it stand the words that only it needs.
import { learn, make } from "../dom";
import { drawing } from "./drawing";
import { photo } from "./photo";
import { recording } from "./recording";
import type { Mount } from "./tools";
import { words } from "./words";

declare global {
  interface Window {
    myReviewMedia?: Mount;
    myReviewWords?: Record<string, string>;
  }
}

const own = window.myReviewWords;
delete window.myReviewWords;

window.myReviewMedia = (question, place, tools) => {
  learn({ ...tools.strings, ...own });
  const board = make("div");
  place.replaceChildren(board);
  const controls = [
    question.kind === "drawing" ? drawing(question.id, board, tools)
    : question.kind === "photo" ? photo(question.id, board, tools)
    : recording(question.id, question.media ?? "either", board, tools),
    words(question, place, tools),
  ];
  return {
    depart: () => controls.forEach((control) => control.depart()),
    problem: () => controls.map((control) => control.problem()).find((problem) => problem !== null) ?? null,
    clear: () => controls.forEach((control) => control.clear()),
  };
};
