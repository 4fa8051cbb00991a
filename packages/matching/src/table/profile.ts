import { readDate } from '@candor/contact/date/date'
import { hasHan } from '@candor/contact/text/script'
import { tokensOf } from '@candor/contact/text/tokens'
import type { RawColumn } from './table.ts'

/** What a sample of a column looks like; shares between 0 and 1 of the texts that are there. */
export type Profile = {
  /** Share of records that have a text. */
  readonly filled: number
  /** Different texts. */
  readonly distinct: number
  /** Different texts for each record that has one: 1 when no two records share one. */
  readonly uniqueness: number
  readonly emails: number
  readonly dates: number
  /** Dates as eight figures alone. */
  readonly compactDates: number
  readonly numbers: number
  readonly decimals: number
  readonly figuresOnly: number
  /** Mostly figures, with the signs that telephone numbers are written with. */
  readonly phoneLike: number
  readonly withFigures: number
  readonly chinese: number
  readonly words: number
  readonly length: number
}

/** Most texts of a column that are looked at. */
const sampleSize = 2000

/** Texts spread evenly over the distinct ones. */
const sampleOf = (texts: readonly string[]): string[] => {
  const step = Math.max(1, Math.floor((texts.length - 1) / sampleSize))
  const sample: string[] = []
  for (let at = 1; at < texts.length && sample.length < sampleSize; at += step) sample.push(texts[at]!)
  return sample
}

const isDate = (text: string): boolean =>
  text.length >= 6 &&
  text.length <= 32 &&
  /\d/.test(text) &&
  (['DMY', 'MDY'] as const).some((order) => 'iso' in readDate(text, { order }))

const isCompactDate = (text: string): boolean => /^(?:18|19|20)\d{6}$/.test(text) && isDate(text)

/** Looks at a sample of a column. */
export const profileOf = (column: RawColumn): Profile => {
  const sample = sampleOf(column.texts)
  const share = (test: (text: string) => boolean): number =>
    sample.length === 0 ? 0 : sample.filter(test).length / sample.length
  const mean = (measure: (text: string) => number): number =>
    sample.length === 0 ? 0 : sample.reduce((sum, text) => sum + measure(text), 0) / sample.length
  let filled = 0
  for (const code of column.codes) if (code > 0) filled += 1
  return {
    filled: column.codes.length === 0 ? 0 : filled / column.codes.length,
    distinct: column.texts.length - 1,
    uniqueness: filled === 0 ? 0 : (column.texts.length - 1) / filled,
    emails: share((text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)),
    dates: share(isDate),
    compactDates: share(isCompactDate),
    numbers: share((text) => /^[-+]?[$€£¥]?\d[\d,]*(?:\.\d+)?%?$/.test(text)),
    decimals: share((text) => /^[-+]?[$€£¥]?\d[\d,]*\.\d+$/.test(text)),
    figuresOnly: share((text) => /^\d+$/.test(text)),
    phoneLike: share((text) => /^\+?[\d\s().\-/]{7,20}$/.test(text) && text.replaceAll(/\D/g, '').length >= 7),
    withFigures: share((text) => /\d/.test(text)),
    chinese: share(hasHan),
    words: mean((text) => tokensOf(text).length),
    length: mean((text) => text.length),
  }
}
