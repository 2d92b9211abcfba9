// Stands in seal.js where the age library has the curves P-256 and P-384. Nobody's
// recipient is of that kind (`check` takes age1… and age1pq1… only), and to set
// them up is half of what seal.js does when it comes: felt on a slow phone while
// a child types. They have the lengths that the library reads of them, and
// whoever computes with one gets an error.
const none = (): never => {
  throw new Error("this curve is not part of the page");
};

const curve = {
  lengths: { secretKey: 32, publicKey: 33, publicKeyUncompressed: 65, seed: 48 },
  Point: { Fn: { fromBytes: none, toBytes: none }, fromBytes: none },
  utils: { randomSecretKey: none },
  keygen: none,
  getPublicKey: none,
  getSharedSecret: none,
};

export { curve as p256, curve as p384 };
