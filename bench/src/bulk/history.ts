import { createHash } from 'node:crypto'
import { subjectKeys, type SubjectKey } from '@candor/server/platform/crypto/index'
import { openDatabase, type Database } from '@candor/server/platform/db/index'
import { uuidv7 } from '@candor/server/platform/ids'
import { commitmentBytes, makeEntry, type EntryRow, type NewEntry } from '@candor/server/modules/journal/entry'
import { restoreTree } from '@candor/server/modules/journal/sequence'
import { appendOnlyTables } from '@candor/server/tables'
import type { TileBuilder } from '@candor/journal'
import { copyRows, type Field } from './copy.ts'

/** Entries that each customer gets: one when they were added, purchases as far as they have any, and notes. */
export const entriesEach = 10
const mostOrders = 5
const batchSize = 1_000
const day = 86_400_000

type Customer = {
  readonly id: string
  readonly orders: number
  readonly createdAt: number
  readonly lastOrderAt: number
}
type Row = readonly Field[]
type Rows = { entry: Row[]; order: Row[]; line: Row[]; note: Row[]; leaf: Row[]; tile: Row[] }

/** How far it is: the last customer and the last purchase number that were used. */
type Progress = { readonly customer: string | null; readonly purchases: number; readonly customers: number }

const columns = {
  entry: 'organisation_id,id,subject,kind,actor,purpose,recorded_at,occurred_at,commitment,body,leaf_hash'.split(','),
  order:
    'organisation_id,id,merchant_id,customer_id,number,kind,placed_at,currency,country,total,line_count,purchase_number,content_hash,entry_id'.split(
      ',',
    ),
  line: 'organisation_id,order_id,line,product_code,description,quantity,unit_price,total'.split(','),
  note: 'organisation_id,id,customer_id,kind,text,created_by'.split(','),
  leaf: 'organisation_id,leaf_index,entry_id,leaf_hash'.split(','),
  tile: 'organisation_id,level,tile_index,hashes,root'.split(','),
} as const
const tables = {
  entry: 'journal_entry',
  order: '"order"',
  line: 'order_line',
  note: 'customer_note',
  leaf: 'journal_leaf',
  tile: 'journal_tile',
} as const

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString()

/** Makes the rows of one customer after another, encrypted and hashed by the functions that the product uses. */
class History {
  readonly rows: Rows = { entry: [], order: [], line: [], note: [], leaf: [], tile: [] }
  readonly hashes: Buffer[] = []
  #purchases: number
  readonly #organisationId: string
  readonly #merchants: readonly string[]
  readonly #size: number

  constructor(organisationId: string, merchants: readonly string[], purchases: number, size: number) {
    this.#organisationId = organisationId
    this.#merchants = merchants
    this.#purchases = purchases
    this.#size = size
  }

  get purchases(): number {
    return this.#purchases
  }

  #record(key: SubjectKey, entry: NewEntry): EntryRow {
    const row = makeEntry(this.#organisationId, key, entry)
    const { id, subject, kind, actor, purpose, recordedAt } = row.public
    this.rows.entry.push([
      this.#organisationId,
      id,
      subject,
      kind,
      actor,
      purpose,
      recordedAt,
      row.occurredAt,
      commitmentBytes(row.public),
      row.body,
      row.leafHash,
    ])
    this.rows.leaf.push([this.#organisationId, this.#size + this.hashes.length, id, row.leafHash])
    this.hashes.push(row.leafHash)
    return row
  }

  #order(key: SubjectKey, customer: Customer, at: number): void {
    this.#purchases += 1
    const id = uuidv7()
    const merchantId = this.#merchants[this.#purchases % this.#merchants.length]!
    const number = `B${String(this.#purchases).padStart(9, '0')}`
    const lines = [
      { code: '85123A', description: 'WHITE HANGING HEART T-LIGHT HOLDER', quantity: 6, unitPrice: 255 },
      { code: '22423', description: 'REGENCY CAKESTAND 3 TIER', quantity: 1 + (at % 3), unitPrice: 1275 },
    ]
    const total = lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0)
    const placedAt = iso(at)
    const { public: entry } = this.#record(key, {
      subject: customer.id,
      kind: 'order.placed',
      actor: 'system',
      purpose: 'service-contract',
      occurredAt: placedAt,
      body: {
        orderId: id,
        merchantId,
        number,
        placedAt,
        total: { amount: total, currency: 'GBP' },
        lines: lines.map(({ code, quantity, unitPrice }) => ({ productCode: code, quantity, unitPrice })),
      },
    })
    const hash = createHash('sha256').update(number).digest()
    this.rows.order.push([
      this.#organisationId,
      id,
      merchantId,
      customer.id,
      number,
      'purchase',
      placedAt,
      'GBP',
      'United Kingdom',
      total,
      lines.length,
      this.#purchases,
      hash,
      entry.id,
    ])
    lines.forEach(({ code, description, quantity, unitPrice }, line) =>
      this.rows.line.push([
        this.#organisationId,
        id,
        line + 1,
        code,
        description,
        quantity,
        unitPrice,
        quantity * unitPrice,
      ]),
    )
  }

  #note(key: SubjectKey, customer: Customer, at: number): void {
    const id = uuidv7()
    const text = `Called back about delivery on ${iso(at).slice(0, 10)}; prefers mornings, asked for an invoice by post.`
    this.#record(key, {
      subject: customer.id,
      kind: 'note.added',
      actor: 'system',
      purpose: 'service-contract',
      occurredAt: iso(at),
      body: { noteId: id, kind: 'call', text },
    })
    const sealed = key.encrypt({ table: 'customer_note', column: 'text', id }, text)
    this.rows.note.push([this.#organisationId, id, customer.id, 'call', sealed, 'system'])
  }

  add(customer: Customer, key: SubjectKey): void {
    const { id, createdAt, lastOrderAt } = customer
    this.#record(key, {
      subject: id,
      kind: 'customer.created',
      actor: 'system',
      purpose: 'service-contract',
      occurredAt: iso(createdAt),
      body: { reference: null, name: 'Made up', source: 'bench' },
    })
    const orders = Math.min(customer.orders, mostOrders)
    for (let at = 0; at < orders; at += 1) this.#order(key, customer, lastOrderAt - at * 9 * day)
    for (let at = 0; at < entriesEach - 1 - orders; at += 1) this.#note(key, customer, createdAt + at * 11 * day)
  }
}

