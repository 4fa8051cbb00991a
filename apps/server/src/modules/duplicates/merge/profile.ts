import { addressesOf, emailsOf, phonesOf, type CustomerProfile, type MergeChoice, type MergeField } from '@candor/api'
import { canonicalJson, type JsonValue } from '@candor/journal'

type Point = { readonly primary?: boolean | undefined; readonly original?: string | undefined }

/** A list in a profile: what is in it, what tells two of it apart, and whether one says nothing that another one does not. */
type List<P extends Point> = {
  readonly of: (profile: CustomerProfile) => readonly P[]
  readonly key: (point: P) => string
  readonly within: (point: P, other: P) => boolean
}

const figures = (number: string): string => number.replaceAll(/\D/g, '').replace(/^0+/, '')
const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()

/** With or without the code of the country a number is one. */
const sameNumber = (a: string, b: string): boolean => {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a]
  return a === b || (shorter.length >= 7 && longer.endsWith(shorter))
}

const emails: List<ReturnType<typeof emailsOf>[number]> = {
  of: emailsOf,
  key: ({ address }) => plain(address),
  within: (point, other) => emails.key(point) === emails.key(other),
}
const phones: List<ReturnType<typeof phonesOf>[number]> = {
  of: phonesOf,
  key: ({ number }) => figures(number),
  within: (point, other) => sameNumber(phones.key(point), phones.key(other)),
}

type Address = ReturnType<typeof addressesOf>[number]
const addressParts = ['address', 'district', 'city', 'region', 'postalCode', 'country'] as const
const partsOf = (point: Address): [string, string][] =>
  addressParts.flatMap((name) => {
    const text = point[name]
    return text ? [[name, plain(text.replaceAll(/[,;，。]/g, ' '))]] : []
  })

const addresses: List<Address> = {
  of: addressesOf,
  key: (point) =>
    partsOf(point)
      .map(([, text]) => text)
      .join(' '),
  // A town alone says nothing that an address in that town does not.
  within: (point, other) => {
    const parts = new Map(partsOf(other))
    return partsOf(point).every(([name, text]) => parts.get(name) === text)
  },
}

/** Most addresses or numbers of a kind that a profile holds. */
const most = 20

const primaryOf = <P extends Point>(points: readonly P[]): P | undefined =>
  points.find(({ primary }) => primary) ?? points[0]

/** The same points with the one at a place as the primary one. */
const withPrimary = <P extends Point>(points: readonly P[], primary: number): P[] =>
  points.map((point, place) => {
    const { primary: _, ...rest } = point
    return Object.assign(rest, place === primary ? { primary: true } : {}) as P
  })

/** All points of both, the chosen side's primary one in front of the other. */
const united = <P extends Point>(
  list: List<P>,
  kept: CustomerProfile,
  other: CustomerProfile,
  side: 'kept' | 'other',
) => {
  const own = list.of(kept)
  const further = list.of(other).filter((point) => !own.some((has) => list.within(point, has)))
  const chosen = primaryOf(list.of(side === 'kept' ? kept : other)) ?? primaryOf(own) ?? primaryOf(further)
  const all = [...own, ...further].slice(0, most)
  const at = chosen === undefined ? -1 : all.findIndex((point) => list.within(chosen, point))
  return withPrimary(all, Math.max(at, 0))
}

const has = (profile: CustomerProfile, field: MergeField): boolean => {
  if (field === 'email') return emailsOf(profile).length > 0
  if (field === 'phone') return phonesOf(profile).length > 0
  if (field === 'address') return addressesOf(profile).length > 0
  return Boolean(profile[field])
}

/** Whose value stays when nobody chose: the kept customer's, where there is one. */
export const sideOf = (
  choice: MergeChoice,
  field: MergeField,
  kept: CustomerProfile,
  other: CustomerProfile,
): 'kept' | 'other' => choice[field] ?? (has(kept, field) || !has(other, field) ? 'kept' : 'other')

