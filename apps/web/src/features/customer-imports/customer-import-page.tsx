import { useQuery } from '@tanstack/react-query'
import { Page } from '../../components/page.tsx'
import { RecordPage } from '../../components/record-page.tsx'
import { BackToImports } from './customer-imports-page.tsx'
import { CustomerImportProgress } from './import-progress.tsx'
import { CustomerImportResult } from './import-result.tsx'
import { CustomerImportTag } from './import-tag.tsx'
import { MigrationPanel } from './migration-panel.tsx'
import { CustomerPreviewForm } from './preview-form.tsx'
import { customerImportQuery } from './queries.ts'
import { CustomerRowList } from './row-list.tsx'
import styles from './customer-imports.module.css'

/** One import of customers, whatever its state: preview and columns, progress, or result with every row. */
export const CustomerImportPage = ({ importId }: { readonly importId: string }) => {
  const query = useQuery(customerImportQuery(importId))
  return (
    <RecordPage query={query} back={<BackToImports />}>
      {(summary) => {
        const { state, isTrial } = summary
        const isTried = state === 'completed' && isTrial
        const isOver = state === 'completed' || state === 'cancelled' || state === 'failed' || state === 'undone'
        return (
          <Page
            title={summary.fileName}
            subtitle={
              <span className={styles['subtitle']}>
                <BackToImports /> <CustomerImportTag state={state} />
              </span>
            }
          >
            {isOver ? (
              <CustomerImportResult summary={summary} />
            ) : (
              state !== 'uploaded' && <CustomerImportProgress summary={summary} />
            )}
            {isOver && !isTried && summary.entryId && <MigrationPanel importId={importId} />}
            {isOver && <CustomerRowList summary={summary} />}
            {(state === 'uploaded' || isTried) && <CustomerPreviewForm summary={summary} />}
          </Page>
        )
      }}
    </RecordPage>
  )
}