const nextCustomers = async (
  { owner }: Database,
  organisationId: string,
  after: string | null,
): Promise<Customer[]> => {
  const { rows } = await owner.query<Customer>({
    name: 'bench-next-customers',
    text: `select customer_id as id, order_count as orders, (extract(epoch from created_at) * 1000)::int8 as "createdAt",
                  case when order_count = 0 then 0 else (extract(epoch from last_order_at) * 1000)::int8 end as "lastOrderAt"
             from customer_figures
            where organisation_id = $1 and ($2::uuid is null or customer_id > $2) order by customer_id limit $3`,
    values: [organisationId, after, batchSize],
  })
  return rows
}

const keysOf = async (db: Database, organisationId: string, customers: readonly Customer[]) =>
  db.inOrganisation(organisationId, async (tx) =>
    subjectKeys(
      tx,
      customers.map(({ id }) => id),
    ),
  )

const save = async (db: Database, rows: Rows, progress: Progress): Promise<void> => {
  for (const table of ['entry', 'order', 'line', 'note', 'leaf', 'tile'] as const)
    if (rows[table].length > 0) await copyRows(db.owner, tables[table], columns[table], rows[table])
  await db.owner.query('update bench.history set customer = $1, purchases = $2, customers = $3', [
    progress.customer,
    progress.purchases,
    progress.customers,
  ])
}

const begin = async ({ owner }: Database, data: string): Promise<Progress> => {
  await owner.query(`
    create schema if not exists bench;
    create table if not exists bench.history (customer uuid, purchases int not null, customers int not null, busy boolean not null);
    insert into bench.history select null, 0, 0, false where not exists (select from bench.history)`)
  const { rows } = await owner.query<Progress & { busy: boolean }>('select * from bench.history')
  const [progress] = rows
  if (progress === undefined || progress.busy)
    throw new Error(`Making the entries in ${data} was broken off. Remove the folder and begin anew.`)
  await owner.query('update bench.history set busy = true')
  return progress
}

/**
 * Gives every customer {@link entriesEach} entries in the journal, with positions and tiles, and the purchases and notes that
 * they tell of. Nothing else may be recorded meanwhile; the server has to be started anew afterwards.
 * @param seconds ends after so long; the next call goes on
 * @returns how many customers have theirs
 */
export const fillHistory = async (
  data: string,
  organisationId: string,
  merchants: readonly string[],
  seconds: number,
  log: (text: string) => void,
): Promise<number> => {
  const until = Date.now() + seconds * 1000
  const masterKeyFile = `${data}/keys/master.key`
  const options = { data, databaseUrl: undefined, masterKeyFile, appendOnly: appendOnlyTables, attach: true }
  const db = await openDatabase(options)
  try {
    let { customer, purchases, customers } = await begin(db, data)
    const tree: TileBuilder = await db.inOrganisation(organisationId, restoreTree)
    let saving: Promise<void> = Promise.resolve()
    let over = false
    while (Date.now() < until) {
      const next = await nextCustomers(db, organisationId, customer)
      over = next.length === 0
      if (over) break
      const keys = await keysOf(db, organisationId, next)
      const history = new History(organisationId, merchants, purchases, tree.size)
      for (const each of next) history.add(each, keys.get(each.id)!)
      for (const { level, index, hashes, root } of tree.append(history.hashes))
        history.rows.tile.push([organisationId, level, index, Buffer.from(hashes), Buffer.from(root)])
      customer = next.at(-1)!.id
      purchases = history.purchases
      customers += next.length
      await saving
      // Written while the next ones are made.
      saving = save(db, history.rows, { customer, purchases, customers })
      if (customers % 50_000 === 0) log(`${customers * entriesEach} entries of ${customers} customers`)
    }
    await saving
    await db.owner.query('update bench.history set busy = false')
    await db.owner.query(
      `${over ? 'vacuum (analyze)' : 'analyze'} journal_entry, journal_leaf, "order", order_line, customer_note`,
    )
    return customers
  } finally {
    await db.close()
  }
}
