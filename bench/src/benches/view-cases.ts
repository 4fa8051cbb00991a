import type { CustomerFilter } from '@candor/api'
import type { Care } from '../bulk/care.ts'
import type { ListCase, ListQuery } from './list-cases.ts'

/** What the views are about: ids of what the organisation has. */
export type ViewWords = Care & { readonly me: string; readonly merchants: readonly string[] }

type Parts = readonly [CustomerFilter, ...CustomerFilter[]]
const all = (...parts: Parts): CustomerFilter => ({ all: [...parts] })
const any = (...parts: Parts): CustomerFilter => ({ any: [...parts] })

/** Ten views that people keep, from one's own customers to groups within groups, by every sort. */
export const viewCases = ({ me, owners, tags, merchants }: ViewWords): ListCase[] => {
  const [key = '', newsletter = '', , wholesale = '', , , vip = ''] = tags
  const [winBack = '', doNotCall = ''] = tags.slice(-2)
  const view = (name: string, sort: NonNullable<ListQuery['sort']>, filter: CustomerFilter): ListCase => ({
    name,
    query: { sort, filter: JSON.stringify(filter) },
  })
  const mine: CustomerFilter = { field: 'owner', is: 'anyOf', values: [me] }
  return [
    view('my customers, newest orders', '-lastOrderAt', mine),
    view(
      'my key accounts in one country, by spending',
      '-spent',
      all(
        mine,
        { field: 'tag', is: 'anyOf', values: [key] },
        {
          field: 'country',
          is: 'anyOf',
          values: ['United Kingdom'],
        },
      ),
    ),
    view(
      'two tags, three countries, by spending',
      '-spent',
      all(
        { field: 'tag', is: 'anyOf', values: [key, vip] },
        { field: 'country', is: 'anyOf', values: ['Germany', 'Austria', 'Switzerland'] },
      ),
    ),
    view('nobody’s, newest first', '-createdAt', { field: 'owner', is: 'empty' }),
    view(
      'lost customers who spent much',
      '-spent',
      all({ field: 'stage', is: 'anyOf', values: ['lost'] }, { field: 'spent', is: 'atLeast', from: '300000' }),
    ),
    view(
      'mature customers without an order since summer, by orders',
      '-orderCount',
      all(
        { field: 'stage', is: 'anyOf', values: ['mature'] },
        { field: 'lastOrder', is: 'until', until: '2025-07-01T00:00:00.000Z' },
      ),
    ),
    view(
      'declining of class A, or tagged to win back with three orders',
      '-spent',
      any(
        all({ field: 'class', is: 'anyOf', values: ['A'] }, { field: 'stage', is: 'anyOf', values: ['declining'] }),
        all({ field: 'tag', is: 'anyOf', values: [winBack] }, { field: 'orders', is: 'atLeast', from: 3 }),
      ),
    ),
    view(
      'added in one month, nothing bought yet, oldest first',
      'createdAt',
      all(
        { field: 'created', is: 'between', from: '2025-11-01T00:00:00.000Z', until: '2025-12-01T00:00:00.000Z' },
        { field: 'lastOrder', is: 'empty' },
      ),
    ),
    view(
      'one shop’s wholesale customers with returns, by orders',
      '-orderCount',
      all(
        { field: 'merchant', is: 'anyOf', values: [merchants[0] ?? ''] },
        { field: 'tag', is: 'anyOf', values: [wholesale] },
        { field: 'returns', is: 'atLeast', from: 1 },
      ),
    ),
    view(
      'newsletter in one country, ordered lately, without those not to call',
      '-lastOrderAt',
      all(
        { field: 'tag', is: 'anyOf', values: [newsletter] },
        { field: 'tag', is: 'noneOf', values: [doNotCall] },
        { field: 'country', is: 'anyOf', values: ['France'] },
        { field: 'lastOrder', is: 'from', from: '2025-01-01T00:00:00.000Z' },
        any({ field: 'owner', is: 'anyOf', values: owners.slice(0, 3) }, { field: 'owner', is: 'empty' }),
      ),
    ),
  ]
}
