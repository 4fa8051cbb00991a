import { createHash } from 'node:crypto'
import { z } from 'zod'
import { livingKeys, subjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { decodeCursor, pageOf } from '../../platform/http/page.ts'
import { subjectRequestErrors } from './errors.ts'
import { columns, openContent, openRow, sealContent, type Content, type Request, type Row } from './request.ts'

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Keeps a new request. */
export const insertRequest = async (tx: Tx, request: Request, entryId: string): Promise<void> => {
  const key = await subjectKey(tx, request.customerId)
  await tx.rows({
    name: 'subject-request-insert',
    text: `insert into subject_request (organisation_id, id, customer_id, kind, law, state, channel, content, token_hash,
             opened_at, due_at, identified_at, created_by, version, entry_id)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    values: [
      tx.organisationId,
      request.id,
      request.customerId,
      request.kind,
      request.law,
      request.state,
      request.channel,
      sealContent(key, request),
      request.token === null ? null : tokenHash(request.token),
      request.openedAt,
      request.dueAt,
      request.identifiedAt,
      request.createdBy,
      request.version,
      entryId,
    ],
  })
}

/** Puts a request in the place of what is stored of it. */
export const updateRequest = async (tx: Tx, request: Request, entryId: string): Promise<void> => {
  const key = await subjectKey(tx, request.customerId)
  await tx.rows({
    name: 'subject-request-update',
    text: `update subject_request set state = $3, content = $4, due_at = $5, identified_at = $6, closed_at = $7,
             version = $8, entry_id = $9
            where organisation_id = $1 and id = $2`,
    values: [
      tx.organisationId,
      request.id,
      request.state,
      sealContent(key, request),
      request.dueAt,
      request.identifiedAt,
      request.closedAt,
      request.version,
      entryId,
    ],
  })
}

/** One request as stored. @throws SUBJECT_REQUEST_NOT_FOUND */
export const findRow = async (tx: Tx, id: string): Promise<Row> => {
  const row = await tx.maybe<Row>({
    name: 'subject-request-find',
    text: `select ${columns} from subject_request r where r.organisation_id = $1 and r.id = $2`,
    values: [tx.organisationId, id],
  })
  if (row === undefined) throw subjectRequestErrors.SUBJECT_REQUEST_NOT_FOUND(`there is no request ${id}`)
  return row
}

/** One request, its row held until the transaction ends. @throws SUBJECT_REQUEST_NOT_FOUND, SUBJECT_ERASED */
export const lockRequest = async (tx: Tx, id: string): Promise<Request> => {
  await tx.rows({
    name: 'subject-request-lock',
    text: 'select from subject_request where organisation_id = $1 and id = $2 for update',
    values: [tx.organisationId, id],
  })
  const row = await findRow(tx, id)
  return openRow(await subjectKey(tx, row.customerId), row)
}

/** Whether the same is asked for by a customer and not answered yet. */
export const openOf = async (tx: Tx, records: readonly string[], kind: string): Promise<string | undefined> =>
  (
    await tx.maybe<{ id: string }>({
      name: 'subject-request-open-of',
      text: `select id from subject_request
              where organisation_id = $1 and customer_id = any($2::uuid[]) and kind = $3 and state = 'open' limit 1`,
      values: [tx.organisationId, records, kind],
    })
  )?.id

/** A request as it can be shown: nothing of what was written is left where the person was erased. */
export type Shown = Row & { readonly opened: Content | undefined }

/** Opens what can be opened. */
export const openedRows = async (tx: Tx, rows: readonly Row[]): Promise<Shown[]> => {
  const keys = await livingKeys(tx, new Set(rows.map(({ customerId }) => customerId)))
  return rows.map((row) => {
    const key = keys.get(row.customerId)
    return { ...row, opened: key === undefined ? undefined : openContent(key, row) }
  })
}

type Asked = { readonly cursor?: string | undefined; readonly limit: number }
const cursor = z.tuple([z.iso.datetime(), z.uuid()])

const lists = {
  open: { where: `r.state = 'open'`, time: 'r.due_at', compare: '>', order: 'asc' },
  closed: { where: `r.state <> 'open'`, time: 'r.closed_at', compare: '<', order: 'desc' },
} as const

/** Open requests by when they are due, or closed ones, newest first. @throws HTTP_CURSOR_INVALID */
export const listRequests = async (
  tx: Tx,
  view: keyof typeof lists,
  { cursor: from, limit }: Asked,
): Promise<{ items: Shown[]; nextCursor: string | null }> => {
  const { where, time, compare, order } = lists[view]
  const after = decodeCursor(cursor, from)
  const rows = await tx.rows<Row>({
    text: `select ${columns} from subject_request r where r.organisation_id = $1 and ${where}
              ${after === undefined ? '' : `and (${time}, r.id) ${compare} ($3::timestamptz, $4::uuid)`}
            order by ${time} ${order}, r.id ${order} limit $2`,
    values: [tx.organisationId, limit + 1, ...(after ?? [])],
  })
  return pageOf(
    await openedRows(tx, rows),
    limit,
    (row) => [(view === 'open' ? row.dueAt : row.closedAt!).toISOString(), row.id],
    (row) => row,
  )
}

/** Requests of a customer, newest first. @throws HTTP_CURSOR_INVALID */
export const requestsOf = async (
  tx: Tx,
  records: readonly string[],
  { cursor: from, limit }: Asked,
): Promise<{ items: Shown[]; nextCursor: string | null }> => {
  const after = decodeCursor(z.tuple([z.uuid()]), from)
  const rows = await tx.rows<Row>({
    text: `select ${columns} from subject_request r where r.organisation_id = $1 and r.customer_id = any($2::uuid[])
              ${after === undefined ? '' : 'and r.id < $4::uuid'} order by r.id desc limit $3`,
    values: [tx.organisationId, records, limit + 1, ...(after ?? [])],
  })
  return pageOf(
    await openedRows(tx, rows),
    limit,
    ({ id }) => [id],
    (row) => row,
  )
}
