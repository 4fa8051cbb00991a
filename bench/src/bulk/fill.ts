import { openDatabase, type Database } from '@candor/server/platform/db/index'
import { blindKeys, subjectKeys } from '@candor/server/platform/crypto/index'
import { uuidv7 } from '@candor/server/platform/ids'
import { sealProfile } from '@candor/server/modules/customers/profile'
import { blindIndexes } from '@candor/server/modules/customers/search/blind'
import { appendOnlyTables } from '@candor/server/tables'
import { copyRows } from './copy.ts'
import { withoutIndexes } from './indexes.ts'
import { personOf, type Person } from './person.ts'

const batchSize = 10_000
const tables = ['customer', 'customer_figures', 'customer_merchant']

const instant = (milliseconds: number | null): string =>
  milliseconds === null ? '-infinity' : new Date(milliseconds).toISOString()

type Made = { readonly id: string; readonly person: Person }

/** Rows of `customer`, encrypted and indexed by the functions that the product uses. */
const customerRows = async (db: Database, organisationId: string, made: readonly Made[]) =>
  db.inOrganisation(organisationId, async (tx) => {
    const [keys, blind] = await Promise.all([
      subjectKeys(
        tx,
        made.map(({ id }) => id),
      ),
      blindKeys(tx),
    ])
    return made.map(({ id, person: { reference, profile, createdAt } }) => {
      const indexes = blindIndexes(blind, reference, profile)
      const key = keys.get(id)!
      return [
        organisationId,
        id,
        // No entry is made: lists do not look at the journal.
        uuidv7(createdAt),
        reference,
        sealProfile(key, id, profile),
        indexes.emailHash,
        indexes.phoneHash,
        indexes.tokens,
        true,
        instant(createdAt),
      ]
    })
  })

const fillBatch = async (
  db: Database,
  organisationId: string,
  merchants: readonly string[],
  people: readonly Person[],
) => {
  const made = people.map((person): Made => ({ id: uuidv7(person.createdAt), person }))
  const customers = await customerRows(db, organisationId, made)
  await copyRows(
    db.owner,
    'customer',
    [
      'organisation_id',
      'id',
      'entry_id',
      'reference',
      'profile',
      'email_hash',
      'phone_hash',
      'tokens',
      'fictional',
      'created_at',
    ],
    customers,
  )
  await copyRows(
    db.owner,
    'customer_figures',
    [
      'organisation_id',
      'customer_id',
      'country',
      'order_count',
      'return_count',
      'spent',
      'first_order_at',
      'last_order_at',
      'created_at',
    ],
    made.map(({ id, person }) => [
      organisationId,
      id,
      person.country,
      person.orderCount,
      person.returnCount,
      person.spent,
      instant(person.lastOrderAt === null ? null : person.createdAt),
      instant(person.lastOrderAt),
      instant(person.createdAt),
    ]),
  )
  await copyRows(
    db.owner,
    'customer_merchant',
    ['organisation_id', 'customer_id', 'merchant_id', 'order_count', 'return_count', 'spent'],
    made.flatMap(({ id, person }) =>
      person.merchants.map((at) => [organisationId, id, merchants[at], person.orderCount, 0, person.spent]),
    ),
  )
}

/**
 * Fills an organisation with made-up customers, encrypted under keys of their own and searchable. They have no
 * journal entries: what is measured with them is lists and searches.
 * @param data folder of a running server
 */
export const fillCustomers = async (
  data: string,
  organisationId: string,
  merchants: readonly string[],
  count: number,
  log: (text: string) => void,
): Promise<void> => {
  const db = await openDatabase({
    data,
    databaseUrl: undefined,
    masterKeyFile: `${data}/keys/master.key`,
    appendOnly: appendOnlyTables,
    attach: true,
  })
  try {
    await withoutIndexes(db.owner, tables, async () => {
      for (let start = 0; start < count; start += batchSize) {
        const people = Array.from({ length: Math.min(batchSize, count - start) }, (_, at) =>
          personOf(start + at, merchants.length),
        )
        await fillBatch(db, organisationId, merchants, people)
        if ((start / batchSize) % 10 === 9) log(`${start + people.length} of ${count} customers`)
      }
      log('making indexes')
    })
    await db.owner.query(
      `insert into customer_count (organisation_id, country, shard, customers)
       select organisation_id, country, 0, count(*) from customer_figures where organisation_id = $1 group by 1, 2`,
      [organisationId],
    )
    await db.owner.query('vacuum (analyze) customer, customer_figures, customer_merchant, subject_key')
  } finally {
    await db.close()
  }
}
