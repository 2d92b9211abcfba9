// How long a response looks from outside.

const STEP = 4096;
const STEPPED = 65536;

/** The length after padding: the next multiple of 4,096 up to 65,536; above,
 *  the Padmé rule (Nikitin and others, PETS 2019), which adds at most 12 %. */
export function paddedLength(length: number): number {
  if (length <= STEPPED) return Math.max(STEP, Math.ceil(length / STEP) * STEP);
  const exponent = Math.floor(Math.log2(length));
  const kept = Math.floor(Math.log2(exponent)) + 1;
  const unit = 2 ** (exponent - kept);
  return Math.ceil(length / unit) * unit;
}
