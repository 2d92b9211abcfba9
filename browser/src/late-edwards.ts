// Stands in seal.js where the age library sets up the curve of Ed25519 as soon as
// the script comes. X25519 borrows it to make a key, and that is when it is set up
// now: three quarters of the time that seal.js takes to come, while a child
// types, are put off until the answers are sealed.
import { eddsa, edwards as now, PrimeEdwardsPoint } from "@noble/curves/abstract/edwards.js";

const edwards: typeof now = (...curve) => {
  let made: ReturnType<typeof now> | undefined;
  return new Proxy(class {} as unknown as ReturnType<typeof now>, {
    get: (_, name) => Reflect.get((made ??= now(...curve)), name) as unknown,
  });
};

export { eddsa, edwards, PrimeEdwardsPoint };
