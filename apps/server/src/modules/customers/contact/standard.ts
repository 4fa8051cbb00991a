import type { AddressPoint, EmailPoint, PhonePoint } from '@candor/api'
import { readEmail, readPhone, readPostalCode, regionOf, splitChineseAddress } from '@candor/contact'

/** Where a number without country code is dialled if nothing tells: nowhere, so that it stays as it was written. */
const nowhere = 'ZZ'

const written = (original: string, standard: string) => (original === standard ? {} : { original })

/** An e-mail address in the form in which it is written to. */
export const standardEmail = ({ kind, address }: EmailPoint): EmailPoint => {
  const read = readEmail(address)
  if ('problem' in read) return { kind, address }
  return { kind, address: read.address, ...written(address, read.address) }
}

/**
 * A phone number as E.164. One that its country does not have may still be answered by somebody: it stays as written, and
 * so does one with an extension, which E.164 cannot say.
 * @param country of the customer, by name or code: where a number without country code is dialled
 */
export const standardPhone = ({ kind, number }: PhonePoint, country: string | null | undefined): PhonePoint => {
  const read = readPhone(number, regionOf(country ?? '') ?? nowhere)
  if ('problem' in read || read.extension !== undefined) return { kind, number }
  return { kind, number: read.e164, ...written(number, read.e164) }
}

/** What kind of telephone a number is of, as far as its country tells by the number. */
export const kindOfPhone = (number: string, country: string | null | undefined): PhonePoint['kind'] => {
  const read = readPhone(number, regionOf(country ?? '') ?? nowhere)
  return 'problem' in read || read.kind !== 'landline' ? 'mobile' : 'home'
}

/** An address in one text, a part to a line: two with the same text are the same. */
export const addressText = ({ country, region, city, district, postalCode, address }: AddressPoint): string =>
  [postalCode, country, region, city, district, address].filter(Boolean).join('\n')

/** A Chinese address that was written in one piece, taken apart; parts that were given by themselves stay. */
const takenApart = (point: AddressPoint): AddressPoint => {
  const split = point.address ? splitChineseAddress(point.address) : undefined
  if (split === undefined || (!split.province && !split.city && !split.district)) return point
  return {
    ...point,
    region: point.region || split.province,
    city: point.city || split.city,
    district: point.district || split.district,
    postalCode: point.postalCode || split.postalCode,
    address: split.rest,
  }
}

/** A postal address by the customs of its country: in China down to the district, postal codes in their own format. */
export const standardAddress = (point: AddressPoint): AddressPoint => {
  const region = regionOf(point.country ?? '')
  const parts = region === 'CN' ? takenApart(point) : point
  const read = parts.postalCode ? readPostalCode(parts.postalCode, region ?? '') : undefined
  const { country, city, district, address, region: province } = parts
  const postalCode = read !== undefined && 'code' in read ? read.code : parts.postalCode
  const given = Object.entries({ country, region: province, city, district, postalCode, address })
  const standard: AddressPoint = { kind: point.kind, ...Object.fromEntries(given.filter(([, text]) => text)) }
  return { ...standard, ...written(addressText(point), addressText(standard)) }
}
