import { LeftOutlined } from '@ant-design/icons'
import type { ImportSummary } from '@candor/api'
import { Instant, Panel, useFormat } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Page } from '../../components/page.tsx'
import { RecordPage } from '../../components/record-page.tsx'
import { ImportPreviewForm } from './import-preview.tsx'
import { ImportProgress } from './import-progress.tsx'
import { ImportResult } from './import-result.tsx'
import { ImportStateTag } from './import-state-tag.tsx'
import { importsTexts } from './imports-texts.ts'
import { importQuery, useLiveImports } from './queries.ts'
import { RowReport } from './row-report.tsx'
import styles from './imports.module.css'

const FileDetails = ({ summary }: { readonly summary: ImportSummary }) => {
  const t = importsTexts.useTexts()
  const format = useFormat()
  const rows: [string, ReactNode][] = [
    [t('details.name'), summary.fileName],
    [t('details.size'), format.bytes(summary.fileSize)],
    [t('details.by'), summary.createdBy],
    [t('details.created'), <Instant key="created" at={summary.createdAt} />],
    [t('details.started'), summary.startedAt && <Instant key="started" at={summary.startedAt} />],
    [t('details.finished'), summary.finishedAt && <Instant key="finished" at={summary.finishedAt} />],
    [
      t('details.hash'),
      <code key="hash" className={styles['hash']}>
        {summary.fileHash}
      </code>,
    ],
  ]
  return (
    <Panel title={t('details.title')}>
      <dl className={styles['details']}>
        {rows.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </Panel>
  )
}

/** One import, whatever its state: preview and mapping, progress, or result with the row report. */
export const ImportPage = ({ importId }: { readonly importId: string }) => {
  const t = importsTexts.useTexts()
  useLiveImports()
  const query = useQuery(importQuery(importId))
  const back = (
    <Link to="/imports" className={styles['back']}>
      <LeftOutlined aria-hidden /> {t('back')}
    </Link>
  )
  return (
    <RecordPage query={query} back={back}>
      {(summary) => {
        const { state } = summary
        return (
          <Page
            title={summary.fileName}
            subtitle={
              <span className={styles['subtitle']}>
                {back} <ImportStateTag state={state} />
              </span>
            }
          >
            {state === 'uploaded' && <ImportPreviewForm summary={summary} />}
            {(state === 'running' || state === 'cancelling') && <ImportProgress summary={summary} />}
            {(state === 'completed' || state === 'cancelled' || state === 'failed') && (
              <>
                <ImportResult summary={summary} />
                <RowReport summary={summary} />
              </>
            )}
            {state !== 'uploaded' && <FileDetails summary={summary} />}
          </Page>
        )
      }}
    </RecordPage>
  )
}
