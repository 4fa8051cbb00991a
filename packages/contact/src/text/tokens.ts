import { foldText } from './fold.ts'

const hanRun = /(\p{Script=Han}+)/u

/** Two neighbouring characters each, since Chinese is written without blanks; a single character stays alone. */
const pairsOf = (run: string): string[] => {
  const characters = Array.from(run)
  if (characters.length < 2) return characters
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`)
}

/** Words of a text, folded; Chinese in overlapping pairs of characters. In order, repeated as often as written. */
export const tokensOf = (text: string): string[] =>
  foldText(text)
    .split(' ')
    .filter((word) => word !== '')
    .flatMap((word) =>
      hanRun.test(word)
        ? word
            .split(hanRun)
            .filter((part) => part !== '')
            .flatMap((part) => (hanRun.test(part) ? pairsOf(part) : [part]))
        : [word],
    )
