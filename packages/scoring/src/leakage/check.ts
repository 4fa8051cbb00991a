import { isMissing } from '../table/cell.ts'
import { binned, type BinnedColumn, type RawColumn, type UnusedReason } from '../table/column.ts'
import { judgeSingle } from './single.ts'
import { hintsInName, hintsInValues } from './words.ts'

/** What makes a column suspect. */
export const evidenceCodes = [
  'nearly-the-outcome',
  'tells-too-much',
  'tells-much',
  'tells-something',
  'stands-out',
  'presence-follows-outcome',
  'name-speaks-of-later',
  'values-speak-of-contact',
] as const
export type EvidenceCode = (typeof evidenceCodes)[number]

/** A column, how much it tells by itself, and how suspect that is. */
export type ColumnCheck = {
  readonly name: string
  readonly kind: BinnedColumn['kind'] | UnusedReason
  readonly auc: number
  readonly explained: number
  /** AUC of nothing but whether the cell is filled, and the share of rows converted where it is and where it is not. */
  readonly presence: { readonly auc: number; readonly filled: number | null; readonly missing: number | null }
  /** `warned`: it is probably known only afterwards; `doubtful`: somebody should say when it is filled. */
  readonly suspicion: 'warned' | 'doubtful' | null
  readonly evidence: readonly EvidenceCode[]
}

/** What each piece of evidence weighs; from `warnFrom` on together a column is warned of, from `doubtFrom` on it is doubtful. */
const weights: Readonly<Record<EvidenceCode, number>> = {
  'nearly-the-outcome': 4,
  'tells-too-much': 3,
  'tells-much': 1.5,
  'tells-something': 1,
  'stands-out': 1.5,
  'presence-follows-outcome': 1,
  'name-speaks-of-later': 1,
  'values-speak-of-contact': 1,
}
const warnFrom = 3
const doubtFrom = 2

/** AUC from which on a column is the outcome in other words. */
const sameAuc = 0.98
/** Shares of the uncertainty explained by one column alone: real traits of people hardly reach the first. */
const tooMuch = 0.25
const much = 0.12
const something = 0.05
/** How many times as much as the next column one must tell to stand out. */
const standsOut = 1.5
/** AUC of presence from which on it follows the outcome. */
const presenceAuc = 0.62

const rate = (target: Uint8Array, rows: (row: number) => boolean): number | null => {
  let [hits, count] = [0, 0]
  for (const [row, one] of target.entries()) {
    if (!rows(row)) continue
    hits += one
    count += 1
  }
  return count === 0 ? null : hits / count
}

type Judged = Omit<ColumnCheck, 'suspicion' | 'evidence'> & { readonly choices: readonly string[] }

const judged = (raw: RawColumn, column: BinnedColumn | UnusedReason, target: Uint8Array): Judged => {
  const present = Uint8Array.from(raw.cells, (cell) => (isMissing(cell) ? 0 : 1))
  const isUsed = typeof column !== 'string'
  const single = isUsed ? judgeSingle(column.bins, column.binCount, target) : { auc: 0.5, explained: 0 }
  return {
    name: raw.name,
    kind: isUsed ? column.kind : column,
    ...single,
    presence: {
      auc: judgeSingle(present, 2, target).auc,
      filled: rate(target, (row) => present[row] === 1),
      missing: rate(target, (row) => present[row] === 0),
    },
    choices: isUsed ? column.choices : [],
  }
}

const evidenceFor = ({ name, auc, explained, presence, choices }: Judged, next: number): EvidenceCode[] => {
  const strongest = Math.max(auc, presence.auc)
  if (strongest >= sameAuc) return ['nearly-the-outcome']
  const found: EvidenceCode[] = []
  if (explained >= tooMuch) found.push('tells-too-much')
  else if (explained >= much) found.push('tells-much')
  else if (explained >= something) found.push('tells-something')
  if (explained >= much && explained >= next * standsOut) found.push('stands-out')
  if (presence.auc >= presenceAuc) found.push('presence-follows-outcome')
  // Words are a hint about what tells something, never a reason by themselves.
  if (found.length > 0 && hintsInName(name)) found.push('name-speaks-of-later')
  if (found.length > 0 && hintsInValues(choices)) found.push('values-speak-of-contact')
  return found
}

/**
 * Looks for columns that can only be known after a contact or after the outcome. The first criterion is how much a column tells by itself, on
 * rows that it was not learnt from, and how far it stands out; then whether its being filled follows the outcome; names and values only add to that.
 * @param raw the columns as the file has them
 * @param target by row: 1 converted, 0 not
 */
export const checkLeakage = (raw: readonly RawColumn[], target: Uint8Array): ColumnCheck[] => {
  const all = raw.map((column) => judged(column, binned(column), target))
  const shares = all.map(({ explained }) => explained).toSorted((a, b) => b - a)
  return all
    .map(({ name, kind, auc, explained, presence, choices }): ColumnCheck => {
      const next = shares.find((share) => share < explained) ?? 0
      const evidence = evidenceFor({ name, kind, auc, explained, presence, choices }, next)
      const points = evidence.reduce((sum, code) => sum + weights[code], 0)
      const suspicion = points >= warnFrom ? 'warned' : points >= doubtFrom ? 'doubtful' : null
      return { name, kind, auc, explained, presence, suspicion, evidence }
    })
    .toSorted((a, b) => b.explained - a.explained || b.auc - a.auc)
}
