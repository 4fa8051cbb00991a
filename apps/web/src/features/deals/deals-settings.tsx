import { PlusOutlined } from '@ant-design/icons'
import {
  ApiError,
  dealOutcomes,
  dealSettingsRoutes,
  mostPipelines,
  mostStages,
  type DealPipeline,
  type DealSettings,
  type RouteOutput,
} from '@candor/api'
import { Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, InputNumber, Tag } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { useBilingual } from '../../lib/own-fields.ts'
import { dealsTexts } from './deals-texts.ts'
import { MovesDialog, type Moves, type Waiting } from './moves-dialog.tsx'
import { dealSettingsQuery } from './queries.ts'
import { isComplete, newPipeline, newReason, newStage, withChanged } from './settings-draft.ts'
import { Names, StageRows } from './stage-rows.tsx'
import { useDealsRefresh } from './use-deal-work.ts'
import styles from './settings.module.css'

type Stored = RouteOutput<typeof dealSettingsRoutes.get>

const waitingIn = (error: unknown): readonly Waiting[] | undefined =>
  error instanceof ApiError && error.problem.code === 'DEAL_STAGE_IN_USE'
    ? (error.problem.stored as readonly Waiting[])
    : undefined

interface PipelinePanelProps {
  readonly pipeline: DealPipeline
  readonly at: number
  readonly onChange: (part: Partial<DealPipeline>) => void
}

const PipelinePanel = ({ pipeline, at, onChange }: PipelinePanelProps) => {
  const t = dealsTexts.useTexts()
  const say = useBilingual()
  const label = t('settings.pipeline', { at: at + 1 })
  const { archived, stages } = pipeline
  return (
    <Panel
      title={say(pipeline.name) || label}
      extra={
        <>
          {archived && <Tag>{t('settings.archived')}</Tag>}
          <Button size="small" onClick={() => onChange({ archived: !archived })}>
            {t(archived ? 'settings.restore' : 'settings.archive')}
          </Button>
        </>
      }
    >
      <div className={styles['names']}>
        <Names label={label} name={pipeline.name} onChange={(name) => onChange({ name })} />
      </div>
      <StageRows pipeline={pipeline} onChange={(next) => onChange({ stages: next })} />
      <Button
        size="small"
        icon={<PlusOutlined />}
        disabled={stages.length >= mostStages}
        onClick={() => onChange({ stages: [...stages, newStage(stages)] })}
      >
        {t('settings.addStage')}
      </Button>
    </Panel>
  )
}

interface PartProps {
  readonly draft: DealSettings
  readonly onDraft: (draft: DealSettings) => void
}

const Reasons = ({ draft, onDraft }: PartProps) => {
  const t = dealsTexts.useTexts()
  const { reasons } = draft
  return (
    <Panel title={t('settings.reasons')}>
      {dealOutcomes.map((outcome) => (
        <section key={outcome} className={styles['reasons']}>
          <h3>{t(`settings.${outcome}`)}</h3>
          {reasons.map((reason, at) =>
            reason.outcome === outcome ? (
              <div key={reason.key} className={styles['reason']}>
                <Names
                  label={t('settings.reason', { at: at + 1 })}
                  name={reason.name}
                  onChange={(name) => onDraft({ ...draft, reasons: withChanged(reasons, at, { name }) })}
                />
                <Checkbox
                  checked={reason.retired}
                  onChange={(event) =>
                    onDraft({ ...draft, reasons: withChanged(reasons, at, { retired: event.target.checked }) })
                  }
                >
                  {t('settings.retired')}
                </Checkbox>
              </div>
            ) : null,
          )}
          <div>
            <Button
              size="small"
              icon={<PlusOutlined />}
              onClick={() => onDraft({ ...draft, reasons: [...reasons, newReason(outcome, reasons)] })}
            >
              {t(outcome === 'won' ? 'settings.addWon' : 'settings.addLost')}
            </Button>
          </div>
        </section>
      ))}
    </Panel>
  )
}

const Editor = ({ stored }: { readonly stored: Stored }) => {
  const t = dealsTexts.useTexts()
  const { message } = App.useApp()
  const client = useQueryClient()
  const refresh = useDealsRefresh()
  const [draft, setDraft] = useState(stored.settings)
  const [waiting, setWaiting] = useState<readonly Waiting[]>()
  const isChanged = JSON.stringify(draft) !== JSON.stringify(stored.settings)
  const save = useMutation({
    mutationFn: (moves: Moves) =>
      call(dealSettingsRoutes.set, { body: { version: stored.version, settings: draft, moves: [...moves] } }),
    onSuccess: ({ moved }) => {
      void message.success(moved === 0 ? t('settings.saved') : t('settings.moved', { count: moved }))
      void client.invalidateQueries({ queryKey: dealSettingsQuery.queryKey })
      void refresh()
    },
    onError: (error) => setWaiting(waitingIn(error)),
  })
  const { pipelines } = draft
  return (
    <>
      {pipelines.map((pipeline, at) => (
        <PipelinePanel
          key={pipeline.key}
          pipeline={pipeline}
          at={at}
          onChange={(part) => setDraft({ ...draft, pipelines: withChanged(pipelines, at, part) })}
        />
      ))}
      <div>
        <Button
          icon={<PlusOutlined />}
          disabled={pipelines.length >= mostPipelines}
          onClick={() => setDraft({ ...draft, pipelines: [...pipelines, newPipeline(pipelines)] })}
        >
          {t('settings.addPipeline')}
        </Button>
      </div>
      <Reasons draft={draft} onDraft={setDraft} />
      <Panel>
        <label className={styles['stalled']}>
          {t('settings.stalledAfter')}
          <InputNumber
            className={styles['number'] ?? ''}
            min={1}
            max={365}
            precision={0}
            value={draft.stalledAfter}
            onChange={(stalledAfter) => setDraft({ ...draft, stalledAfter: stalledAfter ?? 14 })}
          />
        </label>
      </Panel>
      {save.isError && waiting === undefined && waitingIn(save.error) === undefined && (
        <ProblemMessage error={save.error} />
      )}
      {!isComplete(draft) && <p role="status">{t('settings.incomplete')}</p>}
      <div className={styles['save']}>
        <Button
          type="primary"
          loading={save.isPending}
          disabled={!isChanged || !isComplete(draft)}
          onClick={() => save.mutate([])}
        >
          {t('settings.save')}
        </Button>
        <Button disabled={!isChanged} onClick={() => setDraft(stored.settings)}>
          {t('settings.discard')}
        </Button>
      </div>
      {waiting && (
        <MovesDialog
          settings={draft}
          waiting={waiting}
          onMove={(moves) => {
            setWaiting(undefined)
            save.mutate(moves)
          }}
          onClose={() => setWaiting(undefined)}
        />
      )}
    </>
  )
}

/** How the company sells: pipelines, stages, reasons. */
export const DealsSettings = () => {
  const t = dealsTexts.useTexts()
  const query = useQuery(dealSettingsQuery)
  return (
    <>
      <p className={styles['quiet']}>{t('settings.lead')}</p>
      {query.isPending && <SkeletonRows rows={6} height={48} />}
      {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <Editor key={query.data.version} stored={query.data} />}
    </>
  )
}
