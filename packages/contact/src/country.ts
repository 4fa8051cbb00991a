/** Names in data that are not the names that Unicode gives, by their region code. */
const irregular: Readonly<Record<string, string>> = {
  eire: 'IE',
  'channel islands': 'GG',
  rsa: 'ZA',
  usa: 'US',
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'united states of america': 'US',
  'czech republic': 'CZ',
  'hong kong': 'HK',
  macau: 'MO',
  korea: 'KR',
  中华人民共和国: 'CN',
  台湾: 'TW',
  香港: 'HK',
  澳门: 'MO',
}

const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
let codes: ReadonlyMap<string, string> | undefined

/** Country names of Unicode CLDR in English and Chinese, in lower case. */
const known = (): ReadonlyMap<string, string> => {
  if (codes !== undefined) return codes
  const found = new Map<string, string>()
  for (const locale of ['zh', 'en']) {
    const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' })
    for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
      const name = names.of(code)?.toLowerCase()
      // Codes of countries that are no more, such as DD, are known by the name of what they became.
      const current = new Intl.Locale(`und-${code}`).region
      if (name !== undefined && current !== undefined && !found.has(name)) found.set(name, current)
    }
  }
  codes = found
  return found
}

/**
 * The region of a country's name, in English or Chinese, or of a code.
 * @returns ISO 3166-1 alpha-2; nothing when no country is known by that name
 */
export const regionOf = (country: string): string | undefined => {
  const name = country.normalize('NFKC').trim().toLowerCase()
  if (/^[a-z]{2}$/.test(name) && irregular[name] === undefined) return name.toUpperCase()
  return irregular[name] ?? known().get(name)
}
