import type { InspectOptions } from '@candor/tabular'
import type { UploadLimits } from '../../platform/uploads/limits.ts'
import type { UploadKind } from '../../platform/uploads/take.ts'
import { findRun, runColumns, type ImportRun } from './run.ts'

/** Names the folder in which files of orders wait. */
export const uploadFolderName = 'imports'

/** How files of orders are read: tables in text form with a header. */
export const readingOf = ({ contentSize }: UploadLimits): InspectOptions => ({
  maximumSize: contentSize,
  formats: ['delimited'],
  hasHeader: true,
})

/** Uploads of orders. */
export const orderUploads = (limits: UploadLimits): UploadKind<ImportRun> => ({
  kind: uploadFolderName,
  fileSize: limits.fileSize,
  reading: readingOf(limits),
  find: async (tx, id) => {
    const earlier = await tx.maybe<{ hash: string }>({
      text: 'select file_hash as hash from import_run where organisation_id = $1 and id = $2',
      values: [tx.organisationId, id],
    })
    return earlier && { hash: earlier.hash, run: await findRun(tx, id) }
  },
  insert: async (tx, id, { name, size, hash, layout, createdBy }) =>
    tx.maybe<ImportRun>({
      text: `insert into import_run (organisation_id, id, file_name, file_size, file_hash, layout, state, phase, created_by)
             values ($1, $2, $3, $4, $5, $6, 'uploaded', 'reading', $7)
             on conflict (organisation_id, id) do nothing returning ${runColumns}`,
      values: [tx.organisationId, id, name, size, hash, JSON.stringify(layout), createdBy],
    }),
})
