import { canonicalJson, type JsonObject, type JsonValue } from '@candor/journal'
import { subjectKeys } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { CandorError } from '../../../platform/errors.ts'
import { isUuid } from '../../../platform/ids.ts'
import { bodyOf, computeSums, openDocument, openOf, salesColumns, type SalesRow } from '../document.ts'
import { moveColumns } from '../list.ts'
import { productBody, productsById } from '../products.ts'
import { salesSettings } from '../settings.ts'

/** An entry about documents, products or settings, opened. */
type SalesEntry = { readonly id: string; readonly kind: string; readonly subject: string; readonly body: JsonValue }

/** What the audit can find. */
type Finding = {
  readonly code:
    | 'SALES_DOCUMENT_MISSING'
    | 'SALES_DOCUMENT_CHANGED'
    | 'SALES_DOCUMENT_UNRECORDED'
    | 'SALES_MOVE_CHANGED'
    | 'SALES_NUMBER_GAP'
    | 'SALES_SETTINGS_CHANGED'
    | 'PRODUCT_CHANGED'
  readonly table: 'sales_document' | 'sales_move' | 'sales_number' | 'sales_settings' | 'product'
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}

const ofDocument = (code: Finding['code'], id: string, what: string, detail: Finding['detail']): Finding => ({
  code,
  table: 'sales_document',
  key: `document ${id}`,
  what,
  detail,
})

/** What an entry says of the thing itself. */
const recordedIn = ({ body }: SalesEntry): JsonObject => {
  const { told: _, occurredAt: __, ...recorded } = body as JsonObject
  return recorded
}

const idIn = (recorded: JsonObject, name: string): string => {
  const id = recorded[name]
  return typeof id === 'string' && isUuid(id) ? id : ''
}

/** Names of the fields that differ; their values stay secret. */
const differing = (recorded: JsonObject, stored: JsonObject): string[] =>
  Object.keys({ ...stored, ...recorded }).filter(
    (field) => canonicalJson(stored[field] ?? null) !== canonicalJson(recorded[field] ?? null),
  )

const compareDocuments = async (tx: Tx, entries: readonly SalesEntry[]): Promise<Finding[]> => {
  const ids = entries.map((entry) => idIn(recordedIn(entry), 'documentId')).filter((id) => id !== '')
  const rows = await tx.rows<SalesRow>({
    text: `select ${salesColumns} from sales_document d where d.organisation_id = $1 and d.id = any($2::uuid[])`,
    values: [tx.organisationId, ids],
  })
  const rowOf = new Map(rows.map((row) => [row.id, row]))
  // The entries were opened with these keys, so none of them is made here.
  const keys = await subjectKeys(
    tx,
    entries.map(({ subject }) => subject),
  )
  return entries.flatMap((entry) => {
    const recorded = recordedIn(entry)
    const id = idIn(recorded, 'documentId')
    const row = rowOf.get(id)
    const detail = { entry: entry.id }
    if (row === undefined)
      return [ofDocument('SALES_DOCUMENT_MISSING', id, 'A document that was recorded is gone.', detail)]
    const version = Number(recorded['version'])
    if (row.version > version) return []
    const isOther = row.version < version || row.subjectId !== entry.subject || row.entryId !== entry.id
    const changed = (what: string, fields: readonly string[]): Finding[] => [
      ofDocument('SALES_DOCUMENT_CHANGED', id, what, { ...detail, fields }),
    ]
    if (isOther) return changed('A document is not as it was recorded last.', [])
    try {
      const document = openDocument(keys.get(entry.subject)!, row)
      const { total } = computeSums(document)
      const fields = [
        ...differing(recorded, bodyOf(document)),
        ...(row.total === String(total) ? [] : ['total']),
        ...(row.open === String(openOf(document, total)) ? [] : ['open']),
      ]
      return fields.length === 0 ? [] : changed('A document is not as it was recorded last.', fields)
    } catch (error) {
      if (!(error instanceof CandorError && error.code === 'CORRUPT_CIPHERTEXT')) throw error
      return changed('What a document says was changed or moved.', [])
    }
  })
}

type MoveRow = { id: string; kind: string; amount: string; day: string; method: string | null; entryId: string }

const compareMoves = async (tx: Tx, entries: readonly SalesEntry[]): Promise<Finding[]> => {
  const told = entries.flatMap(({ id, body }) => {
    const move = ((body as JsonObject)['told'] as JsonObject | undefined)?.['move'] as JsonObject | undefined
    return move === undefined ? [] : [{ entry: id, move, id: idIn(move, 'id') }]
  })
  const rows = await tx.rows<MoveRow>({
    text: `select ${moveColumns} from sales_move m where m.organisation_id = $1 and m.id = any($2::uuid[])`,
    values: [tx.organisationId, told.map(({ id }) => id).filter((id) => id !== '')],
  })
  const rowOf = new Map(rows.map((row) => [row.id, row]))
  return told.flatMap(({ entry, move, id }) => {
    const row = rowOf.get(id)
    const isSame =
      row?.entryId === entry &&
      (['kind', 'amount', 'day', 'method'] as const).every((field) => row[field] === (move[field] ?? null))
    if (isSame) return []
    const what = 'A payment, refund or credit is not as it was recorded.'
    return [{ code: 'SALES_MOVE_CHANGED', table: 'sales_move', key: `payment ${id}`, what, detail: { entry } }]
  })
}

