import {
  addressesOf,
  emailsOf,
  phonesOf,
  type AddressPoint,
  type CustomerProfile,
  type EmailPoint,
  type PhonePoint,
} from '@candor/api'
import { customerErrors } from '../errors.ts'
import { addressText, kindOfPhone, standardAddress, standardEmail, standardPhone } from './standard.ts'

type AnyPoint = {
  readonly kind: string
  readonly primary?: boolean | undefined
  readonly original?: string | undefined
}

/** What is particular to one of the three lists. */
type Way<Point> = {
  readonly name: 'emails' | 'phones' | 'addresses'
  /** Two with the same value are the same. */
  readonly valueOf: (point: Point) => string
  readonly standard: (point: Point) => Point
  /** The kind that one has if nothing is said. */
  readonly usual: string
}

/** What a change says of a list. */
type Wish<Point> = {
  readonly stored: readonly Point[]
  /** The list that was sent; null empties it, undefined says nothing of it. */
  readonly list: readonly Point[] | null | undefined
  /** Whether the primary field was sent by itself, and what it says: undefined removes the primary one. */
  readonly single: { readonly point: Point | undefined } | undefined
}

/** The list that is wished: one that was sent decides; else the primary one is replaced, and the others stay. */
const wishedList = <Point extends AnyPoint>({ stored, list, single }: Wish<Point>): readonly Point[] => {
  if (list) return list
  const kept = list === null ? [] : stored
  if (single === undefined) return kept
  const at = Math.max(
    kept.findIndex(({ primary }) => primary),
    0,
  )
  const others = kept.filter(({ primary }) => !primary)
  if (single.point === undefined) return others
  return [...others.slice(0, at), { ...single.point, primary: true }, ...others.slice(at)]
}

/**
 * Brings a list into its standard form: each point standardised and its original kept, none twice, one primary.
 * @throws CUSTOMER_CONTACT_TWICE
 */
const settleList = <Point extends AnyPoint>(
  { name, valueOf, standard }: Way<Point>,
  stored: readonly Point[],
  wished: readonly Point[],
): Point[] => {
  const originals = new Map(stored.map((point) => [valueOf(point), point.original]))
  const chosen = Math.max(
    wished.findIndex(({ primary }) => primary),
    0,
  )
  const seen = new Set<string>()
  return wished.map((point, at) => {
    const made = standard(point)
    const value = valueOf(made)
    if (seen.has(value)) {
      throw customerErrors.CUSTOMER_CONTACT_TWICE(`${name}: the same is there twice`, {
        errors: [{ path: `/body/profile/${name}/${at}`, message: 'is in the list already' }],
      })
    }
    seen.add(value)
    // One that comes back in its standard form: how it was written at first is known still.
    const original = made.original ?? originals.get(value)
    return { ...made, ...(original !== undefined && { original }), ...(at === chosen && { primary: true }) }
  })
}

const usualParts = new Set(['kind', 'primary', 'address', 'number', 'country', 'city'])

/** The list as it is stored: nothing, where it says no more than the primary fields beside it. */
const compact = <Point extends AnyPoint>(points: Point[], { usual }: Way<Point>): Point[] | null => {
  const [only] = points
  if (only === undefined) return null
  const isPlain = points.length === 1 && only.kind === usual && Object.keys(only).every((part) => usualParts.has(part))
  return isPlain ? null : points
}

const primaryOf = <Point extends AnyPoint>(points: readonly Point[]): Point | undefined =>
  points.find(({ primary }) => primary)

const emailWay: Way<EmailPoint> = {
  name: 'emails',
  valueOf: ({ address }) => address.toLowerCase(),
  standard: standardEmail,
  usual: 'personal',
}

const settleEmails = (
  before: CustomerProfile,
  after: CustomerProfile,
  list: Wish<EmailPoint>['list'],
  sent: boolean,
) => {
  const stored = emailsOf(before)
  const kind = primaryOf(stored)?.kind ?? 'personal'
  const point = after.email ? { kind, address: after.email } : undefined
  const emails = settleList(emailWay, stored, wishedList({ stored, list, single: sent ? { point } : undefined }))
  return { emails: compact(emails, emailWay), email: primaryOf(emails)?.address ?? null }
}

const settlePhones = (
  before: CustomerProfile,
  after: CustomerProfile,
  list: Wish<PhonePoint>['list'],
  sent: boolean,
) => {
  const stored = phonesOf(before)
  const { country, phone } = after
  const way: Way<PhonePoint> = {
    name: 'phones',
    valueOf: ({ number }) => number,
    standard: (point) => standardPhone(point, country),
    usual: 'mobile',
  }
  const point = phone ? { kind: primaryOf(stored)?.kind ?? kindOfPhone(phone, country), number: phone } : undefined
  const phones = settleList(way, stored, wishedList({ stored, list, single: sent ? { point } : undefined }))
  return { phones: compact(phones, way), phone: primaryOf(phones)?.number ?? null }
}

const addressWay: Way<AddressPoint> = {
  name: 'addresses',
  valueOf: addressText,
  standard: standardAddress,
  usual: 'home',
}

const settleAddresses = (
  before: CustomerProfile,
  after: CustomerProfile,
  list: Wish<AddressPoint>['list'],
  sent: boolean,
) => {
  const stored = addressesOf(before)
  const { original: _, ...known }: AddressPoint = primaryOf(stored) ?? { kind: 'home' }
  const parts = Object.entries({ ...known, country: after.country, city: after.city, address: after.address })
  const changed: AddressPoint = { kind: known.kind, ...Object.fromEntries(parts.filter(([, text]) => text)) }
  const point = addressText(changed) === '' ? undefined : changed
  const wished = wishedList({ stored, list, single: sent ? { point } : undefined })
  const addresses: AddressPoint[] = settleList(addressWay, stored, wished)
  const primary = primaryOf(addresses)
  return {
    addresses: compact(addresses, addressWay),
    country: primary?.country ?? null,
    city: primary?.city ?? null,
    address: primary?.address ?? null,
  }
}

/**
 * Makes the primary fields and the lists of a profile agree after a change, and standardises what changed. A list that
 * was sent decides; else the primary field does.
 * @param before as stored; without fields for a new customer
 * @param after the same with the change laid over
 * @param change what was sent; a field that is absent or undefined was not
 * @throws CUSTOMER_CONTACT_TWICE
 */
export const settleContact = (
  before: CustomerProfile,
  after: CustomerProfile,
  change: { readonly [Field in keyof CustomerProfile]?: CustomerProfile[Field] | undefined },
): CustomerProfile => {
  const sent = (...fields: (keyof CustomerProfile)[]): boolean => fields.some((field) => change[field] !== undefined)
  const places = sent('addresses', 'country', 'city', 'address')
    ? settleAddresses(before, after, change.addresses, sent('country', 'city', 'address'))
    : {}
  const placed = { ...after, ...places }
  return {
    ...placed,
    ...(sent('emails', 'email') && settleEmails(before, placed, change.emails, sent('email'))),
    ...(sent('phones', 'phone') && settlePhones(before, placed, change.phones, sent('phone'))),
  }
}
