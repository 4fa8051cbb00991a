import { listedTypes, sortableTypes, type CustomField, type CustomerSummary } from '@candor/api'
import { Instant, useFormat } from '@candor/ui'
import { Link } from '@tanstack/react-router'
import { Tag, Tooltip } from 'antd'
import { Avatar } from '../../components/avatar.tsx'
import type { Column } from '../../components/virtual-table.tsx'
import { useCountryName } from '../../lib/countries.ts'
import { useBilingual, useFields } from '../../lib/own-fields.ts'
import { readablePhone } from '../../lib/phone.ts'
import { OwnerCell, TagsCell } from './care-cells.tsx'
import { OwnCell } from './own-cell.tsx'
import { TextCell } from './text-cell.tsx'
import { customersTexts } from './customers-texts.ts'
import type { ColumnKey, Sort } from './list-state.ts'
import styles from './customers.module.css'

/** Marks the made-up people of the demo. */
export const FictionalTag = () => {
  const t = customersTexts.useTexts()
  return (
    <Tooltip title={t('fictionalHelp')}>
      <Tag variant="filled">{t('fictional')}</Tag>
    </Tooltip>
  )
}

const NameCell = ({ customer, compact }: { readonly customer: CustomerSummary; readonly compact: boolean }) => (
  <>
    <Avatar name={customer.name} size={compact ? 22 : 30} />
    <span className={styles['nameBox']}>
      <Link
        to="/customers/$customerId"
        params={{ customerId: customer.id }}
        className={styles['name']}
        tabIndex={-1}
        onClick={(event) => event.stopPropagation()}
      >
        {customer.name}
      </Link>
      {!compact && customer.reference && <span className={styles['reference']}>{customer.reference}</span>}
    </span>
    <TextCell pen customer={customer} field="name" shown={customer.name} />
  </>
)

type SortState = { readonly sort: Sort; readonly onSort: (sort: Sort) => void }

/** A column for a field of the company’s own; sorted like the others where lists can be sorted by it. */
const ownColumn = (
  field: CustomField,
  header: string,
  { sort, onSort }: SortState,
  cell: Column<CustomerSummary>['cell'],
): Column<CustomerSummary> => {
  const key = `custom:${field.key}` as const
  const state = sort === `-${key}` ? 'descending' : sort === key ? 'ascending' : 'none'
  const isNumber = field.settings.type === 'number' || field.settings.type === 'money'
  return {
    key,
    header,
    width: 120,
    grow: 1,
    ...(isNumber && { align: 'end' as const }),
    ...(sortableTypes.includes(field.settings.type) && {
      sort: { state, onSort: () => onSort(state === 'descending' ? key : `-${key}`) },
    }),
    cell,
  }
}

/** Click sorts high to low first; only "added" also sorts the other way. */
const sortOf = (key: 'lastOrderAt' | 'spent' | 'orderCount' | 'createdAt', { sort, onSort }: SortState) => {
  const state = sort === `-${key}` ? 'descending' : sort === key ? 'ascending' : 'none'
  const next: Sort = key === 'createdAt' && state === 'descending' ? 'createdAt' : `-${key}`
  return { state, onSort: () => onSort(next) } as const
}

