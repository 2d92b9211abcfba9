// Seals, with all that it is made of.
import { Encrypter } from "age-encryption";
import { sha256 } from "@noble/hashes/sha2.js";
import type { Seal } from "../seal";
import { encryptInSlices } from "../slices";
import { receiptOf } from "../token";

export const seal: Seal = async (plain, recipients, onProgress) => {
  if (recipients.length === 0) throw new Error("no recipients");
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const hash = sha256.create();
  const bytes = await encryptInSlices(encrypter, plain, onProgress, (part) => hash.update(part));
  return { bytes, receipt: receiptOf(hash.digest()) };
};
