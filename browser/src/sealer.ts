// Makes the sealed bytes once, and keeps them for every attempt to send them.
import { draftOf, responseText } from "./response";
import type { Seal, Sealed } from "./seal";
import type { Session } from "./session";
import type { PageData } from "./types";
import { uuid7 } from "./uuid";

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): {
    createScriptURL(url: string): string;
  };
}

declare global {
  interface Window {
    trustedTypes?: TrustedTypes;
  }
}

export class Sealer {
  private loading: Promise<Seal> | null = null;
  private made: { draft: string; sealed: Sealed } | null = null;
  private readonly policy: { createScriptURL(url: string): string };

  constructor(private readonly data: PageData) {
    // The only address that may ever become a script here is that of seal.js.
    const rules = {
      createScriptURL: (url: string) => {
        if (url !== data.seal.src) throw new TypeError("only seal.js may be loaded");
        return url;
      },
    };
    this.policy = window.trustedTypes?.createPolicy("my-review", rules) ?? rules;
  }

  /** Fetches seal.js; after a failure the next call tries again. */
  load(): Promise<Seal> {
    this.loading ??= this.fetchSeal().catch((error: unknown) => {
      this.loading = null;
      throw error;
    });
    return this.loading;
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

  private fetchSeal(): Promise<Seal> {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = this.policy.createScriptURL(this.data.seal.src);
      script.integrity = this.data.seal.integrity;
      script.onerror = () => {
        script.remove();
        reject(new Error("seal.js could not be loaded"));
      };
      script.onload = () => {
        const seal = window.myReviewSeal;
        delete window.myReviewSeal;
        script.remove();
        if (seal) resolve(seal);
        else reject(new Error("seal.js is not what it should be"));
      };
      document.head.append(script);
    });
  }
}
