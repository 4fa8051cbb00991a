import { tokensOf } from '../text/tokens.ts'

/**
 * One spelling for the words of Western addresses: kinds of street (USPS Publication 28, appendix C1; Australian
 * AS 4590 street types), directions, kinds of unit. The short form stands for the long one.
 */
const shortForms: Readonly<Record<string, string>> = Object.fromEntries(
  (
    [
      ['aly', 'alley ally'],
      ['apt', 'apartment apmt apmnt'],
      ['arc', 'arcade'],
      ['ave', 'avenue av aven'],
      ['bldg', 'building'],
      ['blvd', 'boulevard boul'],
      ['cir', 'circle circ'],
      ['cct', 'circuit'],
      ['cl', 'close'],
      ['cres', 'crescent cresc'],
      ['ct', 'court crt'],
      ['dr', 'drive drv'],
      ['e', 'east'],
      ['expy', 'expressway'],
      ['fl', 'floor'],
      ['fwy', 'freeway'],
      ['gdns', 'gardens'],
      ['gr', 'grove'],
      ['hts', 'heights'],
      ['hwy', 'highway hway'],
      ['ln', 'lane'],
      ['mt', 'mount'],
      ['n', 'north'],
      ['ne', 'northeast'],
      ['nw', 'northwest'],
      ['pde', 'parade'],
      ['pkwy', 'parkway pky'],
      ['pl', 'place'],
      ['plz', 'plaza'],
      ['rd', 'road'],
      ['rm', 'room'],
      ['rte', 'route'],
      ['s', 'south'],
      ['se', 'southeast'],
      ['sq', 'square'],
      ['st', 'street saint str'],
      ['ste', 'suite'],
      ['sw', 'southwest'],
      ['ter', 'terrace tce terr'],
      ['trl', 'trail'],
      ['vlg', 'village vlge'],
      ['w', 'west'],
    ] as const
  ).flatMap(([short, long]) => long.split(' ').map((word) => [word, short])),
)

/** `21st`, `134th` as the number alone. */
const ordinal = /^(\d+)(?:st|nd|rd|th)$/

/** Words of an address as they are compared: folded, kinds of street and directions in one spelling, Chinese in pairs. */
export const addressWords = (text: string): string[] =>
  tokensOf(text).map((word) => ordinal.exec(word)?.[1] ?? shortForms[word] ?? word)
