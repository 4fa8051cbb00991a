import { ApiError, salesSettingsRoutes, type SalesSettings } from '@candor/api'
import { Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { useId, useState } from 'react'
import { call } from '../../lib/api.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { salesSettingsQuery } from './queries.ts'
import { salesTexts } from './sales-texts.ts'
import styles from './sales.module.css'

/** How the organisation writes quotes and invoices. */
export const SalesSettingsForm = () => {
  const t = salesTexts.useTexts()
  const id = useId()
  const { tell } = useTell()
  const client = useQueryClient()
  const query = useQuery(salesSettingsQuery)
  const [edited, setEdited] = useState<SalesSettings>()
  const save = useMutation({
    mutationFn: (body: { version: number; settings: SalesSettings }) => call(salesSettingsRoutes.set, { body }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: salesSettingsQuery.queryKey })
      setEdited(undefined)
      tell(t('settings.saved'))
    },
    onError: (error) => {
      if (error instanceof ApiError && error.problem.status === 409)
        void client.invalidateQueries({ queryKey: salesSettingsQuery.queryKey })
    },
  })
  if (query.isPending) return <SkeletonRows rows={6} />
  if (query.isError) return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  const settings = edited ?? query.data.settings
  const change = (part: Partial<SalesSettings>) => setEdited({ ...settings, ...part })
  const seller = (name: keyof SalesSettings['seller'], rows: number, most: number) => (
    <div className={styles['field']}>
      <label htmlFor={`${id}-${name}`}>{t(`settings.${name}`)}</label>
      <Input.TextArea
        id={`${id}-${name}`}
        autoSize={{ minRows: rows, maxRows: 6 }}
        maxLength={most}
        value={settings.seller[name]}
        onChange={(event) => change({ seller: { ...settings.seller, [name]: event.target.value } })}
      />
    </div>
  )
  const days = (name: 'quoteDays' | 'paymentDays', least: number) => (
    <div className={styles['field']}>
      <label htmlFor={`${id}-${name}`}>{t(`settings.${name}`)}</label>
      <InputNumber
        id={`${id}-${name}`}
        min={least}
        max={365}
        precision={0}
        value={settings[name]}
        onChange={(value) => change({ [name]: value ?? 30 })}
      />
    </div>
  )
  return (
    <>
      <Panel title={t('settings.seller')}>
        <div className={styles['fields']}>
          {seller('name', 1, 200)}
          {seller('taxNumber', 1, 64)}
          {seller('address', 2, 300)}
          {seller('bank', 2, 500)}
        </div>
      </Panel>
      <Panel title={t('settings.rules')}>
        <div className={styles['fields']}>
          <div className={styles['field']}>
            <label htmlFor={`${id}-level`}>{t('settings.rounding')}</label>
            <Select
              id={`${id}-level`}
              value={settings.rounding.level}
              onChange={(level) => change({ rounding: { ...settings.rounding, level } })}
              options={(['line', 'total'] as const).map((value) => ({ value, label: t(`settings.level.${value}`) }))}
            />
          </div>
          <div className={styles['field']}>
            <label htmlFor={`${id}-mode`}>{t('settings.mode')}</label>
            <Select
              id={`${id}-mode`}
              value={settings.rounding.mode}
              onChange={(mode) => change({ rounding: { ...settings.rounding, mode } })}
              options={(['half-up', 'half-even'] as const).map((value) => ({
                value,
                label: t(`settings.modes.${value}`),
              }))}
            />
          </div>
          {days('quoteDays', 1)}
          {days('paymentDays', 0)}
          <div className={styles['field']}>
            <label htmlFor={`${id}-approval`}>{t('settings.approvalAbove')}</label>
            <InputNumber
              id={`${id}-approval`}
              min={0}
              max={99}
              precision={1}
              value={settings.approvalAbove === null ? null : Number(settings.approvalAbove)}
              onChange={(value) => change({ approvalAbove: value === null ? null : String(value) })}
            />
          </div>
        </div>
        <Checkbox checked={settings.taxIncluded} onChange={(event) => change({ taxIncluded: event.target.checked })}>
          {t('settings.taxIncluded')}
        </Checkbox>
      </Panel>
      {save.isError && <ProblemMessage error={save.error} />}
      <div className={styles['row']}>
        <Button
          type="primary"
          disabled={!edited}
          loading={save.isPending}
          onClick={() => save.mutate({ version: query.data.version, settings })}
        >
          {t('settings.save')}
        </Button>
        <Button disabled={!edited} onClick={() => setEdited(undefined)}>
          {t('action.discard')}
        </Button>
      </div>
    </>
  )
}
