import type { ColumnType } from '../column/type.ts'
import { levels } from '../compare/level.ts'
import { monotoneBits } from './model.ts'

/**
 * What is assumed of the levels of records that are the same, before anything is learnt: of short values, and of texts that
 * are compared word by word, which two people hardly ever write alike.
 */
export const assumedAlike = {
  value: Float64Array.of(0, 0.06, 0.02, 0.03, 0.05, 0.1, 0.73, 0.01),
  words: Float64Array.of(0, 0.12, 0.16, 0.17, 0.15, 0.15, 0.249, 0.001),
}

/** What is assumed of different records before anything is counted. */
export const assumedUnlike = Float64Array.of(0, 0.9, 0.05, 0.03, 0.013, 0.005, 0, 0.002)

/** The same of addresses, numbers and codes that one person alone has: they are hardly ever even alike. */
const assumedUnlikeIdentifiers = Float64Array.of(0, 0.985, 0.01, 0.004, 0.0008, 0.0002, 0, 0.0001)
const identifiers = new Set<ColumnType>(['email', 'phone', 'code'])

/** How often two different records have the same value, by type of the column, where nothing was counted. */
const sameByChance: Partial<Record<ColumnType, number>> = {
  email: 1e-5,
  phone: 1e-5,
  code: 1e-5,
  name: 2e-4,
  organisation: 2e-4,
  address: 2e-4,
  postcode: 2e-3,
  date: 1e-4,
  label: 0.1,
}
const usual = 0.01

/** Bits that each level of a column weighs as long as nothing was learnt from the records. */
export const assumedWeights = (type: ColumnType): number[] => {
  const same = sameByChance[type] ?? usual
  const unlike = identifiers.has(type) ? assumedUnlikeIdentifiers : assumedUnlike
  const u = unlike.map((share, level) => (level === levels.same ? same : (1 - same) * share))
  return Array.from(monotoneBits(assumedAlike.value, u, 0))
}
