import {
  addressesOf,
  emailsOf,
  mergeFields,
  phonesOf,
  type ComparedCustomer,
  type CustomerProfile,
  type MergeChoice,
  type MergeField,
} from '@candor/api'

/** The two customers as they stand side by side, and whose values stay. */
export interface Sides {
  readonly kept: ComparedCustomer
  readonly other: ComparedCustomer
  readonly choice: MergeChoice
}

const primary = <Point extends { readonly primary?: boolean | undefined }>(points: readonly Point[]) =>
  points.find((point) => point.primary) ?? points[0]

/** What a customer has in a field, as one line; of several the primary one. */
export const valueOf = (profile: CustomerProfile, field: MergeField): string => {
  switch (field) {
    case 'email':
      return primary(emailsOf(profile))?.address ?? ''
    case 'phone':
      return primary(phonesOf(profile))?.number ?? ''
    case 'address': {
      const point = primary(addressesOf(profile))
      if (point === undefined) return ''
      const { address, district, city, region, postalCode, country } = point
      return [address, district, city, region, postalCode, country].filter(Boolean).join(', ')
    }
    case 'name':
    case 'language':
    default:
      return profile[field] ?? ''
  }
}

/** Fields about which there is something to say: one of the two has it. */
export const shownFields = ({ kept, other }: Sides): MergeField[] =>
  mergeFields.filter((field) => valueOf(kept.profile, field) !== '' || valueOf(other.profile, field) !== '')

/** Whose value stays: what was chosen, else the kept customer's where there is one. */
export const sideOf = ({ kept, other, choice }: Sides, field: MergeField): 'kept' | 'other' =>
  choice[field] ?? (valueOf(kept.profile, field) !== '' || valueOf(other.profile, field) === '' ? 'kept' : 'other')

/** The same two with the other one staying; who was chosen by hand stays chosen. */
export const swapped = ({ kept, other, choice }: Sides): Sides => ({
  kept: other,
  other: kept,
  choice: Object.fromEntries(
    Object.entries(choice).map(([field, side]) => [field, side === 'kept' ? 'other' : 'kept']),
  ) as MergeChoice,
})
