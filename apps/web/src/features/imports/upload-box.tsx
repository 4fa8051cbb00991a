import { importPaths, type ImportSummary } from '@candor/api'
import { useFormat } from '@candor/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { FileDrop } from '../../components/file-drop.tsx'
import { importsTexts } from './imports-texts.ts'
import { importQuery, importsKey } from './queries.ts'

/** Takes a file of orders by drop or choice, shows the upload, then opens the preview. */
export const UploadBox = () => {
  const t = importsTexts.useTexts()
  const format = useFormat()
  const navigate = useNavigate()
  const client = useQueryClient()
  return (
    <FileDrop<ImportSummary>
      path={importPaths.upload}
      accept=".csv,.tsv,.txt,text/csv,text/plain"
      texts={{
        drop: t('drop'),
        dropHelp: t('dropHelp'),
        choose: t('choose'),
        cancel: t('cancelUpload'),
        uploading: (name) => t('uploading', { name }),
        uploaded: ({ sent, total }) => t('uploaded', { done: format.bytes(sent), total: format.bytes(total) }),
      }}
      onDone={async (summary) => {
        client.setQueryData(importQuery(summary.id).queryKey, summary)
        void client.invalidateQueries({ queryKey: importsKey })
        await navigate({ to: '/imports/$importId', params: { importId: summary.id } })
      }}
    />
  )
}
