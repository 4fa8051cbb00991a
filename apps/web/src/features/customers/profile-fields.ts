import type { CustomerProfile } from '@candor/api'
import type { profileTexts } from './profile-texts.ts'

/** The fields of a profile that a person can edit, in the order of the screen. */
export const profileFields = ['name', 'email', 'phone', 'country', 'city', 'address', 'language'] as const
export type ProfileField = (typeof profileFields)[number]

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
