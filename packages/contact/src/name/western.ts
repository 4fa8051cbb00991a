/** A name in an alphabet. Parts that it does not have are ''. */
export type WesternName = {
  readonly title: string
  readonly given: string
  readonly middle: string
  /** With its particles: `van der Berg`. */
  readonly family: string
  readonly suffix: string
}

const titles = new Set(
  'mr mrs ms miss mx dr prof professor sir dame lord lady rev fr sr hon herr frau fräulein m mme mlle monsieur madame signor signora señor señora don doña ing dipl'.split(
    ' ',
  ),
)
const suffixes = new Set('jr sr ii iii iv v phd md dds esq cpa mba obe mbe cbe kc qc'.split(' '))
/** Words that belong to the family name behind them. */
const particles = new Set(
  'van von der den de la le du da das do dos di del della degli ten ter te zu zum zur af av bin ibn abu al el st san santa y e'.split(
    ' ',
  ),
)

const bare = (word: string): string => word.toLowerCase().replaceAll(/[.,]/g, '')

/** Whether all letters are of one case, so that the writer's case tells nothing. */
const hasNoCase = (text: string): boolean => text === text.toUpperCase() || text === text.toLowerCase()

/** `O’BRIEN-SMITH` as `O’Brien-Smith`; particles small, unless they begin the name. */
const cased = (name: string): string =>
  name
    .toLowerCase()
    .split(' ')
    .map((word, at) =>
      at > 0 && particles.has(word)
        ? word
        : word
            .replaceAll(/(^|[-'’])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
            .replace(/^Mc(\p{L})/u, (_, letter: string) => `Mc${letter.toUpperCase()}`),
    )
    .join(' ')

/** Where the family name begins: at its first particle, else at the last word. */
const familyAt = (words: readonly string[]): number => {
  let at = words.length - 1
  while (at > 1 && particles.has(bare(words[at - 1]!))) at -= 1
  return Math.max(at, 0)
}

/**
 * Splits a name as it is written in an alphabet: `Dr. Ludwig van Beethoven jr.`, `Beethoven, Ludwig van`. Names all in
 * capitals or small letters are given the usual case; the caller keeps what was typed.
 * @param familyFirst whether a name without a comma begins with the family name, as in Hungary or in pinyin
 */
export const splitWesternName = (
  text: string,
  { familyFirst = false }: { readonly familyFirst?: boolean } = {},
): WesternName => {
  const clean = text.normalize('NFKC').replaceAll(/\s+/g, ' ').trim()
  const proper = hasNoCase(clean) ? cased(clean) : clean
  const [beforeComma = '', ...afterCommas] = proper.split(/\s*,\s*/)
  const title: string[] = []
  const suffix: string[] = []
  const takeFrom = (words: string[]): string[] => {
    while (words.length > 1 && titles.has(bare(words[0]!))) title.push(words.shift()!)
    while (words.length > 1 && suffixes.has(bare(words.at(-1)!))) suffix.unshift(words.pop()!)
    return words
  }
  const isSuffix = (part: string): boolean => part.split(' ').every((word) => suffixes.has(bare(word)))
  const behind = afterCommas.filter((part) => {
    if (part !== '' && !isSuffix(part)) return true
    if (part !== '') suffix.push(part)
    return false
  })
  const front = takeFrom(beforeComma.split(' ').filter((word) => word !== ''))
  const parts = (given: readonly string[], family: readonly string[]): WesternName => ({
    title: title.join(' '),
    given: given[0] ?? '',
    middle: given.slice(1).join(' '),
    family: family.join(' '),
    suffix: suffix.join(' '),
  })
  if (behind.length > 0) {
    const words = takeFrom(behind.join(' ').split(' '))
    // `Beethoven, Ludwig van`: particles at the end belong to the family name.
    let end = words.length
    while (end > 1 && particles.has(bare(words[end - 1]!))) end -= 1
    return parts(words.slice(0, end), [...words.slice(end), ...front])
  }
  if (front.length === 1) return parts(front, [])
  if (familyFirst) return parts(front.slice(1), front.slice(0, 1))
  const at = familyAt(front)
  return parts(front.slice(0, at), front.slice(at))
}
