import { deriveKey } from './cipher.ts'
import { hmacSha256 } from './hmac.ts'

/**
 * Keyed hashes that let Postgres find encrypted values without reading them. Equal values give equal hashes
 * within one organisation and one field, and that equality is what a reader of the database learns.
 */
export class BlindKeys {
  readonly #root: Buffer
  readonly #fields = new Map<string, Buffer>()

  /** @param root 32 bytes, the organisation's blind-index root */
  constructor(root: Buffer) {
    this.#root = root
  }

  #field(field: string): Buffer {
    const known = this.#fields.get(field)
    if (known !== undefined) return known
    const key = deriveKey(this.#root, field)
    this.#fields.set(field, key)
    return key
  }

  /**
   * For exact look-up: 128 bits of HMAC-SHA-256, so that chance equality does not happen.
   * @param field such as `customer.email`
   * @param value already in its standard form
   */
  exact(field: string, value: string): Buffer {
    return hmacSha256(this.#field(field), value).subarray(0, 16)
  }

  /** For search in an int4[] index: 32 bits of HMAC-SHA-256 as a signed integer; answers are candidates to be checked. */
  token(field: string, value: string): number {
    return hmacSha256(this.#field(field), value).readInt32BE(0)
  }
}
