import { customerProfile, type CustomerProfile } from '@candor/api'
import { canonicalJson, type JsonObject, type JsonValue } from '@candor/journal'
import type { SubjectKey } from '../../platform/crypto/index.ts'
import { settleContact } from './contact/settle.ts'

/** Fields of a profile in the order in which they are shown. */
export const profileFields = [
  'name',
  'email',
  'phone',
  'country',
  'city',
  'address',
  'language',
  'emails',
  'phones',
  'addresses',
  'fictional',
] as const satisfies readonly (keyof CustomerProfile)[]
export type ProfileField = (typeof profileFields)[number]

const place = (id: string) => ({ table: 'customer', column: 'profile', id })

/** A profile without empty fields: absent, null and empty mean the same. */
export const tidyProfile = (profile: CustomerProfile): CustomerProfile => {
  const fields = profileFields.map((field) => [field, profile[field]] as const)
  return Object.fromEntries(
    fields.filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== false),
  ) as CustomerProfile
}

/** Encrypts a profile for its row. */
export const sealProfile = (key: SubjectKey, id: string, profile: CustomerProfile): Buffer =>
  key.encrypt(place(id), JSON.stringify(tidyProfile(profile)))

/** Decrypts the profile of a row. @throws CORRUPT_CIPHERTEXT when it was changed or moved */
export const openProfile = (key: SubjectKey, id: string, sealed: Uint8Array): CustomerProfile =>
  JSON.parse(key.decrypt(place(id), sealed).toString()) as CustomerProfile

/** Whether two profiles have the same in a field; order of names inside it does not matter. */
export const sameField = (a: CustomerProfile, b: CustomerProfile, field: ProfileField): boolean =>
  a[field] === b[field] || canonicalJson(fieldOf(a, field)) === canonicalJson(fieldOf(b, field))

const fieldOf = (profile: CustomerProfile, field: ProfileField): JsonValue => (profile[field] ?? null) as JsonValue

/** Old and new value of each field that differs. */
export type ProfileChanges = JsonObject & {
  readonly [field: string]: { readonly before: JsonValue; readonly after: JsonValue }
}

/** What differs between two profiles, field by field. */
export const profileChanges = (before: CustomerProfile, after: CustomerProfile): ProfileChanges =>
  Object.fromEntries(
    profileFields
      .filter((field) => !sameField(before, after, field))
      .map((field) => [field, { before: fieldOf(before, field), after: fieldOf(after, field) }]),
  )

/** New values of some fields; null empties one. */
export type ProfileEdit = { readonly [Field in keyof CustomerProfile]?: CustomerProfile[Field] | undefined }

const laidOver = (before: CustomerProfile, changes: ProfileEdit): CustomerProfile => ({
  ...before,
  ...(Object.fromEntries(
    Object.entries(changes).filter(([, value]) => value !== undefined),
  ) as Partial<CustomerProfile>),
})

/**
 * Lays changes over a profile; a field that is absent stays. Addresses and numbers are brought into their standard form.
 * @throws CUSTOMER_CONTACT_TWICE
 */
export const changedProfile = (before: CustomerProfile, changes: ProfileEdit): CustomerProfile =>
  customerProfile.parse(tidyProfile(settleContact(before, laidOver(before, changes), changes)))

/** The profile of a new customer in its standard form. @throws CUSTOMER_CONTACT_TWICE */
export const newProfile = (profile: CustomerProfile): CustomerProfile =>
  tidyProfile(settleContact({ name: profile.name }, profile, profile))
