export { ml_kem768 } from "@noble/post-quantum/ml-kem.js";
