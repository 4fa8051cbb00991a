import {
  addressesOf,
  emailsOf,
  phonesOf,
  type AddressPoint,
  type CustomerProfile,
  type EmailPoint,
  type PhonePoint,
} from '@candor/api'
import type { ProfileEdit } from '../needs.ts'

type AnyPoint = { readonly kind: string; readonly primary?: boolean | undefined }

/**
 * A list with the points of a row laid over: the row's first becomes the primary one, new ones are added, and nothing
 * that is stored is lost.
 * @returns nothing where that changes nothing
 */
const merged = <Point extends AnyPoint>(
  stored: readonly Point[],
  said: readonly Point[],
  valueOf: (point: Point) => string,
): Point[] | undefined => {
  const [first] = said
  if (first === undefined) return undefined
  const known = new Set(stored.map(valueOf))
  const fresh = said.filter((point) => !known.has(valueOf(point)))
  const isPrimary = (point: Point): boolean => valueOf(point) === valueOf(first)
  const before = stored.find(({ primary }) => primary) ?? stored[0]
  if (fresh.length === 0 && before !== undefined && isPrimary(before)) return undefined
  const marked = (point: Point): Point => ({ ...point, primary: isPrimary(point) || undefined })
  return [...stored, ...fresh].slice(0, 20).map(marked)
}

const parts = ['country', 'region', 'city', 'district', 'postalCode', 'address'] as const

/** The stored addresses with the parts that a row says laid over the primary one. */
const mergedAddresses = (stored: CustomerProfile, said: Partial<CustomerProfile>): AddressPoint[] | undefined => {
  const [point] = addressesOf({ ...said })
  if (point === undefined) return undefined
  const known = addressesOf(stored)
  const primary = known.find(({ primary: isPrimary }) => isPrimary)
  if (primary === undefined) return [point]
  const given = Object.fromEntries(parts.flatMap((part) => (point[part] ? [[part, point[part]]] : [])))
  if (parts.every((part) => given[part] === undefined || given[part] === primary[part])) return undefined
  const { original: _, ...rest } = primary
  const changed: AddressPoint = { ...rest, ...given }
  return known.map((each) => (each === primary ? changed : each))
}

/** What a row changes of a customer who is stored: what it says comes first, and what it does not speak of stays. */
export const editOf =
  (said: Partial<CustomerProfile>) =>
  (stored: CustomerProfile): ProfileEdit => {
    const emails = merged<EmailPoint>(emailsOf(stored), said.emails ?? [], ({ address }) => address.toLowerCase())
    const phones = merged<PhonePoint>(phonesOf(stored), said.phones ?? [], ({ number }) => number)
    const addresses = mergedAddresses(stored, said)
    return {
      ...(said.name !== undefined && { name: said.name }),
      ...(said.language !== undefined && { language: said.language }),
      ...(emails !== undefined && { emails }),
      ...(phones !== undefined && { phones }),
      ...(addresses !== undefined && { addresses }),
    }
  }
