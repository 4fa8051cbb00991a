import { DownloadOutlined, LeftOutlined } from '@ant-design/icons'
import { portalPaths, portalRoutes, type RouteOutput } from '@candor/api'
import { Instant, useFormat, VerifyButton } from '@candor/ui'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { call } from '../../lib/api.ts'
import { Loadable } from '../../lib/loadable.tsx'
import { PageTitle } from '../../lib/page-title.tsx'
import { Section } from '../../lib/section.tsx'
import { useMerchantNames } from '../../lib/session.ts'
import { orderTexts } from './texts.ts'

type Order = RouteOutput<typeof portalRoutes.order>

const orderOptions = (id: string) =>
  queryOptions({
    queryKey: ['orders', id],
    queryFn: async ({ signal }) => call(portalRoutes.order, { params: { id } }, { signal }),
    refetchInterval: ({ state }) =>
      state.data && state.data.kind === 'purchase' && state.data.points === null ? 3000 : false,
  })

/** What the page shows of the order, by the names under which it was sealed. */
const sealedFields = ({ id, number, merchantId, currency, total, placedAt, lines }: Order) => ({
  orderId: id,
  number,
  merchantId,
  currency,
  total,
  occurredAt: placedAt,
  lines: lines.map(({ productCode, description, quantity, unitPrice }) => ({
    productCode,
    description,
    quantity,
    unitPrice,
  })),
})

const Lines = ({ order }: { readonly order: Order }) => {
  const t = orderTexts.useTexts()
  const format = useFormat()
  const money = (minor: string) => format.money(minor, order.currency)
  return (
    <table className="lines">
      <thead>
        <tr>
          <th scope="col">{t('column.product')}</th>
          <th scope="col" className="right">
            {t('column.quantity')}
          </th>
          <th scope="col" className="right">
            {t('column.price')}
          </th>
          <th scope="col" className="right">
            {t('column.total')}
          </th>
        </tr>
      </thead>
      <tbody>
        {order.lines.map((line) => (
          <tr key={line.line}>
            <th scope="row">
              {line.description || line.productCode}
              <span className="hint"> {line.productCode}</span>
            </th>
            <td className="right" data-label={t('column.quantity')}>
              {format.number(line.quantity)}
            </td>
            <td className="right" data-label={t('column.price')}>
              {money(line.unitPrice)}
            </td>
            <td className="right" data-label={t('column.total')}>
              {money(line.total)}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            {t('total')}
          </th>
          <td className="right">{money(order.total)}</td>
        </tr>
      </tfoot>
    </table>
  )
}

const Points = ({ order, merchant }: { readonly order: Order; readonly merchant: string }) => {
  const t = orderTexts.useTexts()
  if (order.kind === 'return') return null
  if (order.points === null) return <p className="hint">{t('pending')}</p>
  return (
    <p>
      <strong>{t('points', { count: Number(order.points) })}</strong>{' '}
      {order.ruleVersion !== null && order.ruleVersion > 0 && (
        <span className="hint">{t('rule', { merchant, version: order.ruleVersion })}</span>
      )}{' '}
      <Link to="/points">{t('seePoints')}</Link>
    </p>
  )
}

/** One order with its lines, its points and its seal. */
export const OrderPage = () => {
  const t = orderTexts.useTexts()
  const { orderId } = useParams({ from: '/signed-in/orders/$orderId' })
  const merchantName = useMerchantNames()
  const query = useQuery(orderOptions(orderId))
  const order = query.data
  const merchant = order ? merchantName(order.merchantId, order.merchantName) : ''
  return (
    <>
      <p className="back">
        <Link to="/orders">
          <LeftOutlined aria-hidden /> {t('back')}
        </Link>
      </p>
      <PageTitle
        title={order ? t(order.kind, { number: order.number }) : t('title')}
        lead={
          order && (
            <>
              {merchant} · <Instant at={order.placedAt} />
            </>
          )
        }
      />
      <Loadable of={query} rows={8}>
        {order && (
          <>
            <Section>
              <Points order={order} merchant={merchant} />
              <Lines order={order} />
            </Section>
            <Section title={t('sealed')}>
              <p>{t('sealedText')}</p>
              <p className="event-actions">
                <VerifyButton
                  record={{
                    id: order.entryId,
                    kind: order.kind === 'purchase' ? 'order.placed' : 'order.returned',
                    fields: sealedFields(order),
                  }}
                  receiptUrl={portalPaths.receipt(order.entryId)}
                />
                <a
                  className="link-button"
                  href={portalPaths.receipt(order.entryId)}
                  download={`${order.entryId}.tlog-proof`}
                >
                  <DownloadOutlined aria-hidden /> {t('receipt')}
                </a>
              </p>
            </Section>
          </>
        )}
      </Loadable>
    </>
  )
}
