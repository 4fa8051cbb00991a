/** The one function that is used of the `secp256k1` package (libsecp256k1 bindings), which carries no types. */
declare module 'secp256k1' {
  const secp256k1: {
    ecdsaRecover(signature: Uint8Array, recoveryId: number, messageHash: Uint8Array, compressed: boolean): Uint8Array
  }
  export default secp256k1
}
