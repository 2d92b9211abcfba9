// Makes the sealed bytes once, and keeps them for every attempt to send them.
import type { Late } from "./late";
import { attachmentsToSend, draftOf, responseText } from "./response";
import type { Seal, Sealed } from "./seal";
import type { Session } from "./session";
import type { Addressed } from "./types";
import { uuid7 } from "./uuid";

export class Sealer {
  /** Grows when the bytes that are being made are no longer wanted. */
  private turn = 0;
  private made: { draft: string; sealed: Sealed } | null = null;

  constructor(private readonly data: Addressed, private readonly late: Late) {}

  /** Fetches seal.js; after a failure the next call tries again. */
  load(): Promise<Seal> {
    return this.late.load("seal", () => {
      const seal = window.myReviewSeal;
      delete window.myReviewSeal;
      return seal;
    });
  }

  /** The same answers are the same bytes, however often they are sent. Answers
   *  that were changed after an attempt get another id: the letterbox may have
   *  the first ones, and one id must not stand for two contents. */
  async sealed(session: Session, onProgress?: (done: number) => void): Promise<Sealed> {
    const turn = (this.turn += 1);
    await session.attachments.ready();
    const { version, all } = session.attachments;
    const draft = draftOf(this.data, session.filled());
    // The bytes of the attachments stand in it by their version.
    const text = `${version} ${JSON.stringify(draft)}`;
    if (this.made?.draft === text) return this.made.sealed;
    const seal = await this.load();
    const attachments = attachmentsToSend(draft.answers, all);
    const plain = { text: responseText(draft, uuid7(), new Date()), attachments };
    const sealed = await seal(plain, this.data.recipients, onProgress);
    // Wiped or drawn over in the middle: half of it would be the old picture.
    if (turn !== this.turn || version !== session.attachments.version) throw new Error("the answers changed");
    this.made = { draft: text, sealed };
    return sealed;
  }

  /** The bytes made last, for the file. */
  get last(): Sealed | null {
    return this.made?.sealed ?? null;
  }

  forget(): void {
    this.turn += 1;
    this.made = null;
  }
}
