import { hexDigits } from '../bytes/native.ts'

/**
 * Gives `Uint8Array` the native hex methods of ECMAScript 2026 where this Node keeps them behind a flag (24).
 * The @noble libraries choose their hex path when they are loaded, so this file must be imported before them.
 */
type HexMethods = { toHex?: () => string }

if (typeof (Uint8Array.prototype as HexMethods).toHex !== 'function') {
  // oxlint-disable-next-line no-extend-native -- the standard method, where the engine hides it
  Object.defineProperty(Uint8Array.prototype, 'toHex', {
    configurable: true,
    writable: true,
    value(this: Uint8Array): string {
      return hexDigits(this)
    },
  })
  Object.defineProperty(Uint8Array, 'fromHex', {
    configurable: true,
    writable: true,
    value(digits: string): Uint8Array {
      const bytes = new Uint8Array(Buffer.from(digits, 'hex'))
      if (bytes.length * 2 !== digits.length) throw new SyntaxError('not a string of hexadecimal byte pairs')
      return bytes
    },
  })
}
