import { createHash } from 'node:crypto'
import type { JsonValue } from '@candor/journal'
import type { Tx } from '../../../platform/db/index.ts'
import { CandorError } from '../../../platform/errors.ts'
import { fileContent } from './files.ts'

type Finding = {
  readonly code: 'CUSTOMER_FILE_CHANGED' | 'CUSTOMER_FILE_UNRECORDED'
  readonly table: 'customer_file'
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}

type Entry = { readonly id: string; readonly subject: string; readonly kind: string; readonly body: JsonValue }
type Body = { readonly fileId: string; readonly fileName: string; readonly size: number; readonly sha256: string }

const isStored = async (tx: Tx, { id, subject }: Entry, fileId: string): Promise<'as recorded' | 'other' | 'gone'> => {
  const row = await tx.maybe<{ entryId: string; customerId: string }>({
    text: `select entry_id as "entryId", customer_id as "customerId" from customer_file
            where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, fileId],
  })
  if (row === undefined) return 'gone'
  return row.entryId === id && row.customerId === subject ? 'as recorded' : 'other'
}

/** Whether the content is still what was recorded; one file at a time is held in memory. */
const isIntact = async (tx: Tx, { fileId, fileName, size, sha256 }: Body): Promise<boolean> => {
  try {
    const { name, content } = await fileContent(tx, fileId)
    const hash = createHash('sha256').update(content).digest('hex')
    return name === fileName && content.length === size && hash === sha256
  } catch (error) {
    if (error instanceof CandorError && error.code === 'CORRUPT_CIPHERTEXT') return false
    throw error
  }
}

const removedSince = async (tx: Tx, subject: string, after: string): Promise<boolean> =>
  (await tx.maybe({
    text: `select from journal_entry where organisation_id = $1 and subject = $2 and kind = 'file.removed' and id > $3
            limit 1`,
    values: [tx.organisationId, subject, after],
  })) !== undefined

const compare = async (tx: Tx, entries: readonly Entry[]): Promise<Finding[]> => {
  const findings: Finding[] = []
  for (const entry of entries) {
    const body = entry.body as unknown as Body
    const stored = await isStored(tx, entry, body.fileId)
    const fine =
      stored === 'gone'
        ? await removedSince(tx, entry.subject, entry.id)
        : stored === 'as recorded' && (await isIntact(tx, body))
    if (fine) continue
    const what = 'A file of a customer is not what was recorded.'
    const key = `file ${body.fileId}`
    findings.push({ code: 'CUSTOMER_FILE_CHANGED', table: 'customer_file', key, what, detail: { entry: entry.id } })
  }
  return findings
}

const finish = async (tx: Tx): Promise<Finding[]> => {
  const rows = await tx.rows<{ id: string }>({
    text: `select f.id from customer_file f
            where f.organisation_id = $1
              and not exists (select from journal_entry e
                               where e.organisation_id = $1 and e.id = f.entry_id and e.subject = f.customer_id
                                 and e.kind = 'file.added')
            limit 100`,
    values: [tx.organisationId],
  })
  return rows.map(({ id }) => ({
    code: 'CUSTOMER_FILE_UNRECORDED',
    table: 'customer_file',
    key: `file ${id}`,
    what: 'The journal does not speak of this file.',
    detail: {},
  }))
}

/** The auditor of customers' files: every content against the hash that was recorded. */
export const filesAuditor = { name: 'files', kinds: ['file.added'], compare, finish }
