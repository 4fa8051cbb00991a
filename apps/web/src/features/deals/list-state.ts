import { dealSorts, dealStates, type DealSort, type DealState } from '@candor/api'

export const dealViews = ['board', 'list', 'figures'] as const
export type DealView = (typeof dealViews)[number]

/** What stands in the address of the page. */
export interface DealsSearch {
  readonly view?: DealView
  readonly pipeline?: string
  /** `me` or somebody’s id; everybody’s without. */
  readonly owner?: string
  readonly state?: DealState
  readonly stage?: string
  readonly stalled?: 'yes'
  readonly from?: string
  readonly to?: string
  readonly sort?: DealSort
  /** Opens the form for a new deal at once. */
  readonly new?: 'yes'
}

const textOf = (value: unknown, pattern: RegExp): string | undefined => {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && pattern.test(text) ? text : undefined
}
const key = /^[a-z0-9][a-z0-9-]{0,39}$/
const day = /^\d{4}-\d{2}-\d{2}$/

/** Reads the address; what does not fit is left out rather than refused. */
export const parseDealsSearch = (raw: Record<string, unknown>): DealsSearch => {
  const found = {
    view: dealViews.find((name) => name === raw['view']),
    pipeline: textOf(raw['pipeline'], key),
    owner: textOf(raw['owner'], /^(me|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/),
    state: dealStates.find((name) => name === raw['state']),
    stage: textOf(raw['stage'], key),
    stalled: raw['stalled'] === 'yes' ? 'yes' : undefined,
    from: textOf(raw['from'], day),
    to: textOf(raw['to'], day),
    sort: dealSorts.find((name) => name === raw['sort']),
    new: raw['new'] === 'yes' ? 'yes' : undefined,
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as DealsSearch
}
