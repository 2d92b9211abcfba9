// Fetches the scripts that a form needs late, or never: by `<script integrity>`,
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

export class Late {
  private readonly policy: { createScriptURL(url: string): string };
  private readonly loading = new Map<LateFile, Promise<unknown>>();

  constructor(private readonly files: PageData["late"]) {
    // No other address may ever become a script here.
    const known = new Set(Object.values(files).map(({ src }) => src));
    const rules = {
      createScriptURL: (url: string) => {
        if (!known.has(url)) throw new TypeError("this is none of the form's scripts");
        return url;
      },
    };
    this.policy = window.trustedTypes?.createPolicy("my-review", rules) ?? rules;
  }

  /** What the script leaves behind, which `take` takes away. Fetched once; after
   *  a failure the next call tries again. */
  load<T>(name: keyof PageData["late"], take: () => T | undefined): Promise<T> {
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
  style(name: keyof PageData["late"]): Promise<void> {
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
