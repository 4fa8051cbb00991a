import type { CompanyProfile } from '@candor/api'
import type { companiesTexts } from './companies-texts.ts'

/** The fields of a company in the order of the screen. */
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
] as const
export type CompanyField = (typeof companyFields)[number]

export const longest: Readonly<Record<CompanyField, number>> = {
  name: 200,
  registration: 64,
  industry: 80,
  website: 200,
  email: 254,
  phone: 40,
  country: 80,
  city: 120,
  address: 300,
}

type T = ReturnType<typeof companiesTexts.useTexts>

/** Says what is wrong with a value, or nothing. The server has the last word; this only saves a round trip. */
export const faultOf = (field: CompanyField, text: string, t: T): string | undefined => {
  const value = text.trim()
  if (value.length > longest[field]) return t('bad.long', { count: longest[field] })
  if (field === 'name' && value === '') return t('bad.name')
  if (value === '') return undefined
  if (field === 'website' && !(/^https?:\/\//i.test(value) && URL.canParse(value))) return t('bad.website')
  if (field === 'email' && !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value)) return t('bad.email')
  return field === 'phone' && value.length < 3 ? t('bad.phone') : undefined
}

/** The change of one field as the API takes it: an emptied field becomes null. */
export const changeOf = (field: CompanyField, text: string): Partial<CompanyProfile> => ({
  [field]: text.trim() === '' ? null : text.trim(),
})

export const valueOf = (profile: CompanyProfile, field: CompanyField): string => profile[field] ?? ''

export const typeOf = (field: CompanyField) =>
  field === 'email' ? 'email' : field === 'phone' ? 'tel' : field === 'website' ? 'url' : 'text'
