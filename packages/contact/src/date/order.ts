/** In which order a date is written with figures alone. */
export type DateOrder = 'DMY' | 'MDY' | 'YMD'

const monthFirst = new Set(['US', 'PH', 'FM', 'MH', 'PW'])
const yearFirst = new Set(['zh', 'ja', 'ko', 'hu', 'lt', 'mn', 'sv'])

/**
 * How dates are written where a locale is spoken (Unicode CLDR, short date formats).
 * @param locale BCP 47 tag: `en-US` gives MDY, `zh-CN` YMD, `en-GB`, `de` and all others DMY
 */
export const dateOrderOf = (locale: string): DateOrder => {
  const { language, region } = new Intl.Locale(locale).maximize()
  if (yearFirst.has(language)) return 'YMD'
  // Canadian English is written year first by the standard; French and others follow it.
  if (region === 'CA') return 'YMD'
  return language === 'en' && region !== undefined && monthFirst.has(region) ? 'MDY' : 'DMY'
}
