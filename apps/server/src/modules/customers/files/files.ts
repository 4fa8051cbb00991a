import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { largestCustomerFile, type CustomerFile } from '@candor/api'
import { z } from 'zod'
import { subjectKey, subjectKeys, type SubjectKey } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { decodeCursor, pageOf } from '../../../platform/http/page.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Authorship } from '../create.ts'
import { customerErrors } from '../errors.ts'
import { requireCustomer } from '../find.ts'
import type { RecordNeeds } from '../needs.ts'
import { headLength, typeOfContent } from './type.ts'

/** Bytes of content in one row. */
const partSize = 512 * 1024
const mostFiles = 500

const factsPlace = (id: string) => ({ table: 'customer_file', column: 'facts', id })
const partPlace = (id: string, part: number) => ({ table: 'customer_file_part', column: 'bytes', id: `${id} ${part}` })

type Facts = { readonly name: string; readonly sha256: string }

const openFacts = (key: SubjectKey, id: string, sealed: Uint8Array): Facts =>
  JSON.parse(key.decrypt(factsPlace(id), sealed).toString()) as Facts

/** The name without folders and without characters that steer a terminal or a header. */
const safeName = (name: string): string => {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  return (
    last
      .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
      .trim()
      .slice(0, 200) || 'file'
  )
}

/** A file as it came in, whole: at most {@link largestCustomerFile} bytes. */
export type ArrivedFile = {
  readonly name: string
  readonly content: Buffer
  readonly type: string
  readonly sha256: string
}

/**
 * Takes a file in as it streams, and looks what it is by its content.
 * @throws CUSTOMER_FILE_TOO_LARGE, CUSTOMER_FILE_EMPTY, CUSTOMER_FILE_DANGEROUS
 */
export const receiveFile = async (name: string, source: Readable): Promise<ArrivedFile> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of source) {
    size += (chunk as Buffer).length
    if (size > largestCustomerFile) {
      throw customerErrors.CUSTOMER_FILE_TOO_LARGE(`a file may have ${largestCustomerFile} bytes`)
    }
    chunks.push(chunk as Buffer)
  }
  if (size === 0) throw customerErrors.CUSTOMER_FILE_EMPTY('the file has no content')
  const content = Buffer.concat(chunks)
  const type = typeOfContent(content.subarray(0, headLength))
  if (type === 'program') throw customerErrors.CUSTOMER_FILE_DANGEROUS('the content is that of a program')
  return { name: safeName(name), content, type, sha256: createHash('sha256').update(content).digest('hex') }
}

const storeParts = async (tx: Tx, key: SubjectKey, id: string, content: Buffer): Promise<void> => {
  for (let part = 0; part * partSize < content.length; part += 1) {
    const bytes = content.subarray(part * partSize, (part + 1) * partSize)
    await tx.rows({
      name: 'customer-file-part-insert',
      text: 'insert into customer_file_part (organisation_id, file_id, part, bytes) values ($1, $2, $3, $4)',
      values: [tx.organisationId, id, part, key.encrypt(partPlace(id, part), bytes)],
    })
  }
}

/**
 * Keeps a file with a customer. The journal says its name, size, type and hash.
 * @throws CUSTOMER_NOT_FOUND, CUSTOMER_FILES_TOO_MANY
 */
export const addFile = async (
  tx: Tx,
  needs: RecordNeeds,
  customerId: string,
  { name, content, type, sha256 }: ArrivedFile,
  { actor, purpose }: Authorship,
): Promise<CustomerFile> => {
  await requireCustomer(tx, customerId)
  const { count } = await tx.one<{ count: number }>({
    name: 'customer-file-count',
    text: 'select count(*)::int as count from customer_file where organisation_id = $1 and customer_id = $2',
    values: [tx.organisationId, customerId],
  })
  if (count >= mostFiles) throw customerErrors.CUSTOMER_FILES_TOO_MANY(`there are ${count} files already`)
  const id = uuidv7()
  const key = await subjectKey(tx, customerId)
  const size = content.length
  const recorded = await needs.record(tx, {
    subject: customerId,
    kind: 'file.added',
    actor,
    purpose,
    body: { fileId: id, fileName: name, size, type, sha256 },
  })
  const { createdAt } = await tx.one<{ createdAt: Date }>({
    name: 'customer-file-insert',
    text: `insert into customer_file (organisation_id, id, customer_id, facts, type, size, created_by, entry_id)
           values ($1, $2, $3, $4, $5, $6, $7, $8) returning created_at as "createdAt"`,
    values: [
      tx.organisationId,
      id,
      customerId,
      key.encrypt(factsPlace(id), JSON.stringify({ name, sha256 } satisfies Facts)),
      type,
      size,
      actor,
      recorded.id,
    ],
  })
  await storeParts(tx, key, id, content)
  const times = { createdAt: createdAt.toISOString(), entryId: recorded.id }
  return { id, name, type, size, sha256, createdBy: actor, createdByName: null, ...times }
}

