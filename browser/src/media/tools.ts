// What drawing, recording and photo share. These files are media.js, which is
// fetched only by forms that ask for one of the three.
import type { Attachments, Limits } from "../attachments";
import type { Problem } from "../field";
import type { Question } from "../types";

/** What form.js lends. */
export interface Tools {
  attachments: Attachments;
  limits: Limits;
  /** The interface's sentences. */
  strings: Record<string, string>;
}

/** One question's drawing board, recorder or album. */
export interface Control {
  /** The question is no longer on the screen. */
  depart(): void;
  problem(): Problem | null;
  /** Empties it; the attachments are taken away by whoever calls. */
  clear(): void;
}

/** What media.js leaves on `window`. */
export type Mount = (question: Question, place: HTMLElement, tools: Tools) => Control;

/** The bytes that one more attachment may have. */
export function room({ attachments, limits }: Tools, without = ""): number {
  return Math.max(0, Math.min(limits.each, limits.total - attachments.size(without)));
}

/** The attachment of a question that is no words. */
export function pictureOf({ attachments }: Tools, question: string): string | undefined {
  return attachments.of(question).find(({ media_type }) => !media_type.startsWith("text/"))?.id;
}

/** A picture's bytes; null if the browser made none. */
export function encode(canvas: HTMLCanvasElement, media_type: string, quality?: number): Promise<Uint8Array<ArrayBuffer> | null> {
  return new Promise((resolve) => {
    canvas.toBlob((blob) => {
      if (!blob || blob.type !== media_type) return resolve(null);
      void blob.arrayBuffer().then((buffer) => resolve(new Uint8Array(buffer)), () => resolve(null));
    }, media_type, quality);
  });
}

/** Minutes and seconds, as a clock shows them. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
