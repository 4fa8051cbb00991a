import type { CustomValues, FieldValue } from '@candor/api'
import type { SubjectKey } from '../../../platform/crypto/index.ts'

const place = (id: string) => ({ table: 'custom_value', column: 'sealed', id })
const guardedPlace = (id: string, key: string) => ({ table: 'custom_value', column: `entry.${key}`, id })

/** Encrypts all values of a record for its row. */
export const sealValues = (key: SubjectKey, id: string, values: CustomValues): Buffer =>
  key.encrypt(place(id), JSON.stringify(values))

/** @throws CORRUPT_CIPHERTEXT when the row was changed or moved */
export const openValues = (key: SubjectKey, id: string, sealed: Uint8Array): CustomValues =>
  JSON.parse(key.decrypt(place(id), sealed).toString()) as CustomValues

/** A value in a journal entry that not everybody may see who may read the entry. */
export type Guarded = { readonly sealed: string }

/** Seals one value for a journal entry. */
export const guardValue = (key: SubjectKey, id: string, field: string, value: FieldValue): Guarded => ({
  sealed: key.encrypt(guardedPlace(id, field), JSON.stringify(value)).toString('base64'),
})

export const isGuardedValue = (value: unknown): value is Guarded =>
  typeof value === 'object' && value !== null && 'sealed' in value

/** @throws CORRUPT_CIPHERTEXT when it is of another record or field */
export const openGuarded = (key: SubjectKey, id: string, field: string, { sealed }: Guarded): FieldValue =>
  JSON.parse(key.decrypt(guardedPlace(id, field), Buffer.from(sealed, 'base64')).toString()) as FieldValue
