// Makes the sealed bytes once, and keeps them for every attempt to send them.
import type { Late } from "./late";
import { draftOf, responseText } from "./response";
import type { Seal, Sealed } from "./seal";
import type { Session } from "./session";
import type { PageData } from "./types";
import { uuid7 } from "./uuid";

export class Sealer {
  private made: { draft: string; sealed: Sealed } | null = null;

  constructor(private readonly data: PageData, private readonly late: Late) {}

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
  async sealed(session: Session): Promise<Sealed> {
    const draft = draftOf(this.data, session.filled());
    const text = JSON.stringify(draft);
    if (this.made?.draft === text) return this.made.sealed;
    const seal = await this.load();
    const sealed = await seal(responseText(draft, uuid7(), new Date()), this.data.recipients);
    this.made = { draft: text, sealed };
    return sealed;
  }

  /** The bytes made last, for the file. */
  get last(): Sealed | null {
    return this.made?.sealed ?? null;
  }

  forget(): void {
    this.made = null;
  }
}
