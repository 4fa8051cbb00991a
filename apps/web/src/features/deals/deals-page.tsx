import { FunnelPlotOutlined, PlusOutlined } from '@ant-design/icons'
import { dealSorts, dealStates, type DealPipeline, type DealSort, type DealState } from '@candor/api'
import { EmptyState, ProblemMessage, SkeletonRows, useIsPhone } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, Segmented, Select } from 'antd'
import { useEffect, useState } from 'react'
import { Page } from '../../components/page.tsx'
import { useLive } from '../../lib/live.ts'
import { useBilingual } from '../../lib/own-fields.ts'
import { useMay } from '../../lib/rights.ts'
import { useSession } from '../../lib/session.ts'
import { useShortcut } from '../../lib/shortcuts.ts'
import { DealBoard } from './deal-board.tsx'
import { DealDialog } from './deal-dialog.tsx'
import { DealFigures } from './deal-figures.tsx'
import { DealList } from './deal-list.tsx'
import { dealsTexts } from './deals-texts.ts'
import { dealViews, type DealsSearch } from './list-state.ts'
import { dealOwnersQuery, dealSettingsQuery, stagesOf, useDealSettings, type DealFilter } from './queries.ts'
import { useDealSteps } from './use-deal-steps.tsx'
import styles from './deals.module.css'

interface DealsPageProps {
  readonly search: DealsSearch
  readonly onSearch: (search: DealsSearch) => void
}

/** The search without some of its parts, and with others. */
const changed = (search: DealsSearch, part: { readonly [Name in keyof DealsSearch]?: DealsSearch[Name] | undefined }) =>
  Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== undefined)) as DealsSearch

