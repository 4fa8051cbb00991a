import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, MinusCircleOutlined } from '@ant-design/icons'
import {
  lifecycleMeasures,
  lifecycleRoutes,
  lifecycleStages,
  type LifecycleCondition,
  type LifecycleRules,
  type LifecycleStageRule,
} from '@candor/api'
import { minorOf, ProblemMessage } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, InputNumber, Modal, Select, Space } from 'antd'
import { useState, type ReactNode } from 'react'
import { call } from '../../lib/api.ts'
import { lifecycleTexts } from './lifecycle-texts.ts'
import { lifecycleKey } from './queries.ts'
import { Simulation } from './simulation.tsx'
import { className } from './words.ts'
import styles from './lifecycle.module.css'

interface RulesFormProps {
  readonly rules: LifecycleRules
  readonly version: number
  readonly currency: string
  readonly onClose: () => void
}

/** Minor units as the form shows them: one major unit has as many of them as the currency says. */
const majorOf = (minor: number, currency: string): number => minor / Number(minorOf('1', currency) ?? 100)

const replaced = <Item,>(items: readonly Item[], at: number, item: Item): Item[] =>
  items.map((each, index) => (index === at ? item : each))
const without = <Item,>(items: readonly Item[], at: number): Item[] => items.filter((_, index) => index !== at)
const swapped = <Item,>(items: readonly Item[], a: number, b: number): Item[] => {
  const copy = [...items]
  ;[copy[a], copy[b]] = [copy[b] as Item, copy[a] as Item]
  return copy
}

const Condition = ({
  condition,
  currency,
  onChange,
  onRemove,
}: {
  readonly condition: LifecycleCondition
  readonly currency: string
  readonly onChange: (condition: LifecycleCondition) => void
  readonly onRemove: (() => void) | undefined
}) => {
  const t = lifecycleTexts.useTexts()
  const { measure, is, value } = condition
  const isMoney = measure === 'spent'
  return (
    <div className={styles['condition']}>
      <Select
        aria-label={t('form.measure')}
        value={measure}
        onChange={(chosen) => onChange({ ...condition, measure: chosen })}
        popupMatchSelectWidth={false}
        options={lifecycleMeasures.map((name) => ({ value: name, label: t(`measure.${name}`) }))}
      />
      <Select
        aria-label={t('form.is')}
        value={is}
        onChange={(chosen) => onChange({ ...condition, is: chosen })}
        options={(['atLeast', 'atMost'] as const).map((name) => ({ value: name, label: t(`is.${name}`) }))}
      />
      <InputNumber
        aria-label={t('form.value')}
        min={0}
        precision={isMoney ? 2 : 0}
        style={{ width: '100%' }}
        {...(isMoney && { suffix: currency })}
        value={isMoney ? majorOf(value, currency) : value}
        onChange={(typed) =>
          onChange({ ...condition, value: isMoney ? Number(minorOf(String(typed ?? 0), currency) ?? 0) : (typed ?? 0) })
        }
      />
      <Button
        type="text"
        icon={<MinusCircleOutlined />}
        aria-label={t('form.removeCondition')}
        disabled={onRemove === undefined}
        onClick={onRemove}
      />
    </div>
  )
}

const fresh: LifecycleCondition = { measure: 'daysSinceLast', is: 'atLeast', value: 30 }

const StageRule = ({
  rule,
  currency,
  onChange,
  actions,
}: {
  readonly rule: LifecycleStageRule
  readonly currency: string
  readonly onChange: (rule: LifecycleStageRule) => void
  readonly actions: ReactNode
}) => {
  const t = lifecycleTexts.useTexts()
  const { stage, all } = rule
  const isLast = all.length === 0
  return (
    <li className={styles['rule']}>
      <div className={styles['bar']}>
        <Select
          aria-label={t('form.stage')}
          value={stage}
          onChange={(chosen) => onChange({ ...rule, stage: chosen })}
          style={{ minWidth: 130 }}
          options={lifecycleStages.map((name) => ({ value: name, label: t(`stage.${name}`) }))}
        />
        {isLast && <span className={styles['quiet']}>{t('everybody')}</span>}
        {!isLast && actions}
      </div>
      {all.map((condition, at) => (
        <Condition
          // oxlint-disable-next-line react/no-array-index-key
          key={at}
          condition={condition}
          currency={currency}
          onChange={(changed) => onChange({ ...rule, all: replaced(all, at, changed) })}
          onRemove={all.length > 1 ? () => onChange({ ...rule, all: without(all, at) }) : undefined}
        />
      ))}
      {!isLast && all.length < 6 && (
        <div>
          <Button size="small" onClick={() => onChange({ ...rule, all: [...all, fresh] })}>
            {t('form.addCondition')}
          </Button>
        </div>
      )}
    </li>
  )
}

