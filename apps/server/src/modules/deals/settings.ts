import type { DealPipeline, DealPlace, DealSettings, DealStage } from '@candor/api'
import type { FieldError } from '../../platform/errors.ts'
import { settingsTable, type Tx } from '../../platform/db/index.ts'
import { dealErrors } from './errors.ts'

const stage = (
  key: string,
  en: string,
  zh: string,
  probability: number,
  tone: DealStage['tone'],
  needs: DealStage['needs'] = [],
): DealStage => ({ key, name: { en, zh }, probability, tone, needs, archived: false })

const reason = (outcome: 'won' | 'lost', key: string, en: string, zh: string) => ({
  key,
  outcome,
  name: { en, zh },
  retired: false,
})

/** Holds until an organisation sets its own: one pipeline, and the reasons that are heard most. */
export const usualSettings: DealSettings = {
  pipelines: [
    {
      key: 'sales',
      name: { en: 'Sales', zh: '销售' },
      archived: false,
      stages: [
        stage('qualified', 'Qualified', '已确认需求', 20, 'grey'),
        stage('proposal', 'Proposal', '已报方案', 40, 'blue', ['amount']),
        stage('negotiation', 'Negotiation', '商务谈判', 70, 'violet', ['amount', 'closeDay']),
      ],
    },
  ],
  reasons: [
    reason('won', 'fit', 'Best fit', '最符合需求'),
    reason('won', 'offer-price', 'Price', '价格合适'),
    reason('won', 'relationship', 'Relationship', '合作关系'),
    reason('lost', 'price', 'Too expensive', '价格过高'),
    reason('lost', 'competitor', 'Chose somebody else', '选择了其他供应商'),
    reason('lost', 'budget', 'No budget', '没有预算'),
    reason('lost', 'timing', 'Not the right time', '时机不合适'),
    reason('lost', 'no-answer', 'No answer', '没有回复'),
    reason('lost', 'no-fit', 'Does not fit', '不符合需求'),
  ],
  stalledAfter: 14,
}

/** How an organisation sells. */
export const dealSettings = settingsTable({
  table: 'deal_settings',
  column: 'settings',
  usual: usualSettings,
  kind: 'pipelines.changed',
  changed: dealErrors.DEAL_SETTINGS_CHANGED_MEANWHILE,
})

/** How the transaction's organisation sells. */
export const settingsOf = async (tx: Tx) => dealSettings.read(tx)

/** The pipeline of a key, an archived one included; the usual one without a key. @throws DEAL_NO_SUCH_STAGE */
export const pipelineOf = ({ pipelines }: DealSettings, key: string | undefined): DealPipeline => {
  const found =
    key === undefined ? pipelines.find(({ archived }) => !archived) : pipelines.find((one) => one.key === key)
  if (found === undefined) throw dealErrors.DEAL_NO_SUCH_STAGE(`there is no pipeline ${key ?? 'in use'}`)
  return found
}

/**
 * A stage that deals can be in now.
 * @param key the first one of the pipeline without
 * @throws DEAL_NO_SUCH_STAGE
 */
export const stageInUse = (settings: DealSettings, pipeline: string | undefined, key: string | undefined) => {
  const found = pipelineOf(settings, pipeline)
  const stage = found.stages.find((one) => !one.archived && (key === undefined || one.key === key))
  if (found.archived || stage === undefined) {
    throw dealErrors.DEAL_NO_SUCH_STAGE(`there is no stage ${key ?? 'in use'} in the pipeline ${found.key}`, {
      errors: [{ path: '/body/stage', message: 'is not a stage that deals can be in' }],
    })
  }
  return { pipeline: found, stage }
}

const twice = (keys: readonly string[], path: (at: number) => string): FieldError[] =>
  keys.flatMap((key, at) => (keys.indexOf(key) < at ? [{ path: path(at), message: 'is there twice' }] : []))

const pipelineErrors = (after: DealPipeline, before: DealPipeline | undefined, path: string): FieldError[] => [
  ...twice(
    after.stages.map(({ key }) => key),
    (at) => `${path}/stages/${at}/key`,
  ),
  ...(after.stages.some(({ archived }) => !archived)
    ? []
    : [{ path: `${path}/stages`, message: 'needs a stage that is not archived' }]),
  ...(before?.stages ?? [])
    .filter(({ key }) => !after.stages.some((one) => one.key === key))
    .map(({ key }) => ({ path: `${path}/stages`, message: `lacks the stage ${key}: archive it instead` })),
]

/**
 * Makes sure that settings fit together and forget nothing that deals may speak of.
 * @throws DEAL_SETTINGS_INVALID with every place that does not
 */
export const checkSettings = (after: DealSettings, before: DealSettings): void => {
  const at = '/body/settings'
  const known = (key: string): boolean => after.pipelines.some((one) => one.key === key)
  const errors = [
    ...twice(
      after.pipelines.map(({ key }) => key),
      (index) => `${at}/pipelines/${index}/key`,
    ),
    ...twice(
      after.reasons.map(({ key }) => key),
      (index) => `${at}/reasons/${index}/key`,
    ),
    ...(after.pipelines.some(({ archived }) => !archived)
      ? []
      : [{ path: `${at}/pipelines`, message: 'needs a pipeline that is not archived' }]),
    ...before.pipelines
      .filter(({ key }) => !known(key))
      .map(({ key }) => ({ path: `${at}/pipelines`, message: `lacks the pipeline ${key}: archive it instead` })),
    ...before.reasons
      .filter(({ key, outcome }) => !after.reasons.some((one) => one.key === key && one.outcome === outcome))
      .map(({ key }) => ({ path: `${at}/reasons`, message: `lacks the reason ${key}: retire it instead` })),
    ...after.pipelines.flatMap((pipeline, index) =>
      pipelineErrors(
        pipeline,
        before.pipelines.find(({ key }) => key === pipeline.key),
        `${at}/pipelines/${index}`,
      ),
    ),
  ]
  if (errors.length > 0) throw dealErrors.DEAL_SETTINGS_INVALID('keys are twice, or something is missing', { errors })
}

/** Stages in which no deal can be any more, by pipeline. */
export const closedStages = ({ pipelines }: DealSettings): DealPlace[] =>
  pipelines.flatMap((pipeline) =>
    pipeline.stages
      .filter((stage) => pipeline.archived || stage.archived)
      .map((stage) => ({ pipeline: pipeline.key, stage: stage.key })),
  )
