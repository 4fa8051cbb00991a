import {
  groupableTypes,
  type CustomerCondition,
  type CustomerFilter,
  type CustomerSummary,
  type CustomField,
  type FieldValue,
  type Grouping,
  type ListGroup,
} from '@candor/api'
import { useQuery } from '@tanstack/react-query'
import { useCountryName } from '../../lib/countries.ts'
import { ownFieldTexts } from '../../lib/own-field-texts.ts'
import { fieldsQuery, useBilingual } from '../../lib/own-fields.ts'
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
  /** Nobody is moved there: an option that is not offered any more, or nothing where something is needed. */
  readonly closed?: boolean
}

/** A way to group a list. */
interface Group {
  readonly columns: readonly GroupColumn[]
  /** What moving a customer from one column to another changes; nothing where it cannot be moved. */
  readonly move?: (customer: CustomerSummary, from: GroupColumn, to: GroupColumn) => CareChange
  /** The same where moving fills in a field of the company’s own. */
  readonly fill?: { readonly field: CustomField; readonly valueOf: (to: GroupColumn) => FieldValue | null }
}

/** More columns than these nobody looks at side by side. */
const mostColumns = 24

/** Groups by the options of a field of the company’s own, in their order; those that are not offered any more come last. */
const useOwnGroups = (): ((field: CustomField) => Group) => {
  const t = listsTexts.useTexts()
  const own = ownFieldTexts.useTexts()
  const say = useBilingual()
  return (field) => {
    const { key, label, settings, required, mayEdit } = field
    const options =
      'options' in settings
        ? settings.options.map((option) => ({ key: option.key, title: say(option.label), closed: option.retired }))
        : [
            { key: 'true', title: own('yes'), closed: false },
            { key: 'false', title: own('no'), closed: false },
          ]
    const living = options.toSorted((a, b) => Number(a.closed) - Number(b.closed)).slice(0, mostColumns)
    const isBoolean = settings.type === 'boolean'
    return {
      columns: [
        ...living.map(({ key: value, title, closed }) => ({
          key: value,
          title,
          closed,
          condition: { field: 'custom' as const, key, is: 'anyOf' as const, values: [value] },
        })),
        {
          key: '',
          title: t('group.without', { field: say(label) }),
          condition: { field: 'custom', key, is: 'empty' },
          closed: required,
        },
      ],
      ...(mayEdit && {
        fill: { field, valueOf: (to) => (to.key === '' ? null : isBoolean ? to.key === 'true' : to.key) },
      }),
    }
  }
}

/** The groups of a list, with the columns that it has now; by owner unless it says. */
export const useGroups = (groupBy: Grouping = 'owner'): Group => {
  const plain = usePlainGroups()
  const ownGroup = useOwnGroups()
  const { data: fields } = useQuery(fieldsQuery('customer'))
  if (groupBy === 'owner' || groupBy === 'tag' || groupBy === 'country') return plain[groupBy]
  if (fields === undefined) return { columns: [] }
  const field = fields.items.find(
    ({ key, settings }) => groupBy === `custom:${key}` && groupableTypes.includes(settings.type),
  )
  // The field may be archived since.
  return field === undefined ? plain.owner : ownGroup(field)
}

const usePlainGroups = (): Readonly<Record<ListGroup, Group>> => {
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
