import { levelNames, type ColumnEvidence, type Evaluation, type FoundPair, type LevelName } from '@candor/matching'
import type { Report } from './report.ts'

const words: Readonly<Record<LevelName, string>> = {
  missing: 'missing',
  different: 'different',
  slightlySimilar: 'slightly similar',
  similar: 'similar',
  verySimilar: 'very similar',
  nearlySame: 'nearly the same',
  same: 'the same',
  swapped: 'swapped with the other name',
}

const signed = (bits: number): string => `${bits < 0 ? '−' : '+'}${Math.abs(bits).toFixed(1)}`

const rarityWord = (rarity: number): string => {
  if (rarity >= 1) return ', a rare value'
  return rarity <= -1 ? ', a common value' : ''
}

/** Why a pair weighs what it weighs: `surname: the same, a rare value (+12.3); suburb: different (−2.1)`. */
export const explanation = (evidence: readonly ColumnEvidence[]): string =>
  evidence
    .toSorted((a, b) => Math.abs(b.bits) - Math.abs(a.bits))
    .map(({ column, level, bits, rarity }) => `${column}: ${words[level]}${rarityWord(rarity)} (${signed(bits)})`)
    .join('; ')

const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(2)} %`)
const whole = (count: number): string => count.toLocaleString('en-GB')

const truthLines = ({ truePairs, foundPairs, correctPairs, precision, recall, f1 }: Evaluation): string[] => [
  `  precision  ${percent(precision)}  ${whole(correctPairs)} of ${whole(foundPairs)} pairs found are right`,
  `  recall     ${percent(recall)}  ${whole(correctPairs)} of ${whole(truePairs)} true pairs were found`,
  `  F1         ${percent(f1)}`,
]

/** Levels of which the weights are shown for each column. */
const shownLevels = levelNames.filter((level) => level !== 'missing')

const columnLines = (report: Report): string[] =>
  report.columns.map(({ name, type, levels }) => {
    if (levels === null)
      return `  ${name}: ${type === 'ignore' ? 'not compared' : `${type}, not compared: it tells too little`}`
    const weights = shownLevels
      .filter((level) => level !== 'swapped' || type === 'given-name')
      .map((level) => `${words[level]} ${signed(levels[level].bits)}`)
    return `  ${name}: ${type}; ${weights.join(', ')}`
  })

const pairLine = ({ ids, probability, decision, explanation: why }: Report['pairs'][number]): string =>
  `  ${ids[0]}  ${ids[1]}  ${decision}  ${percent(probability)}\n    ${why}`

/** The report for people. */
export const reportText = (report: Report): string => {
  const [first, second] = report.files
  const names = second === undefined ? first!.name : `${first!.name} and ${second.name}`
  const records = report.files.map((file) => whole(file.records)).join(' and ')
  return [
    `${names}: ${records} records, ${report.seconds.toFixed(1)} s`,
    `  compared   ${whole(report.pairsCompared)} of ${whole(report.pairsPossible)} pairs`,
    `  the same   ${whole(report.pairsFound)} pairs${report.groups === null ? '' : ` in ${whole(report.groups)} groups`}`,
    `  perhaps    ${whole(report.pairsPerhaps)} pairs worth a look`,
    `  threshold  ${percent(report.threshold)}, that is ${report.thresholdBits.toFixed(1)} bits`,
    ...(report.truth === null ? [] : truthLines(report.truth)),
    ...(report.unpairedColumns.length === 0 ? [] : [`Only in one file: ${report.unpairedColumns.join(', ')}`]),
    'Columns and what each level of likeness weighs, in bits:',
    ...columnLines(report),
    ...(report.pairs.length === 0 ? [] : ['Pairs:', ...report.pairs.map(pairLine)]),
    ...(report.pairsLeftOut === 0 ? [] : [`${whole(report.pairsLeftOut)} more pairs; --out <file> writes them all.`]),
    ...(report.out === null ? [] : [`All pairs are in ${report.out}.`]),
  ].join('\n')
}

/** A pair as it is listed and written. */
export type ListedPair = {
  readonly ids: readonly [string, string]
  readonly weight: number
  readonly probability: number
  readonly decision: FoundPair['decision']
  readonly explanation: string
  readonly evidence: readonly ColumnEvidence[]
}