type Row = Omit<CustomerFile, 'name' | 'sha256' | 'createdAt' | 'createdByName'> & {
  readonly customerId: string
  readonly facts: Buffer
  readonly createdAt: Date
}

const columns = `id, customer_id as "customerId", facts, type, size, created_by as "createdBy", entry_id as "entryId",
  created_at as "createdAt"`

/** Files of a customer, newest first. @throws CUSTOMER_NOT_FOUND, HTTP_CURSOR_INVALID */
export const filesOf = async (
  tx: Tx,
  customerId: string,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: Omit<CustomerFile, 'createdByName'>[]; nextCursor: string | null }> => {
  await requireCustomer(tx, customerId)
  const after = decodeCursor(z.tuple([z.uuid()]), cursor)
  const rows = await tx.rows<Row>({
    text: `select ${columns} from customer_file where organisation_id = $1 and customer_id in (select customer_records($2))
              ${after === undefined ? '' : 'and id < $4::uuid'} order by id desc limit $3`,
    values: [tx.organisationId, customerId, limit + 1, ...(after ?? [])],
  })
  const keys = await subjectKeys(
    tx,
    rows.map((row) => row.customerId),
  )
  return pageOf(
    rows,
    limit,
    ({ id }) => [id],
    ({ id, customerId: record, facts, type, size, createdBy, entryId, createdAt }) => ({
      id,
      ...openFacts(keys.get(record)!, id, facts),
      type,
      size,
      createdBy,
      entryId,
      createdAt: createdAt.toISOString(),
    }),
  )
}

const fileRow = async (tx: Tx, id: string): Promise<Row> => {
  const row = await tx.maybe<Row>({
    name: 'customer-file-by-id',
    text: `select ${columns} from customer_file where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, id],
  })
  if (row === undefined) throw customerErrors.CUSTOMER_FILE_NOT_FOUND(`there is no file ${id}`)
  return row
}

/**
 * The whole of a file, compared with the hash that was recorded.
 * @throws CUSTOMER_FILE_NOT_FOUND; CORRUPT_CIPHERTEXT when a stored part was changed
 */
export const fileContent = async (
  tx: Tx,
  id: string,
): Promise<{ readonly name: string; readonly type: string; readonly content: Buffer; readonly sha256: string }> => {
  const row = await fileRow(tx, id)
  const key = await subjectKey(tx, row.customerId)
  const parts = await tx.rows<{ part: number; bytes: Buffer }>({
    name: 'customer-file-parts',
    text: 'select part, bytes from customer_file_part where organisation_id = $1 and file_id = $2 order by part',
    values: [tx.organisationId, id],
  })
  const content = Buffer.concat(parts.map(({ part, bytes }) => key.decrypt(partPlace(id, part), bytes)))
  return { ...openFacts(key, id, row.facts), type: row.type, content }
}

/** Destroys the content of a file; the journal keeps what it was. @throws CUSTOMER_FILE_NOT_FOUND */
export const removeFile = async (
  tx: Tx,
  needs: RecordNeeds,
  id: string,
  { actor, purpose }: Authorship,
): Promise<{ id: string; entryId: string }> => {
  const row = await fileRow(tx, id)
  const { name, sha256 } = openFacts(await subjectKey(tx, row.customerId), id, row.facts)
  const body = { fileId: id, fileName: name, sha256 }
  const recorded = await needs.record(tx, { subject: row.customerId, kind: 'file.removed', actor, purpose, body })
  for (const table of ['customer_file_part', 'customer_file'] as const) {
    const column = table === 'customer_file' ? 'id' : 'file_id'
    await tx.rows({
      name: `${table}-delete`,
      text: `delete from ${table} where organisation_id = $1 and ${column} = $2`,
      values: [tx.organisationId, id],
    })
  }
  return { id, entryId: recorded.id }
}
