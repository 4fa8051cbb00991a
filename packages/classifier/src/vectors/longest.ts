/** Most of one text that is looked at: what stands further down seldom says what the text is about. */
const longestText = 4000
/** UTF-16 units of all texts together, of which each gives two to three features. */
const mostInAll = 24_000_000

/** How much of each text is looked at, so that all together stay within what memory bears. */
export const longestOf = (texts: readonly string[]): number => {
  const total = (longest: number): number => texts.reduce((sum, text) => sum + Math.min(text.length, longest), 0)
  let longest = longestText
  while (longest > 100 && total(longest) > mostInAll) longest = Math.floor(longest * 0.8)
  return longest
}
