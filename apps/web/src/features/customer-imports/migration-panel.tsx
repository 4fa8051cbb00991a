import { CopyButton, Panel, ProblemMessage, SkeletonRows, useFormat } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import { customerImportsTexts } from './customer-imports-texts.ts'
import { migrationReportQuery } from './queries.ts'
import styles from './customer-imports.module.css'

/** The migration report: what the file says against what is stored. */
export const MigrationPanel = ({ importId }: { readonly importId: string }) => {
  const t = customerImportsTexts.useTexts()
  const format = useFormat()
  const query = useQuery(migrationReportQuery(importId))
  if (query.isPending) return <SkeletonRows rows={4} />
  if (query.isError) return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  const { report, entryId } = query.data
  const { customers, file, stored, checksum } = report
  return (
    <Panel title={t('migration.title')}>
      <Alert
        type={report.matches ? 'success' : 'error'}
        showIcon
        title={
          report.matches
            ? t('migration.matches', { compared: format.number(checksum.compared) })
            : t('migration.differs')
        }
      />
      <p>
        {t('migration.before')}: {format.number(customers.before)} · {t('migration.after')}:{' '}
        {format.number(customers.after)}
      </p>
      <p className={styles['hash']}>
        {t('migration.file')}: {file.sha256}
      </p>
      <p className={styles['hash']}>
        {t('migration.checksum')}: {checksum.found || '–'}
      </p>
      {/* The table is wider than a phone: it scrolls by itself, so the keyboard has to reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles['box']} tabIndex={0} role="group" aria-label={t('migration.title')}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{t('migration.column')}</th>
              <th scope="col">{t('migration.filled')}</th>
              <th scope="col">{t('migration.stored')}</th>
              <th scope="col">{t('migration.sum')}</th>
              <th scope="col">{t('migration.storedSum')}</th>
            </tr>
          </thead>
          <tbody>
            {file.columns.map(({ column, filled, sum }, at) => (
              <tr key={column}>
                <td>{column}</td>
                <td>{format.number(filled)}</td>
                <td>{format.number(stored.columns[at]?.filled ?? 0)}</td>
                <td>{sum}</td>
                <td>{stored.columns[at]?.sum}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles['quiet']}>
        {t('migration.sealed')} <code className={styles['hash']}>{entryId}</code> <CopyButton text={entryId} />
      </p>
    </Panel>
  )
}
