import { Figure, Figures, Panel, ProblemMessage, useFormat } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { customersOverviewQuery } from '../../../features/customers/queries.ts'
import { headQuery } from '../../../features/records/queries.ts'
import { useMay } from '../../../lib/rights.ts'
import { homeTexts } from '../home-texts.ts'
import { StartPanel } from '../start-panel.tsx'

const RecordsFigure = () => {
  const t = homeTexts.useTexts()
  const format = useFormat()
  const { data: head } = useQuery(headQuery)
  const open = head ? head.sequenced + head.waiting - head.anchored : 0
  return (
    <Figure
      label={t('figures.records')}
      loading={!head}
      value={head && format.number(head.sealed)}
      hint={head && (open > 0 ? t('figures.recordsOpen', { shown: format.number(open) }) : t('figures.recordsHint'))}
    />
  )
}

/** Customers, orders, sales and points. */
export const FiguresWidget = () => {
  const t = homeTexts.useTexts()
  const format = useFormat()
  const mayReadRecords = useMay('journal.read')
  const overview = useQuery({ ...customersOverviewQuery, refetchInterval: 15_000 })
  const { data } = overview
  return (
    <>
      {overview.isError && <ProblemMessage error={overview.error} onRetry={() => void overview.refetch()} />}
      {data?.customers === 0 && <StartPanel />}
      <Panel>
        <Figures>
          <Figure label={t('figures.customers')} loading={!data} value={data && format.number(data.customers)} />
          <Figure
            label={t('figures.orders')}
            loading={!data}
            value={data && format.number(data.orders)}
            hint={data && data.returns > 0 && t('figures.returns', { shown: format.number(data.returns) })}
          />
          <Figure label={t('figures.spent')} loading={!data} value={data && format.money(data.spent, data.currency)} />
          <Figure label={t('figures.points')} loading={!data} value={data && format.number(data.points)} />
          {mayReadRecords && <RecordsFigure />}
        </Figures>
      </Panel>
    </>
  )
}
