import type { InspectOptions } from '@candor/tabular'
import type { UploadLimits } from '../../platform/uploads/limits.ts'
import type { UploadKind } from '../../platform/uploads/take.ts'
import { findRun, runColumns, type CustomerImportRun } from './run.ts'

/** Names the folder in which files of customers wait. */
export const uploadFolderName = 'customer-imports'

/** Longest row of a file of customers, in characters. */
const longestRow = 8 * 1024 * 1024

/** How files of customers are read: every format there is. */
export const readingOf = ({ contentSize }: UploadLimits): InspectOptions => ({ maximumSize: contentSize, longestRow })

/** Uploads of customers. */
export const customerUploads = (limits: UploadLimits): UploadKind<CustomerImportRun> => ({
  kind: uploadFolderName,
  fileSize: limits.fileSize,
  reading: readingOf(limits),
  find: async (tx, id) => {
    const earlier = await tx.maybe<{ hash: string }>({
      text: 'select file_hash as hash from customer_import where organisation_id = $1 and id = $2',
      values: [tx.organisationId, id],
    })
    return earlier && { hash: earlier.hash, run: await findRun(tx, id) }
  },
  insert: async (tx, id, { name, size, hash, layout, createdBy }) =>
    tx.maybe<CustomerImportRun>({
      text: `insert into customer_import
               (organisation_id, id, file_name, file_size, file_hash, layout, state, phase, created_by)
             values ($1, $2, $3, $4, $5, $6, 'uploaded', 'reading', $7)
             on conflict (organisation_id, id) do nothing returning ${runColumns}`,
      values: [tx.organisationId, id, name, size, hash, JSON.stringify(layout), createdBy],
    }),
})
