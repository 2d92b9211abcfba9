// The entry of media.js. It leaves one function on `window`, which form.js takes
// away at once.
import { learn } from "../dom";
import { drawing } from "./drawing";
import { photo } from "./photo";
import { recording } from "./recording";
import type { Mount } from "./tools";

const mount: Mount = (kind, media, question, place, tools) => {
  learn(tools.strings);
  if (kind === "drawing") return drawing(question, place, tools);
  if (kind === "photo") return photo(question, place, tools);
  return recording(question, media, place, tools);
};

declare global {
  interface Window {
    myReviewMedia?: Mount;
  }
}

window.myReviewMedia = mount;