const Classes = ({
  classes,
  currency,
  onChange,
}: {
  readonly classes: LifecycleRules['classes']
  readonly currency: string
  readonly onChange: (classes: LifecycleRules['classes']) => void
}) => {
  const t = lifecycleTexts.useTexts()
  return (
    <div className={styles['bar']}>
      <Select
        aria-label={t('form.by')}
        value={classes.by}
        onChange={(by) =>
          onChange(by === 'spent' ? { by, atLeast: [100_000, 20_000, 5_000] } : { by, shares: [10, 20, 30] })
        }
        options={[
          { value: 'spent' as const, label: t('form.bySpent') },
          { value: 'share' as const, label: t('form.byShare') },
        ]}
        style={{ minWidth: 180 }}
      />
      {classes.by === 'spent'
        ? classes.atLeast.map((amount, at) => (
            <InputNumber
              key={className(at)}
              aria-label={t('form.limit', { name: className(at) })}
              prefix={className(at)}
              suffix={currency}
              min={0.01}
              precision={2}
              value={majorOf(amount, currency)}
              onChange={(typed) =>
                onChange({
                  by: 'spent',
                  atLeast: replaced(classes.atLeast, at, Number(minorOf(String(typed ?? 1), currency) ?? 1)),
                })
              }
            />
          ))
        : classes.shares.map((share, at) => (
            <InputNumber
              key={className(at)}
              aria-label={t('form.share', { name: className(at) })}
              prefix={className(at)}
              suffix="%"
              min={1}
              max={99}
              precision={0}
              value={share}
              onChange={(typed) => onChange({ by: 'share', shares: replaced(classes.shares, at, typed ?? 1) })}
            />
          ))}
    </div>
  )
}

const faultOf = ({ classes }: LifecycleRules): 'form.descending' | 'form.tooMuch' | undefined => {
  if (classes.by === 'share') {
    return classes.shares.reduce((sum, share) => sum + share, 0) < 100 ? undefined : 'form.tooMuch'
  }
  return classes.atLeast.every((amount, at) => at === 0 || amount < classes.atLeast[at - 1]!)
    ? undefined
    : 'form.descending'
}

/** The rules as a form: what a change would do is seen before it is saved. */
export const RulesForm = ({ rules, version, currency, onClose }: RulesFormProps) => {
  const t = lifecycleTexts.useTexts()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [draft, setDraft] = useState(rules)
  const { stages, classes } = draft
  const attempt = useMutation({ mutationFn: (body: LifecycleRules) => call(lifecycleRoutes.simulate, { body }) })
  const save = useMutation({
    mutationFn: () => call(lifecycleRoutes.save, { body: { version, rules: draft } }),
    onSuccess: () => {
      void message.success(t('form.saved'))
      void client.invalidateQueries({ queryKey: lifecycleKey })
      onClose()
    },
  })
  const change = (next: LifecycleRules): void => {
    setDraft(next)
    attempt.reset()
  }
  const setStages = (next: LifecycleStageRule[]): void => change({ ...draft, stages: next })
  const fault = faultOf(draft)
  const last = stages.length - 1
  return (
    <Modal
      open
      width={760}
      title={t('form.title')}
      onCancel={onClose}
      footer={
        <Space wrap>
          <Button loading={attempt.isPending} disabled={fault !== undefined} onClick={() => attempt.mutate(draft)}>
            {t('form.try')}
          </Button>
          <Button type="primary" loading={save.isPending} disabled={!attempt.isSuccess} onClick={() => save.mutate()}>
            {t('form.save')}
          </Button>
        </Space>
      }
    >
      <div className={styles['stack']}>
        <p>{t('form.stages')}</p>
        <ol className={`${styles['list']} ${styles['stack']}`}>
          {stages.map((rule, at) => (
            <StageRule
              // oxlint-disable-next-line react/no-array-index-key
              key={at}
              rule={rule}
              currency={currency}
              onChange={(changed) => setStages(replaced(stages, at, changed))}
              actions={
                <>
                  <Button
                    size="small"
                    icon={<ArrowUpOutlined />}
                    aria-label={t('form.up')}
                    disabled={at === 0}
                    onClick={() => setStages(swapped(stages, at, at - 1))}
                  />
                  <Button
                    size="small"
                    icon={<ArrowDownOutlined />}
                    aria-label={t('form.down')}
                    disabled={at >= last - 1}
                    onClick={() => setStages(swapped(stages, at, at + 1))}
                  />
                  <Button
                    size="small"
                    icon={<DeleteOutlined />}
                    aria-label={t('form.removeStage')}
                    onClick={() => setStages(without(stages, at))}
                  />
                </>
              }
            />
          ))}
        </ol>
        {stages.length < 12 && (
          <div>
            <Button
              onClick={() => setStages([...stages.slice(0, last), { stage: 'declining', all: [fresh] }, stages[last]!])}
            >
              {t('form.addStage')}
            </Button>
          </div>
        )}
        <p>{t('form.classes')}</p>
        <Classes classes={classes} currency={currency} onChange={(next) => change({ ...draft, classes: next })} />
        <div className={styles['bar']}>
          <span>{t('form.clock')}</span>
          <Select
            aria-label={t('form.clock')}
            value={draft.clock}
            onChange={(clock) => change({ ...draft, clock })}
            options={[
              { value: 'now' as const, label: t('form.today') },
              { value: 'newest-order' as const, label: t('form.newest') },
            ]}
            style={{ minWidth: 160 }}
          />
        </div>
        {fault !== undefined && <p role="alert">{t(fault)}</p>}
        {attempt.data === undefined ? (
          <p className={styles['quiet']}>{t('form.tryFirst')}</p>
        ) : (
          <Simulation result={attempt.data} />
        )}
        {attempt.isError && <ProblemMessage error={attempt.error} />}
        {save.isError && <ProblemMessage error={save.error} />}
      </div>
    </Modal>
  )
}
