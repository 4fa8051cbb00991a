import type { AddressPoint, EmailPoint, PhonePoint } from './contact-points.ts'

/** The parts of a profile that say how somebody is reached. */
export type Reachable = {
  readonly email?: string | null | undefined
  readonly phone?: string | null | undefined
  readonly country?: string | null | undefined
  readonly city?: string | null | undefined
  readonly address?: string | null | undefined
  readonly emails?: readonly EmailPoint[] | null | undefined
  readonly phones?: readonly PhonePoint[] | null | undefined
  readonly addresses?: readonly AddressPoint[] | null | undefined
}

/** All e-mail addresses of a profile, the primary one marked. */
export const emailsOf = ({ emails, email }: Reachable): readonly EmailPoint[] => {
  if (emails?.length) return emails
  return email ? [{ kind: 'personal', address: email, primary: true }] : []
}

/** All phone numbers of a profile, the primary one marked. */
export const phonesOf = ({ phones, phone }: Reachable): readonly PhonePoint[] => {
  if (phones?.length) return phones
  return phone ? [{ kind: 'mobile', number: phone, primary: true }] : []
}

/** All postal addresses of a profile, the primary one marked. */
export const addressesOf = ({ addresses, address, city, country }: Reachable): readonly AddressPoint[] => {
  if (addresses?.length) return addresses
  if (!address && !city && !country) return []
  const parts = { ...(country && { country }), ...(city && { city }), ...(address && { address }) }
  return [{ kind: 'home', ...parts, primary: true }]
}
