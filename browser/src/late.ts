// Fetches the scripts that a page needs late, or never: by `<script integrity>`,
// so that the browser refuses any that is not the build's.
import type { LateFile, PageData } from "./types";

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

export class Late<Name extends string = keyof PageData["late"]> {
  private readonly policy: { createScriptURL(url: string): string };
  private readonly loading = new Map<LateFile, Promise<unknown>>();

  /** Each of the page's own scripts has a policy of another name: a page may
   *  make only one of each. */
  constructor(private readonly files: Record<Name, LateFile>, policy = "my-review") {
    // No other address may ever become a script here.
    const known = new Set(Object.values<LateFile>(files).map(({ src }) => src));
    const rules = {
      createScriptURL: (url: string) => {
        if (!known.has(url)) throw new TypeError("this is none of the page's scripts");
        return url;
      },
    };
    this.policy = window.trustedTypes?.createPolicy(policy, rules) ?? rules;
  }

  /** What the script leaves behind, which `take` takes away. Fetched once; after
   *  a failure the next call tries again. */
  load<T>(name: Name, take: () => T | undefined): Promise<T> {
    const file = this.files[name];
    const known = this.loading.get(file);
    if (known) return known as Promise<T>;
    const loading = this.fetch(file, take).catch((error: unknown) => {
      this.loading.delete(file);
      throw error;
    });
    this.loading.set(file, loading);
    return loading;
  }

  /** Fetches a style. A page without it still works, so this never fails. */
  style(name: Name): Promise<void> {
    const file = this.files[name];
    const known = this.loading.get(file);
    if (known) return known as Promise<void>;
    const loading = new Promise<void>((resolve) => {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = file.src;
      link.integrity = file.integrity;
      link.onload = () => resolve();
      link.onerror = () => {
        link.remove();
        this.loading.delete(file);
        resolve();
      };
      document.head.append(link);
    });
    this.loading.set(file, loading);
    return loading;
  }

  private fetch<T>(file: LateFile, take: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = this.policy.createScriptURL(file.src);
      script.integrity = file.integrity;
      script.onerror = () => {
        script.remove();
        reject(new Error(`${file.src} could not be loaded`));
      };
      script.onload = () => {
        const left = take();
        script.remove();
        if (left) resolve(left);
        else reject(new Error(`${file.src} is not what it should be`));
      };
      document.head.append(script);
    });
  }
}
