// The entry of tools.js, which comes after the page: the panel in which a reader
// chooses how the page looks, and the reading out.
import { LooksPanel } from "./looks-panel";
import type { Looks } from "./looks";
import { Reader } from "./reading";

export interface Tools {
  /** Reads what is in the place; or stops, if something is being read. */
  listenTo: (place: HTMLElement) => void;
  toggleLooks: () => void;
  /** The place is left: nothing is read on, and the panel is shut. */
  leave: () => void;
}

export type MakeTools = (tools: HTMLElement, looks: Looks) => Tools;

declare global {
  interface Window {
    myReviewTools?: MakeTools;
  }
}

window.myReviewTools = (tools, looks) => {
  const panel = new LooksPanel(tools, looks);
  const reader = new Reader(tools);
  return {
    listenTo: (place) => reader.toggle(place),
    toggleLooks: () => panel.toggle(),
    leave: () => {
      reader.stop();
      panel.toggle(false);
    },
  };
};
