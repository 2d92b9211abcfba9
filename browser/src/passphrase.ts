// The age format's passphrase stanza (https://c2sp.org/age, "The scrypt recipient
// type"), made and opened without the page standing still. The library works its
// key out at one go, which holds a slow phone up for two seconds. The parts are
// the library's own; here they are only put together, and the public vectors run
// over it (test/age-vectors.test.ts).
import { Stanza, type Identity, type Recipient } from "age-encryption";
import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { scryptAsync } from "@noble/hashes/scrypt.js";
import { randomBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { base64nopad } from "@scure/base";
import { TASK_MS } from "./slices";

const TYPE = "scrypt";
const LABEL = utf8ToBytes("age-encryption.org/v1/scrypt");
const SALT = 16;
/** What age programs refuse above: somebody wants to hold the device up. */
const MOST_WORK = 20;
/** A file key, and the 16 bytes that vouch for it. */
const BODY = 32;
const NONCE = new Uint8Array(12);

export class Passphrase implements Recipient, Identity {
  /** `work` is the cost of one guess, as a power of two; `onProgress` is told how
   *  much of the work is done, from 0 to 1. */
  constructor(
    private readonly text: string,
    private readonly work: number,
    private readonly onProgress: (done: number) => void = () => undefined,
  ) {}

  async wrapFileKey(fileKey: Uint8Array): Promise<Stanza[]> {
    const salt = randomBytes(SALT);
    const key = await this.key(salt, this.work);
    return [new Stanza([TYPE, base64nopad.encode(salt), String(this.work)], chacha20poly1305(key, NONCE).encrypt(fileKey))];
  }

  async unwrapFileKey(stanzas: Stanza[]): Promise<Uint8Array | null> {
    const stanza = stanzas.find(({ args }) => args[0] === TYPE);
    if (!stanza) return null;
    const [, salt = "", work = ""] = stanza.args;
    if (stanzas.length > 1 || stanza.args.length !== 3 || !/^[1-9][0-9]*$/.test(work)) throw new Error("invalid scrypt stanza");
    const bytes = base64nopad.decode(salt);
    if (bytes.length !== SALT || Number(work) > MOST_WORK || stanza.body.length !== BODY) throw new Error("invalid scrypt stanza");
    const key = await this.key(bytes, Number(work));
    try {
      return chacha20poly1305(key, NONCE).decrypt(stanza.body);
    } catch {
      // Another passphrase.
      return null;
    }
  }

  private key(salt: Uint8Array, work: number): Promise<Uint8Array> {
    const labelled = new Uint8Array([...LABEL, ...salt]);
    return scryptAsync(this.text, labelled, { N: 2 ** work, r: 8, p: 1, dkLen: 32, asyncTick: TASK_MS, onProgress: this.onProgress });
  }
}
