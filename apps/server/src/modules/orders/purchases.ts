import type { Tx } from '../../platform/db/index.ts'

/** A purchase as the points programme takes it. */
export type Purchase = {
  readonly orderId: string
  /** The number that the merchant's till gave. */
  readonly orderNumber: string
  readonly customerId: string
  readonly purchaseNumber: number
  /** Minor units. */
  readonly amount: bigint
  readonly currency: string
  readonly placedAt: Date
  /** The journal entry that proves the order. */
  readonly entryId: string
  /** The import that brought it, if one did. */
  readonly importId: string | null
}

type Row = Omit<Purchase, 'amount'> & { readonly amount: string }

const columns = `id as "orderId", number as "orderNumber", customer_id as "customerId",
  purchase_number as "purchaseNumber", total::text as amount, currency, placed_at as "placedAt",
  entry_id as "entryId", import_id as "importId"`

const exact = (row: Row): Purchase => ({ ...row, amount: BigInt(row.amount) })

/** Purchases of a merchant with numbers above one, ascending. */
export const purchasesAfter = async (
  tx: Tx,
  merchantId: string,
  purchaseNumber: number,
  limit: number,
): Promise<Purchase[]> => {
  const rows = await tx.rows<Row>({
    name: 'purchases-after',
    text: `select ${columns} from "order"
            where organisation_id = $1 and merchant_id = $2 and purchase_number > $3 order by purchase_number limit $4`,
    values: [tx.organisationId, merchantId, purchaseNumber, limit],
  })
  return rows.map(exact)
}

/** Purchases of a merchant by their numbers, ascending; numbers that were not given yet are left out. */
export const purchasesByNumber = async (
  tx: Tx,
  merchantId: string,
  purchaseNumbers: readonly number[],
): Promise<Purchase[]> => {
  const rows = await tx.rows<Row>({
    name: 'purchases-by-number',
    text: `select ${columns} from "order"
            where organisation_id = $1 and merchant_id = $2 and purchase_number = any($3::int4[]) order by purchase_number`,
    values: [tx.organisationId, merchantId, purchaseNumbers],
  })
  return rows.map(exact)
}

/** How many purchases a customer has made. */
export const purchaseCountOf = async (tx: Tx, customerId: string): Promise<number> => {
  const { count } = await tx.one<{ count: number }>({
    name: 'purchase-count',
    text: `select count(*)::int as count from "order"
            where organisation_id = $1 and customer_id in (select customer_records($2)) and purchase_number is not null`,
    values: [tx.organisationId, customerId],
  })
  return count
}

/**
 * How many purchases an import brought to the given merchants, and how many of them have a number up to the one given.
 * @param upTo purchase number by merchant id
 */
export const purchasesOfImport = async (
  tx: Tx,
  importId: string,
  upTo: ReadonlyMap<string, number>,
): Promise<{ total: number; reached: number }> =>
  tx.one<{ total: number; reached: number }>({
    name: 'purchases-of-import',
    text: `select count(*)::int as total, (count(*) filter (where o.purchase_number <= up.number))::int as reached
             from "order" o join unnest($3::uuid[], $4::int4[]) as up (merchant_id, number) on up.merchant_id = o.merchant_id
            where o.organisation_id = $1 and o.import_id = $2 and o.purchase_number is not null`,
    values: [tx.organisationId, importId, [...upTo.keys()], [...upTo.values()]],
  })
