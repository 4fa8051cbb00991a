/** One figure of a benchmark. `baseline` is the same work done the plain way in the same run; `ratio` is value ÷ baseline. */
export type Measure = {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly baseline: number | null
  readonly ratio: number | null
}

/** One count of a campaign: how often something was tried, and how often the system got it wrong. */
export type Tally = { readonly name: string; readonly tried: number; readonly failed: number }

const significant = (value: number): number => (value === 0 ? 0 : Number(value.toPrecision(4)))

/** A figure beside its baseline. */
export const against = (name: string, value: number, unit: string, baseline: number): Measure => ({
  name,
  value: significant(value),
  unit,
  baseline: significant(baseline),
  ratio: baseline === 0 ? null : significant(value / baseline),
})

/** A figure that nothing in the same run compares with. */
export const alone = (name: string, value: number, unit: string): Measure => ({
  name,
  value: significant(value),
  unit,
  baseline: null,
  ratio: null,
})

/**
 * The value below which a share of all values lies (nearest rank).
 * @param sorted ascending
 * @param share between 0 and 1
 */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted.length === 0 ? NaN : sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!

/** p50, p95 and p99 of some values. */
export const percentiles = (values: readonly number[]): { p50: number; p95: number; p99: number } => {
  const sorted = values.toSorted((a, b) => a - b)
  return { p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95), p99: percentile(sorted, 0.99) }
}
