import type { CustomerFilter, RecordFilter, RecordSort } from '@candor/api'

/** What stands in the address of a list of records. */
export type RecordSearch = {
  readonly search?: string
  readonly sort?: RecordSort
  readonly filter?: RecordFilter
  /** Keys of the fields that are shown. */
  readonly columns?: readonly string[]
  readonly bin?: true
}

const isSort = (text: unknown): text is RecordSort =>
  typeof text === 'string' && /^(-?createdAt|-changedAt|-?custom:[a-z][a-z0-9_]{0,39})$/.test(text)

/** A filter as far as it is about own fields alone, as lists of records have it. */
export const ofOwnFields = (filter: CustomerFilter | undefined): RecordFilter | undefined => {
  if (filter === undefined) return undefined
  if ('field' in filter) return filter.field === 'custom' ? filter : undefined
  const parts = ('all' in filter ? filter.all : filter.any).map(ofOwnFields).filter((part) => part !== undefined)
  if (parts.length === 0) return undefined
  return 'all' in filter ? { all: parts } : { any: parts }
}

/**
 * Reads the address; what does not fit is left out rather than refused.
 * @param readFilter reads a filter
 */
export const parseRecordSearch = (
  raw: Record<string, unknown>,
  readFilter: (raw: unknown) => CustomerFilter | undefined,
): RecordSearch => {
  const { search, sort, columns, bin } = raw
  const filter = ofOwnFields(readFilter(raw['filter']))
  const text = typeof search === 'string' || typeof search === 'number' ? String(search).slice(0, 100) : ''
  const keys = Array.isArray(columns) ? columns.filter((key) => typeof key === 'string').slice(0, 30) : undefined
  return {
    ...(text && { search: text }),
    ...(isSort(sort) && { sort }),
    ...(filter && { filter }),
    ...(keys && { columns: keys }),
    ...(bin === true && { bin: true as const }),
  }
}
