import { addressesOf, emailsOf, phonesOf, type AddressPoint, type CustomerProfile } from '@candor/api'
import type { profileTexts } from './profile-texts.ts'

/** The fields of a profile that a person can edit as one text, in the order of the screen. */
export const profileFields = ['name', 'email', 'phone', 'country', 'city', 'address', 'language'] as const
export type ProfileField = (typeof profileFields)[number]

/** What can be saved by itself: one text, or a whole list of addresses or numbers. */
export type EditField = ProfileField | 'emails' | 'phones' | 'addresses'

export const longest: Readonly<Record<ProfileField, number>> = {
  name: 200,
  email: 254,
  phone: 40,
  country: 80,
  city: 120,
  address: 300,
  language: 2,
}

type T = ReturnType<typeof profileTexts.useTexts>

/** Says what is wrong with a value, or nothing. The server has the last word; this only saves a round trip. */
export const faultOf = (field: ProfileField, text: string, t: T): string | undefined => {
  const value = text.trim()
  if (value.length > longest[field]) return t('bad.long', { count: longest[field] })
  if (field === 'name' && value === '') return t('bad.name')
  if (value === '') return undefined
  if (field === 'email' && !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value)) return t('bad.email')
  return field === 'phone' && value.length < 3 ? t('bad.phone') : undefined
}

/** The change of one field as the API takes it: an emptied field becomes null. */
export const changeOf = (field: ProfileField, text: string): Partial<CustomerProfile> => ({
  [field]: text.trim() === '' ? null : text.trim(),
})

export const valueOf = (profile: CustomerProfile, field: ProfileField): string => profile[field] ?? ''

/** An address in lines, in the order of its country: Chinese ones go from the large to the small. */
export const addressLines = ({ country, region, city, district, postalCode, address }: AddressPoint): string[] => {
  const isChinese = /\p{Script=Han}/u.test(`${city ?? ''}${address ?? ''}`)
  const lines = isChinese
    ? [`${country ?? ''} ${postalCode ?? ''}`, `${region ?? ''}${city ?? ''}${district ?? ''}`, address ?? '']
    : [address ?? '', `${postalCode ?? ''} ${city ?? ''}`, [district, region].filter(Boolean).join(', '), country ?? '']
  return lines.map((line) => line.trim()).filter((line) => line !== '')
}

/** What a field of a profile says, in one text: to compare two versions and to show them side by side. */
export const textOf = (profile: CustomerProfile, field: EditField): string => {
  if (field === 'emails')
    return emailsOf(profile)
      .map(({ address, kind }) => `${address} (${kind})`)
      .join('\n')
  if (field === 'phones')
    return phonesOf(profile)
      .map(({ number, kind }) => `${number} (${kind})`)
      .join('\n')
  if (field === 'addresses')
    return addressesOf(profile)
      .map((point) => addressLines(point).join(', '))
      .join('\n')
  return valueOf(profile, field)
}