const compareProducts = async (tx: Tx, entries: readonly SalesEntry[]): Promise<Finding[]> => {
  const products = await productsById(
    tx,
    entries.map((entry) => idIn(recordedIn(entry), 'productId')).filter((id) => id !== ''),
  )
  return entries.flatMap((entry) => {
    const recorded = recordedIn(entry)
    const id = idIn(recorded, 'productId')
    const product = products.get(id)
    if (product !== undefined && product.version > Number(recorded['version'])) return []
    const fields = product === undefined ? ['id'] : differing(recorded, productBody(product))
    if (fields.length === 0 && product?.entryId === entry.id) return []
    const what = 'A product is not as it was recorded last.'
    return [
      { code: 'PRODUCT_CHANGED', table: 'product', key: `product ${id}`, what, detail: { entry: entry.id, fields } },
    ]
  })
}

const compareSettings = async (tx: Tx, entries: readonly SalesEntry[]): Promise<Finding[]> => {
  const contradicting = await salesSettings.contradicting(tx, entries)
  return contradicting.map(({ id }) => ({
    code: 'SALES_SETTINGS_CHANGED',
    table: 'sales_settings',
    key: 'sales settings',
    what: 'How documents are written is not what was recorded last.',
    detail: { entry: id },
  }))
}

const isProduct = ({ kind }: SalesEntry): boolean => kind.startsWith('product.')
const isSettings = ({ kind }: SalesEntry): boolean => kind.startsWith('sales.')

const compare = async (tx: Tx, entries: readonly SalesEntry[]): Promise<Finding[]> => {
  const documents = entries.filter((entry) => !isProduct(entry) && !isSettings(entry))
  return [
    ...(await compareDocuments(tx, documents)),
    ...(await compareMoves(tx, documents)),
    ...(await compareProducts(tx, entries.filter(isProduct))),
    ...(await compareSettings(tx, entries.filter(isSettings))),
  ]
}

/** Documents and money that no entry speaks of. */
const unrecorded = async (tx: Tx): Promise<Finding[]> => {
  const rows = await tx.rows<{ id: string; entryId: string }>({
    text: `select d.id, d.entry_id as "entryId" from sales_document d
            where d.organisation_id = $1
              and (not exists (select from journal_entry e
                                where e.organisation_id = $1 and e.id = d.entry_id and e.subject = d.subject_id
                                  and starts_with(e.kind, d.kind || '.'))
                   or not exists (select from sales_document_entry h
                                   where h.organisation_id = $1 and h.document_id = d.id and h.version = d.version
                                     and h.entry_id = d.entry_id)
                   or d.paid + d.refunded + d.credited <> (select coalesce(sum(m.amount), 0) from sales_move m
                                   where m.organisation_id = $1 and m.document_id = d.id))
            limit 100`,
    values: [tx.organisationId],
  })
  return rows.map(({ id, entryId }) =>
    ofDocument('SALES_DOCUMENT_UNRECORDED', id, 'The journal does not speak of this document, or not of its money.', {
      entry: entryId,
    }),
  )
}

/** Years in which a number was left out: a document that was taken away leaves one. */
const gaps = async (tx: Tx): Promise<Finding[]> => {
  const rows = await tx.rows<{ kind: string; year: number; last: number; given: number }>({
    text: `select n.kind, n.year, n.last, count(d.id)::int as given from sales_number n
             left join sales_document d on d.organisation_id = n.organisation_id and d.kind = n.kind and d.number is not null
                   and split_part(d.number, '-', 2) = n.year::text
            where n.organisation_id = $1 group by n.kind, n.year, n.last having count(d.id) <> n.last`,
    values: [tx.organisationId],
  })
  return rows.map(({ kind, year, last, given }) => ({
    code: 'SALES_NUMBER_GAP',
    table: 'sales_number',
    key: `${kind} ${year}`,
    what: 'Numbers were given that no document has.',
    detail: { last, given },
  }))
}

/** The auditor of quotes, invoices, credit notes, money, products and their settings. */
export const salesAuditor = {
  name: 'sales',
  kinds: ['quote.', 'invoice.', 'credit-note.', 'product.', 'sales.settings-changed'],
  compare,
  finish: async (tx: Tx): Promise<Finding[]> => [...(await unrecorded(tx)), ...(await gaps(tx))],
}
