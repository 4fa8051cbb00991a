import {
  comparedFields,
  emailsOf,
  phonesOf,
  type ComparedField,
  type CustomerProfile,
  type MatchReason,
} from '@candor/api'
import { readEmail } from '@candor/contact'
import {
  assumedScoring,
  completedScoring,
  type ColumnEvidence,
  type NamedColumn,
  type ScoringModel,
} from '@candor/matching'

const typeOf = {
  name: 'name',
  email: 'email',
  phone: 'phone',
  address: 'address',
  city: 'label',
  country: 'label',
} as const satisfies Record<ComparedField, NamedColumn['type']>

/** The fields of a profile that are compared, as columns of a table. */
export const columns: readonly NamedColumn[] = comparedFields.map((name) => ({ name, type: typeOf[name] }))

/** What is compared of a profile. */
export type Compared = { readonly [Field in ComparedField]?: string | null | undefined }

/** Texts of a profile, in the order of the columns. */
export const cellsOf = (profile: Compared): (string | null)[] => comparedFields.map((field) => profile[field] ?? null)

const emailKey = (text: string): string => {
  const read = readEmail(text)
  return 'key' in read ? read.key : text.toLowerCase()
}
const lastFigures = (text: string): string => text.replaceAll(/\D/g, '').slice(-7)

/** As {@link cellsOf}; of several addresses and numbers the one that the other side has too. */
export const cellsBeside = (profile: CustomerProfile, { email, phone }: Compared): (string | null)[] => {
  const sameEmail = email && emailsOf(profile).find(({ address }) => emailKey(address) === emailKey(email))
  const samePhone = phone && phonesOf(profile).find(({ number }) => lastFigures(number) === lastFigures(phone))
  return cellsOf({
    ...profile,
    ...(sameEmail && { email: sameEmail.address }),
    ...(samePhone && { phone: samePhone.number }),
  })
}

const isField = (name: string): name is ComparedField => (comparedFields as readonly string[]).includes(name)

/** What says that two are the same, as the API gives it; what says nothing is left out. */
export const reasonsOf = (evidence: readonly ColumnEvidence[]): MatchReason[] =>
  evidence.flatMap(({ column, level, bits }) =>
    isField(column) && level !== 'missing'
      ? [{ field: column, likeness: level, bits: Math.round(bits * 100) / 100 }]
      : [],
  )

/** The model to score by: the learnt one, completed where it knows nothing; without one what is assumed in general. */
export const modelFor = (learnt: ScoringModel | undefined, customers: number): ScoringModel =>
  learnt === undefined ? assumedScoring(columns, customers) : completedScoring(learnt, columns)
