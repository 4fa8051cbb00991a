import { customerProfile, type CustomerProfile } from '@candor/api'
import type { SubjectKey } from '../../platform/crypto/index.ts'

/** Fields of a profile in the order in which they are shown. */
export const profileFields = [
  'name',
  'email',
  'phone',
  'country',
  'city',
  'address',
  'language',
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

/** Old and new value of each field that differs. */
export type ProfileChanges = Readonly<
  Record<string, { readonly before: string | boolean | null; readonly after: string | boolean | null }>
>

/** What differs between two profiles, field by field. */
export const profileChanges = (before: CustomerProfile, after: CustomerProfile): ProfileChanges =>
  Object.fromEntries(
    profileFields
      .map((field) => [field, { before: before[field] ?? null, after: after[field] ?? null }] as const)
      .filter(([, change]) => change.before !== change.after),
  )

/** New values of some fields; null empties one. */
export type ProfileEdit = { readonly [Field in keyof CustomerProfile]?: CustomerProfile[Field] | undefined }

/** Lays changes over a profile; a field that is absent stays. */
export const changedProfile = (before: CustomerProfile, changes: ProfileEdit): CustomerProfile =>
  customerProfile.parse(
    tidyProfile({
      ...before,
      ...(Object.fromEntries(
        Object.entries(changes).filter(([, value]) => value !== undefined),
      ) as Partial<CustomerProfile>),
    }),
  )
