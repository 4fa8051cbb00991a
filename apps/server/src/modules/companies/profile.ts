import { companyProfile, type CompanyProfile } from '@candor/api'
import type { JsonObject } from '@candor/journal'
import type { SubjectKey } from '../../platform/crypto/index.ts'

/** Fields of a company in the order in which they are shown. */
export const companyFields = [
  'name',
  'registration',
  'industry',
  'website',
  'email',
  'phone',
  'country',
  'city',
  'address',
] as const satisfies readonly (keyof CompanyProfile)[]
export type CompanyField = (typeof companyFields)[number]

const place = (id: string) => ({ table: 'company', column: 'profile', id })

/** A profile without empty fields: absent, null and empty mean the same. */
export const tidyCompany = (profile: CompanyProfile): CompanyProfile =>
  Object.fromEntries(
    companyFields.map((field) => [field, profile[field]] as const).filter(([, value]) => value),
  ) as CompanyProfile

/** Encrypts a profile for its row. */
export const sealCompany = (key: SubjectKey, id: string, profile: CompanyProfile): Buffer =>
  key.encrypt(place(id), JSON.stringify(tidyCompany(profile)))

/** Decrypts the profile of a row. @throws CORRUPT_CIPHERTEXT when it was changed or moved */
export const openCompany = (key: SubjectKey, id: string, sealed: Uint8Array): CompanyProfile =>
  JSON.parse(key.decrypt(place(id), sealed).toString()) as CompanyProfile

/** New values of some fields; null empties one. */
export type CompanyEdit = { readonly [Field in CompanyField]?: CompanyProfile[Field] | undefined }

/** Lays changes over a profile; a field that is absent stays. */
export const changedCompany = (before: CompanyProfile, changes: CompanyEdit): CompanyProfile =>
  companyProfile.parse(
    tidyCompany({
      ...before,
      ...(Object.fromEntries(
        Object.entries(changes).filter(([, value]) => value !== undefined),
      ) as Partial<CompanyProfile>),
    }),
  )

/** Old and new value of each field that differs. */
export const companyChanges = (before: CompanyProfile, after: CompanyProfile): JsonObject =>
  Object.fromEntries(
    companyFields
      .map((field) => [field, { before: before[field] ?? null, after: after[field] ?? null }] as const)
      .filter(([, change]) => change.before !== change.after),
  )

/** The name as lists sort it. */
export const sortableName = (name: string): string =>
  Array.from(name.normalize('NFKD').replaceAll(/\p{M}/gu, '').normalize('NFC').toLowerCase()).slice(0, 100).join('')

/** The texts by which a company is found. */
export const searchedTexts = ({ name, registration, website, email }: CompanyProfile): string[] =>
  [name, registration, website?.replace(/^https?:\/\/(www\.)?/i, ''), email].flatMap((text) => text ?? [])
