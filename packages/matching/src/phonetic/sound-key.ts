/** Spellings of one sound, applied in order. Wider than English: ck, ph, sch, cz, tz, y, and silent letters. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/^(?:kn|gn|pn)/g, 'n'],
  [/^wr/g, 'r'],
  [/^(?:x|ps)/g, 's'],
  [/^(?:mc|mac(?=[^aeiouy]))/g, 'mk'],
  [/sch|sz|sh|tch|ch|cz/g, 'x'],
  [/ti(?=[ao])|ci(?=a)/g, 'x'],
  [/ph|v|w(?=[^aeiouy]|$)/g, 'f'],
  [/ough|gh(?=t)/g, 'o'],
  [/gh/g, 'k'],
  [/dg(?=[eiy])|g(?=[eiy])/g, 'j'],
  [/c(?=[eiy])|z/g, 's'],
  [/ck|q|c|g/g, 'k'],
  [/th|d/g, 't'],
  [/b/g, 'p'],
  [/m(?=n)/g, ''],
]
const silent = /[aeiouyhw]/g
const repeated = /(.)\1+/g

/**
 * What a folded name sounds like, roughly (after the idea of Metaphone, L. Philips 1990): consonants by sound, voiced and
 * unvoiced alike, vowels only at the beginning and as one. For finding candidates: names that sound alike get the same
 * key, and some others too. Text in other scripts is its own key.
 */
export const soundKey = (name: string): string => {
  if (!/^[a-z]+$/.test(name)) return name
  let text = name
  for (const [spelling, sound] of spellings) text = text.replace(spelling, sound)
  const first = /^[aeiouy]/.test(text) ? 'a' : ''
  return first + text.replace(silent, '').replace(repeated, '$1').slice(0, 6)
}
