// What the scripts that ship do not take of the age library, and what stands in its
// place: for build.mjs, and for the tests of the cryptography that ships.
import { join } from "node:path";

/** Sets up a curve when it is used.
 *  @param {string} path what does that
 *  @returns {import("esbuild").Plugin} */
const lateCurve = (path) => ({
  name: "late-curve",
  setup: (build) => {
    build.onResolve({ filter: /^\.\/abstract\/edwards\.js$/ }, ({ importer }) =>
      /@noble[\\/]curves[\\/]ed25519\.js$/.test(importer) ? { path } : null);
  },
});

/** How esbuild is told, for each of the scripts that hold the library.
 *  @param {string} browser this folder
 *  @returns {Record<"seal" | "draft", { alias: Record<string, string>, plugins: import("esbuild").Plugin[] }>} */
export function lighter(browser) {
  /** @param {string} name */
  const own = (name) => join(browser, "src", name);
  const keys = ["@noble/post-quantum/hybrid.js", "@noble/curves/nist.js", "@noble/curves/ed25519.js"];
  return {
    // Recipients are X25519 keys, alone or with ML-KEM.
    seal: { alias: { "@noble/curves/nist.js": own("no-nist.ts") }, plugins: [lateCurve(own("late-edwards.ts"))] },
    // A draft is locked with a passphrase and nothing else.
    draft: { alias: Object.fromEntries(keys.map((part) => [part, own("no-keys.ts")])), plugins: [] },
  };
}
