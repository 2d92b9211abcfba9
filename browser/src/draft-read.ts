// Reads a draft as it comes out of its age file, piece by piece. With films in it
// it is 20 MB of text: read at one go, the page would stand still for a second
// or more, and need all of it three times over.
import { fromBase64 } from "./base64";
import { FORMAT, type Draft } from "./draft-file";

/** Where an attachment's bytes stand: in the draft, its list, the attachment. */
const DEPTH = 3;
const KEY = '"bytes"';

const code = (letter: string) => letter.charCodeAt(0);
const [QUOTE, ESCAPE, COLON, COMMA] = [code('"'), code("\\"), code(":"), code(",")];
const OPENING = [code("{"), code("[")];
const CLOSING = [code("}"), code("]")];

/** Takes the attachments' bytes out of the text while it comes, and leaves so
 *  little of it that the browser reads that at once. */
export class DraftReader {
  /** The text without the attachments' bytes. */
  private readonly text: Uint8Array[] = [];
  private readonly found: Base64[] = [];
  private state: "outside" | "string" | "bytes" = "outside";
  private depth = 0;
  private escaped = false;
  /** The string that was read last, and whether what comes is its value. */
  private last = "";
  private isValue = false;

  add(piece: Uint8Array): void {
    let from = 0;
    for (let at = 0; at < piece.length; at += 1) {
      if (this.state === "bytes") {
        const end = piece.indexOf(QUOTE, at);
        this.found.at(-1)?.add(piece.subarray(at, end < 0 ? piece.length : end));
        // The quote that ends it is text again.
        from = at = end < 0 ? piece.length : end;
        if (end < 0) break;
        this.found.at(-1)?.end();
        this.state = "outside";
      } else if (this.state === "string") {
        this.inString(piece[at] ?? 0);
      } else if (this.outside(piece[at] ?? 0)) {
        this.text.push(piece.slice(from, at + 1));
        from = at + 1;
        this.found.push(new Base64());
        this.state = "bytes";
      }
    }
    if (from < piece.length) this.text.push(piece.slice(from));
  }

  /** Throws if what came is no draft of a form. */
  draft(): Draft {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(joined(this.text));
    const draft = JSON.parse(text) as Draft;
    const whole = Array.isArray(draft.answers) && Array.isArray(draft.attachments);
    if (draft.format !== FORMAT || !whole || draft.attachments.length !== this.found.length) throw new Error("this is no draft of a form");
    return { ...draft, attachments: draft.attachments.map((one, at) => ({ ...one, bytes: joined(this.found[at]?.parts ?? []) })) };
  }

  private inString(byte: number): void {
    if (this.last.length < KEY.length) this.last += String.fromCharCode(byte);
    if (this.escaped) this.escaped = false;
    else if (byte === ESCAPE) this.escaped = true;
    else if (byte === QUOTE) this.state = "outside";
  }

  /** Whether an attachment's bytes begin after this byte. */
  private outside(byte: number): boolean {
    if (byte === QUOTE) {
      const begins = this.isValue && this.last === KEY && this.depth === DEPTH;
      this.isValue = false;
      this.last = '"';
      if (begins) return true;
      this.state = "string";
    } else if (byte === COMMA) {
      this.isValue = false;
    } else if (byte === COLON) {
      this.isValue = true;
    } else if (OPENING.includes(byte)) {
      this.depth += 1;
      this.isValue = false;
    } else if (CLOSING.includes(byte)) {
      this.depth -= 1;
    }
    return false;
  }
}

/** Base64 that comes in pieces, cut anywhere. */
class Base64 {
  readonly parts: Uint8Array<ArrayBuffer>[] = [];
  private rest = "";

  add(piece: Uint8Array): void {
    const text = this.rest + new TextDecoder().decode(piece);
    const whole = text.length - (text.length % 4);
    this.rest = text.slice(whole);
    this.parts.push(fromBase64(text.slice(0, whole)));
  }

  end(): void {
    if (this.rest !== "") throw new Error("these are no whole bytes");
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