/**
 * What changes in the kept customer's profile when another one is merged into it: of single values the chosen one stays, of
 * addresses and numbers all stay and the chosen ones become the primary ones.
 */
export const mergedProfile = (
  kept: CustomerProfile,
  other: CustomerProfile,
  choice: MergeChoice,
): Partial<CustomerProfile> => {
  const side = (field: MergeField) => sideOf(choice, field, kept, other)
  const from = (field: MergeField): CustomerProfile => (side(field) === 'kept' ? kept : other)
  return {
    name: from('name').name,
    language: from('language').language ?? null,
    emails: united(emails, kept, other, side('email')),
    phones: united(phones, kept, other, side('phone')),
    addresses: united(addresses, kept, other, side('address')),
  }
}

/** Points of a list after a merge is undone: without what the merge brought, with what was added or removed since. */
const parted = <P extends Point>(
  list: List<P>,
  before: CustomerProfile,
  after: CustomerProfile,
  now: CustomerProfile,
): P[] => {
  const keys = (profile: CustomerProfile): string[] => list.of(profile).map((point) => list.key(point))
  const [had, got] = [keys(before), keys(after)]
  const brought = new Set(got.filter((key) => !had.includes(key)))
  const left = list.of(now).filter((point) => !brought.has(list.key(point)))
  const keyOf = (profile: CustomerProfile): string | undefined => {
    const primary = primaryOf(list.of(profile))
    return primary && list.key(primary)
  }
  // A primary one that somebody chose since stays; the merge's choice goes.
  const wanted = keyOf(now) === keyOf(after) ? keyOf(before) : keyOf(now)
  const at = Math.max(
    left.findIndex((point) => list.key(point) === wanted),
    0,
  )
  return withPrimary(left, at)
}

const single = ['name', 'language'] as const

/**
 * What changes in the kept customer's profile when a merge is undone: every value that the merge put there goes back, every
 * value that somebody changed since stays.
 * @param before profile before the merge
 * @param after profile that the merge made
 * @param now profile as it is
 */
export const partedProfile = (
  before: CustomerProfile,
  after: CustomerProfile,
  now: CustomerProfile,
): Partial<CustomerProfile> => ({
  ...(Object.fromEntries(
    single.map((field) => [
      field,
      (now[field] ?? null) === (after[field] ?? null) ? (before[field] ?? null) : now[field],
    ]),
  ) as Pick<CustomerProfile, 'name' | 'language'>),
  emails: parted(emails, before, after, now),
  phones: parted(phones, before, after, now),
  addresses: parted(addresses, before, after, now),
})

/** Profiles before and after a merge. */
export type BeforeAndAfter = { readonly before: CustomerProfile; readonly after: CustomerProfile }

/** Takes what an undone merge brought out of what a later merge of the same customer remembers. */
export const withoutMerge = (later: BeforeAndAfter, undone: BeforeAndAfter): BeforeAndAfter => ({
  before: { ...later.before, ...partedProfile(undone.before, undone.after, later.before) },
  after: { ...later.after, ...partedProfile(undone.before, undone.after, later.after) },
})

const same = (a: unknown, b: unknown): boolean =>
  canonicalJson((a ?? null) as JsonValue) === canonicalJson((b ?? null) as JsonValue)

/** Only what differs from the profile as it is; a list that is as it would be made of the primary field is no change. */
export const realChanges = (now: CustomerProfile, edit: Partial<CustomerProfile>): Partial<CustomerProfile> => {
  const laid = { emails: emailsOf(now), phones: phonesOf(now), addresses: addressesOf(now) }
  return Object.fromEntries(
    Object.entries(edit).filter(([field, value]) => {
      const stored = field in laid ? laid[field as keyof typeof laid] : now[field as keyof CustomerProfile]
      return !same(stored, value)
    }),
  ) as Partial<CustomerProfile>
}
