import { dataExportPaths, dataExportRoutes, exportFormats, type DataExport, type ExportPurpose } from '@candor/api'
import { EmptyState, Instant, Panel, ProblemMessage, useFormat } from '@candor/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Radio, Tag } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { customerImportsTexts } from './customer-imports-texts.ts'
import { dataExportsKey, dataExportsQuery } from './queries.ts'
import styles from './customer-imports.module.css'

const Row = ({ run }: { readonly run: DataExport }) => {
  const t = customerImportsTexts.useTexts()
  const format = useFormat()
  const client = useQueryClient()
  const drop = useMutation({
    mutationFn: () => call(dataExportRoutes.cancel, { params: { id: run.id }, body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: dataExportsKey }),
  })
  return (
    <li className={styles['exportRow']}>
      <span className={styles['grow']}>
        {t('export.count', { exported: format.number(run.exported) })}{' '}
        {run.withoutConsent > 0 && t('export.without', { count: run.withoutConsent })}
        <br />
        <span className={styles['quiet']}>
          {run.createdBy} · <Instant at={run.createdAt} style="relative" />
        </span>
      </span>
      <Tag>{t(`export.state.${run.state}`)}</Tag>
      {run.state === 'completed' && (
        <span className={styles['downloads']}>
          {exportFormats.map((each) => (
            <Button
              key={each}
              size="small"
              href={dataExportPaths.file(run.id, each)}
              download
              aria-label={t('export.download', { format: each.toUpperCase() })}
            >
              {each.toUpperCase()}
            </Button>
          ))}
        </span>
      )}
      {(run.state === 'completed' || run.state === 'running') && (
        <Button size="small" type="text" loading={drop.isPending} onClick={() => drop.mutate()}>
          {t('export.drop')}
        </Button>
      )}
    </li>
  )
}

const slugs = ['purpose', 'category', 'recipient'] as const

/** Collects customers for download, for a purpose that is named. */
export const ExportPanel = () => {
  const t = customerImportsTexts.useTexts()
  const client = useQueryClient()
  const [kind, setKind] = useState<ExportPurpose['kind']>('service-contract')
  const [use, setUse] = useState({ purpose: '', category: '', recipient: '' })
  const query = useQuery(dataExportsQuery)
  const start = useMutation({
    mutationFn: () =>
      call(dataExportRoutes.create, { body: { purpose: kind === 'consent' ? { kind, ...use } : { kind } } }),
    onSuccess: () => client.invalidateQueries({ queryKey: dataExportsKey }),
  })
  const isReady = kind === 'service-contract' || slugs.every((slug) => use[slug].trim() !== '')
  const items = query.data?.items ?? []
  return (
    <Panel
      title={t('export.title')}
      extra={
        <Button size="small" disabled={!isReady} loading={start.isPending} onClick={() => start.mutate()}>
          {t('export.start')}
        </Button>
      }
    >
      <p className={styles['quiet']}>{t('export.help')}</p>
      <Form layout="vertical" component="div">
        <Form.Item label={t('export.purpose')}>
          <Radio.Group
            vertical
            aria-label={t('export.purpose')}
            value={kind}
            onChange={(event) => setKind(event.target.value as ExportPurpose['kind'])}
            options={[
              { value: 'service-contract', label: t('export.service') },
              { value: 'consent', label: t('export.consent') },
            ]}
          />
        </Form.Item>
        {kind === 'consent' && (
          <div className={styles['choices']}>
            {slugs.map((slug) => (
              <Form.Item key={slug} label={t(`export.slugs.${slug}`)} htmlFor={`export-${slug}`}>
                <Input
                  id={`export-${slug}`}
                  value={use[slug]}
                  onChange={(event) => setUse({ ...use, [slug]: event.target.value })}
                />
              </Form.Item>
            ))}
          </div>
        )}
      </Form>
      {start.isError && <ProblemMessage error={start.error} />}
      {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && items.length === 0 ? (
        <EmptyState title={t('export.none')} />
      ) : (
        <ul>
          {items.map((run) => (
            <Row key={run.id} run={run} />
          ))}
        </ul>
      )}
    </Panel>
  )
}