const OwnerFilter = ({ search, onSearch }: DealsPageProps) => {
  const t = dealsTexts.useTexts()
  const { userId } = useSession()
  const { data } = useQuery(dealOwnersQuery)
  const others = (data?.items ?? []).filter(({ id }) => id !== userId)
  return (
    <Select
      aria-label={t('owner.label')}
      value={search.owner ?? 'anybody'}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={(owner: string) => onSearch(changed(search, { owner: owner === 'anybody' ? undefined : owner }))}
      options={[
        { value: 'anybody', label: t('owner.anybody') },
        { value: 'me', label: t('owner.me') },
        ...others.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  )
}

/** What narrows the list alone. */
const ListFilters = ({ search, onSearch, pipeline }: DealsPageProps & { readonly pipeline: DealPipeline }) => {
  const t = dealsTexts.useTexts()
  const say = useBilingual()
  const { state = 'open', sort = 'closeDay' } = search
  const isOpen = state === 'open'
  return (
    <>
      <Segmented
        aria-label={t('state.label')}
        value={state}
        onChange={(next: DealState) =>
          onSearch(changed(search, { state: next === 'open' ? undefined : next, sort: undefined, stalled: undefined }))
        }
        options={dealStates.map((value) => ({ value, label: t(`state.${value}`) }))}
      />
      <Select
        aria-label={t('filter.stage')}
        value={search.stage ?? ''}
        popupMatchSelectWidth={false}
        onChange={(stage: string) => onSearch(changed(search, { stage: stage || undefined }))}
        options={[
          { value: '', label: t('filter.anyStage') },
          ...pipeline.stages.map(({ key, name }) => ({ value: key, label: say(name) })),
        ]}
      />
      {(['from', 'to'] as const).map((end) => (
        <label key={end} className={styles['day']}>
          {t(`filter.${end}`)}
          <Input
            type="date"
            value={search[end] ?? ''}
            onChange={(event) => onSearch(changed(search, { [end]: event.target.value || undefined }))}
          />
        </label>
      ))}
      {isOpen && (
        <>
          <Checkbox
            checked={search.stalled === 'yes'}
            onChange={(event) => onSearch(changed(search, { stalled: event.target.checked ? 'yes' : undefined }))}
          >
            {t('filter.stalled')}
          </Checkbox>
          <Select
            aria-label={t('filter.sort')}
            value={sort}
            popupMatchSelectWidth={false}
            onChange={(next: DealSort) => onSearch(changed(search, { sort: next }))}
            options={dealSorts.map((value) => ({ value, label: t(`sort.${value}`) }))}
          />
        </>
      )}
    </>
  )
}

const Nothing = ({ onNew, filtered }: { readonly onNew: () => void; readonly filtered: boolean }) => {
  const t = dealsTexts.useTexts()
  const mayWrite = useMay('deal.write')
  return (
    <div className={styles['surface']}>
      <EmptyState
        icon={<FunnelPlotOutlined />}
        title={t(filtered ? 'empty.match' : 'empty.title')}
        actions={
          !filtered &&
          mayWrite && (
            <Button type="primary" icon={<PlusOutlined />} onClick={onNew}>
              {t('new')}
            </Button>
          )
        }
      >
        {t(filtered ? 'empty.matchText' : 'empty.text')}
      </EmptyState>
    </div>
  )
}

interface ContentProps extends DealsPageProps {
  readonly pipeline: DealPipeline
  readonly onNew: () => void
}

const Content = ({ search, onSearch, pipeline, onNew }: ContentProps) => {
  const settings = useDealSettings()
  const steps = useDealSteps()
  const { view = 'board', owner = 'anybody', state, stage, stalled, from, to, sort } = search
  // Somebody else moved a card: it moves here too.
  useLive('deal', () => void steps.work.refresh())
  const scope = { pipeline: pipeline.key, owner }
  const filter: DealFilter = {
    ...scope,
    ...(state && { state }),
    ...(stage && { stage }),
    ...(stalled && { stalled }),
    ...(from && { from }),
    ...(to && { to }),
    ...(sort && { sort }),
  }
  const isFiltered = owner !== 'anybody' || [state, stage, stalled, from, to].some((value) => value !== undefined)
  return (
    <>
      {view === 'board' && (
        <DealBoard
          scope={scope}
          stages={stagesOf(settings, pipeline.key)}
          steps={steps}
          empty={<Nothing onNew={onNew} filtered={owner !== 'anybody'} />}
        />
      )}
      {view === 'list' && (
        <DealList
          key={JSON.stringify(filter)}
          filter={filter}
          onSort={(next) => onSearch(changed(search, { sort: next }))}
          empty={<Nothing onNew={onNew} filtered={isFiltered} />}
        />
      )}
      {view === 'figures' && <DealFigures scope={scope} pipeline={pipeline} />}
      {steps.dialogs}
    </>
  )
}

/** What may be sold: as a board, as a list, in figures. */
export const DealsPage = ({ search, onSearch }: DealsPageProps) => {
  const t = dealsTexts.useTexts()
  const say = useBilingual()
  const isPhone = useIsPhone()
  const mayWrite = useMay('deal.write')
  const settings = useQuery(dealSettingsQuery)
  const [adding, setAdding] = useState(false)
  const add = () => {
    if (mayWrite) setAdding(true)
  }
  useEffect(() => {
    if (search.new === undefined) return
    if (mayWrite) setAdding(true)
    onSearch(changed(search, { new: undefined }))
  }, [search, mayWrite, onSearch])
  const view = search.view ?? 'board'
  const show = (next: typeof view) => onSearch(changed(search, { view: next === 'board' ? undefined : next }))
  useShortcut('n', t('shortcut.new'), 'deals', add)
  useShortcut('v', t('shortcut.board'), 'deals', () => show(view === 'board' ? 'list' : 'board'))
  useShortcut('m', t('shortcut.mine'), 'deals', () =>
    onSearch(changed(search, { owner: search.owner === 'me' ? undefined : 'me' })),
  )
  const pipelines = (settings.data?.settings.pipelines ?? []).filter(
    ({ key, archived }) => !archived || key === search.pipeline,
  )
  const pipeline = pipelines.find(({ key }) => key === search.pipeline) ?? pipelines[0]
  return (
    <Page
      fill={view !== 'figures'}
      title={t('title')}
      subtitle={t('lead')}
      actions={
        <>
          <Segmented
            aria-label={t('view.label')}
            value={view}
            onChange={show}
            options={dealViews.map((value) => ({ value, label: t(`view.${value}`) }))}
          />
          {mayWrite && (
            <Button type="primary" icon={<PlusOutlined />} aria-label={t('new')} onClick={add}>
              {isPhone ? null : t('new')}
            </Button>
          )}
        </>
      }
    >
      {settings.isPending && <SkeletonRows rows={8} height={64} />}
      {settings.isError && <ProblemMessage error={settings.error} onRetry={() => void settings.refetch()} />}
      {pipeline && (
        <>
          <div className={styles['filters']} role="search">
            {pipelines.length > 1 && (
              <Select
                aria-label={t('pipeline')}
                value={pipeline.key}
                popupMatchSelectWidth={false}
                onChange={(key: string) =>
                  onSearch(changed(search, { pipeline: key === pipelines[0]?.key ? undefined : key, stage: undefined }))
                }
                options={pipelines.map(({ key, name }) => ({ value: key, label: say(name) }))}
              />
            )}
            <OwnerFilter search={search} onSearch={onSearch} />
            {view === 'list' && <ListFilters search={search} onSearch={onSearch} pipeline={pipeline} />}
          </div>
          <Content search={search} onSearch={onSearch} pipeline={pipeline} onNew={add} />
        </>
      )}
      {adding && <DealDialog pipeline={pipeline?.key} onClose={() => setAdding(false)} />}
    </Page>
  )
}
