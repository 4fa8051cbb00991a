import { localeOf, useLanguage } from '@candor/ui'

/** Names in the data that are not the names `Intl` gives, by their region code. */
const irregular: Readonly<Record<string, string>> = {
  EIRE: 'IE',
  'Channel Islands': 'GG',
  RSA: 'ZA',
  USA: 'US',
  UK: 'GB',
  'Czech Republic': 'CZ',
  'Hong Kong': 'HK',
}

let codes: ReadonlyMap<string, string> | undefined
const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ')

/** English country name → ISO 3166 code, from what the browser knows. */
const codeOf = (name: string): string | undefined => {
  if (/^[A-Z]{2}$/.test(name)) return name
  if (irregular[name]) return irregular[name]
  if (!codes) {
    const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
    const all = letters.flatMap((first) => letters.map((second) => first + second))
    codes = new Map(all.map((code) => [english.of(code) ?? '', code]))
  }
  return codes.get(name)
}

const displayNames = new Map<string, Intl.DisplayNames>()

/** The country in the reader's language where it can be told; else as stored. */
export const countryNameIn = (name: string, locale: string): string => {
  const code = codeOf(name)
  if (!code || (name === 'Channel Islands' && locale.startsWith('en'))) return name
  const names = displayNames.get(locale) ?? new Intl.DisplayNames(locale, { type: 'region' })
  displayNames.set(locale, names)
  return name === 'Channel Islands' ? '海峡群岛' : (names.of(code) ?? name)
}

export const useCountryName = (): ((name: string) => string) => {
  const [language] = useLanguage()
  return (name) => countryNameIn(name, localeOf(language))
}
