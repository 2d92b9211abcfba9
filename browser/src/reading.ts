// Reads out what is on the screen: the question's own recording, if it has one,
// or else a voice of the device.
import { languageOf, recordingOf, voiceFor } from "./voices";

/** What is read, one by one: the innermost of these that are on the screen. */
const PIECES =
  "h1, h2, h3, h4, p, li, legend, dt, dd, blockquote, label, .option__label, .form-label, .hint, " +
  ".answers__ask, .answers__value, .form-receipt";
/** What is not: controls, the tools themselves, and a step that is only near. */
const SILENT = "[data-tools], .form-buttons, .form-errors-here, .form-progress, .visually-hidden, [aria-hidden=true], nav, [hidden]";

interface Piece {
  element: HTMLElement;
  nodes: Text[];
  text: string;
}

export class Reader {
  private readonly button: HTMLElement;
  private player: HTMLAudioElement | null = null;
  private lit: HTMLElement | null = null;
  /** Counts readings, so that what comes late from an earlier one is ignored. */
  private turn = 0;
  private reading = false;

  constructor(tools: HTMLElement) {
    const button = tools.querySelector<HTMLElement>("[data-listen]");
    if (!button) throw new Error("the page lacks [data-listen]");
    this.button = button;
    addEventListener("pagehide", () => this.stop());
  }

  toggle(place: HTMLElement): void {
    if (this.reading) return this.stop();
    const recording = recordingOf(place);
    this.mark(true);
    if (recording) this.play(place, recording);
    else this.speak(pieces(place), ++this.turn);
  }

  private play(place: HTMLElement, src: string): void {
    const turn = ++this.turn;
    const player = new Audio(src);
    this.player = player;
    this.light(place.querySelector<HTMLElement>(".question__head") ?? place);
    player.onended = () => this.turn === turn && this.stop();
    const failed = () => {
      if (this.turn !== turn) return;
      this.player = null;
      // A recording that does not come: a voice, if there is one.
      if (voiceFor(languageOf(place))) this.speak(pieces(place), turn);
      else this.stop();
    };
    player.onerror = failed;
    player.play().catch(failed);
  }

  private speak([piece, ...rest]: Piece[], turn: number): void {
    if (turn !== this.turn) return;
    if (!piece) return this.stop();
    const voice = voiceFor(languageOf(piece.element));
    if (!voice) return this.speak(rest, turn);
    const utterance = new SpeechSynthesisUtterance(piece.text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = 0.9;
    utterance.onstart = () => turn === this.turn && this.light(piece.element);
    utterance.onboundary = (event) => turn === this.turn && lightWord(piece, event.charIndex, event.charLength);
    utterance.onend = () => this.speak(rest, turn);
    utterance.onerror = () => turn === this.turn && this.stop();
    speechSynthesis.speak(utterance);
  }

  stop(): void {
    this.turn += 1;
    this.player?.pause();
    this.player = null;
    if (this.reading) window.speechSynthesis?.cancel();
    this.light(null);
    this.mark(false);
  }

  private light(element: HTMLElement | null): void {
    this.lit?.classList.remove("is-read");
    this.lit = element;
    element?.classList.add("is-read");
    element?.scrollIntoView({ block: "nearest" });
    if (typeof CSS !== "undefined" && "highlights" in CSS) CSS.highlights.delete("read");
  }

  private mark(reading: boolean): void {
    this.reading = reading;
    for (const label of this.button.querySelectorAll<HTMLElement>("[data-when]")) {
      label.hidden = (label.dataset["when"] === "reading") !== reading;
    }
  }
}

function pieces(place: HTMLElement): Piece[] {
  return [...place.querySelectorAll<HTMLElement>(PIECES)]
    .filter((element) => !element.closest(SILENT) && !element.querySelector(PIECES) && element.checkVisibility())
    .map((element) => {
      const nodes = textsOf(element);
      return { element, nodes, text: nodes.map(({ data }) => data).join("") };
    })
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
}

function textsOf(element: HTMLElement): Text[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    if (!text.parentElement?.closest(SILENT)) texts.push(text);
  }
  return texts;
}

/** Marks the word that is being said, where the browser can mark text. */
function lightWord({ nodes }: Piece, start: number, length = 0): void {
  if (!("highlights" in CSS) || length === 0) return;
  const range = new Range();
  const place = (offset: number, put: (node: Text, at: number) => void) => {
    let left = offset;
    for (const node of nodes) {
      if (left <= node.length) return put(node, left);
      left -= node.length;
    }
  };
  place(start, (node, at) => range.setStart(node, at));
  place(start + length, (node, at) => range.setEnd(node, at));
  CSS.highlights.set("read", new Highlight(range));
}