/** All columns the list can show, in order. */
export const useCustomerColumns = (sorting: SortState, compact: boolean): Column<CustomerSummary>[] => {
  const t = customersTexts.useTexts()
  const format = useFormat()
  const countryName = useCountryName()
  const say = useBilingual()
  const fields = useFields('customer').filter(({ settings }) => listedTypes.includes(settings.type))
  const quiet = (text: string | null) => <span className={styles['quiet']}>{text ?? '–'}</span>
  const number = { align: 'end', width: 72, grow: 0.6 } as const
  const columns: (Column<CustomerSummary> & { readonly key: ColumnKey })[] = [
    {
      key: 'name',
      header: t('column.name'),
      width: 200,
      grow: 2,
      cell: (customer) => <NameCell customer={customer} compact={compact} />,
    },
    {
      key: 'email',
      header: t('column.email'),
      width: 180,
      grow: 1.8,
      cell: (customer) => <TextCell customer={customer} field="email" shown={customer.email ?? ''} />,
    },
    {
      key: 'phone',
      header: t('column.phone'),
      width: 140,
      grow: 1.2,
      cell: (customer) => (
        <TextCell customer={customer} field="phone" shown={customer.phone ? readablePhone(customer.phone) : ''} />
      ),
    },
    {
      key: 'country',
      header: t('column.country'),
      width: 130,
      grow: 1,
      cell: (customer) => (
        <TextCell customer={customer} field="country" shown={customer.country ? countryName(customer.country) : ''} />
      ),
    },
    {
      key: 'city',
      header: t('column.city'),
      width: 110,
      grow: 1,
      cell: (customer) => <TextCell customer={customer} field="city" shown={customer.city ?? ''} />,
    },
    {
      key: 'owner',
      header: t('column.owner'),
      width: 120,
      grow: 1,
      cell: (customer) => <OwnerCell inList customer={customer} />,
    },
    {
      key: 'tags',
      header: t('column.tags'),
      width: 150,
      grow: 1.2,
      cell: (customer) => <TagsCell inList customer={customer} />,
    },
    {
      key: 'orderCount',
      header: t('column.orderCount'),
      ...number,
      sort: sortOf('orderCount', sorting),
      cell: (customer) => format.number(customer.orderCount),
    },
    {
      key: 'returnCount',
      header: t('column.returnCount'),
      ...number,
      cell: (customer) => (customer.returnCount === 0 ? quiet('0') : format.number(customer.returnCount)),
    },
    {
      key: 'spent',
      header: t('column.spent'),
      align: 'end',
      width: 110,
      grow: 0.9,
      sort: sortOf('spent', sorting),
      cell: (customer) => <strong>{format.money(customer.spent, customer.currency)}</strong>,
    },
    {
      key: 'points',
      header: t('column.points'),
      align: 'end',
      width: 84,
      grow: 0.7,
      cell: (customer) => (customer.points === '0' ? quiet('0') : format.number(customer.points)),
    },
    {
      key: 'lastOrderAt',
      header: t('column.lastOrderAt'),
      width: 116,
      grow: 0.9,
      sort: sortOf('lastOrderAt', sorting),
      cell: (customer) =>
        customer.lastOrderAt ? <Instant at={customer.lastOrderAt} style="date" /> : quiet(t('never')),
    },
    {
      key: 'createdAt',
      header: t('column.createdAt'),
      width: 116,
      grow: 0.9,
      sort: sortOf('createdAt', sorting),
      cell: (customer) => <Instant at={customer.createdAt} style="date" />,
    },
  ]
  const own = fields.map((field) =>
    ownColumn(field, say(field.label), sorting, (customer) => <OwnCell customer={customer} field={field} />),
  )
  return [...columns, ...own]
}

/** A customer in two lines, for phones. */
export const CustomerPhoneRow = ({ customer }: { readonly customer: CustomerSummary }) => {
  const t = customersTexts.useTexts()
  const format = useFormat()
  const countryName = useCountryName()
  const orders = t('orders', { count: customer.orderCount, shown: format.number(customer.orderCount) })
  return (
    <div className={styles['phoneRow']}>
      <Avatar name={customer.name} size={36} />
      <div className={styles['phoneMain']}>
        <Link to="/customers/$customerId" params={{ customerId: customer.id }} className={styles['name']}>
          {customer.name}
        </Link>
        <span className={styles['reference']}>
          {[customer.country && countryName(customer.country), orders].filter(Boolean).join(' · ')}
        </span>
      </div>
      <div className={styles['phoneSide']}>
        <strong>{format.money(customer.spent, customer.currency)}</strong>
        {customer.lastOrderAt && (
          <span className={styles['reference']}>
            <Instant at={customer.lastOrderAt} style="date" />
          </span>
        )}
      </div>
    </div>
  )
}
