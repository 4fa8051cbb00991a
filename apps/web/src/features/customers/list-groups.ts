import type { CustomerCondition, CustomerFilter, CustomerSummary, ListGroup } from '@candor/api'
import { useQuery } from '@tanstack/react-query'
import { useCountryName } from '../../lib/countries.ts'
import type { CareChange } from './list-queries.ts'
import { ownersQuery, tagsQuery } from './list-queries.ts'
import { listsTexts } from './lists-texts.ts'
import { useOverview } from './use-overview.ts'

/** One column of the board. */
export interface GroupColumn {
  /** What the group is by: an owner, a tag, a country; empty for none. */
  readonly key: string
  readonly title: string
  /** Customers in all, whatever else the list is narrowed by; unknown where nobody counts them. */
  readonly customers?: number
  readonly condition: CustomerCondition
}

/** A way to group a list. A module that knows another one adds it to {@link useGroups}. */
interface Group {
  readonly columns: readonly GroupColumn[]
  /** What moving a customer from one column to another changes; nothing where it cannot be moved. */
  readonly move?: (customer: CustomerSummary, from: GroupColumn, to: GroupColumn) => CareChange
}

/** More columns than these nobody looks at side by side. */
const mostColumns = 24

/** The groups of a list by their names, each with the columns that it has now. */
export const useGroups = (): Readonly<Record<ListGroup, Group>> => {
  const t = listsTexts.useTexts()
  const countryName = useCountryName()
  const { data: owners = [] } = useQuery(ownersQuery)
  const { data: tags = [] } = useQuery(tagsQuery)
  const countries = useOverview()?.countries ?? []
  const most = <Item extends { readonly customers: number }>(items: readonly Item[]): Item[] =>
    items.toSorted((a, b) => b.customers - a.customers).slice(0, mostColumns)
  return {
    owner: {
      columns: [
        { key: '', title: t('nobody'), condition: { field: 'owner', is: 'empty' } },
        ...most(owners).map(({ id, name, customers }) => ({
          key: id,
          title: name,
          customers,
          condition: { field: 'owner' as const, is: 'anyOf' as const, values: [id] },
        })),
      ],
      move: ({ id }, _, to) => ({ id, ownerId: to.key === '' ? null : to.key }),
    },
    tag: {
      columns: [
        { key: '', title: t('noTag'), condition: { field: 'tag', is: 'empty' } },
        ...most(tags).map(({ id, name, customers }) => ({
          key: id,
          title: name,
          customers,
          condition: { field: 'tag' as const, is: 'anyOf' as const, values: [id] },
        })),
      ],
      move: ({ id }, from, to) => ({
        id,
        ...(to.key !== '' && { addTags: [to.key] }),
        ...(from.key !== '' && { removeTags: [from.key] }),
      }),
    },
    country: {
      columns: [
        ...most(countries).map(({ country, customers }) => ({
          key: country,
          title: countryName(country),
          customers,
          condition: { field: 'country' as const, is: 'anyOf' as const, values: [country] },
        })),
        { key: '', title: t('unknownCountry'), condition: { field: 'country', is: 'empty' } },
      ],
    },
  }
}

/** The list's filter and a column's condition together. */
export const narrowed = (filter: CustomerFilter | undefined, condition: CustomerCondition): CustomerFilter =>
  filter === undefined ? condition : { all: [condition, filter] }
