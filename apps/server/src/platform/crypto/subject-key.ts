import { platformErrors } from '../platform-errors.ts'
import { deriveKey, open, seal } from './cipher.ts'

/** Where a ciphertext is stored. It decrypts at that place only, so no stored value can be moved to another row or column. */
export type Place = { readonly table: string; readonly column: string; readonly id: string }

const contextOf = (organisationId: string, subjectId: string, { table, column, id }: Place): string =>
  JSON.stringify([organisationId, subjectId, table, column, id])

/** The key of one subject in one organisation. Holding it is the power to read everything stored of that subject. */
export class SubjectKey {
  readonly organisationId: string
  readonly subjectId: string
  readonly #key: Buffer
  #destroyed = false

  /** @param key 32 bytes, not to be used by the caller afterwards */
  constructor(organisationId: string, subjectId: string, key: Buffer) {
    this.organisationId = organisationId
    this.subjectId = subjectId
    this.#key = key
  }

  #living(): Buffer {
    if (this.#destroyed) throw platformErrors.SUBJECT_ERASED(`the key of ${this.subjectId} was destroyed`)
    return this.#key
  }

  /** AES-256-GCM, bound to organisation, subject, table, column and id. 29 bytes longer than the plaintext. */
  encrypt(place: Place, plaintext: Uint8Array | string): Buffer {
    const bytes = typeof plaintext === 'string' ? Buffer.from(plaintext) : plaintext
    return seal(this.#living(), contextOf(this.organisationId, this.subjectId, place), bytes)
  }

  /** @throws CORRUPT_CIPHERTEXT when the value was changed or comes from another place */
  decrypt(place: Place, sealed: Uint8Array): Buffer {
    return open(this.#living(), contextOf(this.organisationId, this.subjectId, place), sealed)
  }

  /** A key of its own for one record, such as a journal entry (HKDF, RFC 5869). Destroyed with this one, since it is never stored. */
  derive(info: string): SubjectKey {
    return new SubjectKey(this.organisationId, this.subjectId, deriveKey(this.#living(), info))
  }

  /**
   * 32 bytes for one use, from which nobody learns the key: a salt that can be computed again while the subject is not
   * erased, and never after.
   */
  salt(info: string): Buffer {
    return deriveKey(this.#living(), `salt:${info}`)
  }

  /** Overwrites the key in memory; every later use throws. */
  destroy(): void {
    this.#destroyed = true
    this.#key.fill(0)
  }
}
