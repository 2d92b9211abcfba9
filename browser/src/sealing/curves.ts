export { x25519 } from "@noble/curves/ed25519.js";
export { sha3_256 } from "@noble/hashes/sha3.js";
