const han = /\p{Script=Han}/u
const titles = new Set(['mr', 'mrs', 'ms', 'miss', 'dr', 'prof', 'sir', 'lady'])

/**
 * The part of a name by which somebody is greeted. A Chinese name begins with the family name, so its rest is taken; of
 * others the first word that is no title.
 */
export const firstNameOf = (name: string): string => {
  const trimmed = name.trim()
  if (han.test(trimmed)) {
    const letters = Array.from(trimmed.replace(/\s/g, ''))
    return letters.length > 1 ? letters.slice(letters.length > 3 ? 2 : 1).join('') : trimmed
  }
  const parts = trimmed.split(/\s+/)
  return parts.find((part) => !titles.has(part.toLowerCase().replace(/\.$/, ''))) ?? trimmed
}
