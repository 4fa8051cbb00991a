import type { Product } from '@candor/api'
import type { JsonObject } from '@candor/journal'
import { rateDecimals, scaledOf, wholeRate } from '@candor/money'
import { z } from 'zod'
import { sqlState, type Tx } from '../../platform/db/index.ts'
import { decodeCursor, pageOf } from '../../platform/http/page.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { salesErrors } from './errors.ts'
import type { SalesNeeds } from './needs.ts'
import { nowOf, type By, type Changed } from './store.ts'

/** What can be chosen of a product. */
export type ProductFields = Pick<Product, 'code' | 'name' | 'nameZh' | 'unit' | 'taxRate' | 'prices'>

type Row = Omit<Product, 'changedAt'> & { readonly changedAt: Date }

export const productColumns = `p.id, p.version, p.code, p.name, p.name_zh as "nameZh", p.unit, p.tax_rate as "taxRate", p.prices,
  p.archived, p.changed_at as "changedAt", p.entry_id as "entryId"`

const shown = ({ changedAt, ...row }: Row): Product => ({ ...row, changedAt: changedAt.toISOString() })

/** What the journal says of a product. */
export const productBody = ({ id, ...product }: Omit<Product, 'entryId'>): JsonObject => {
  const { code, name, nameZh, unit, taxRate, prices, archived, changedAt, version } = product
  return { productId: id, code, name, nameZh, unit, taxRate, prices, archived, changedAt, version }
}

/** Products of some ids, archived ones included. */
export const productsById = async (tx: Tx, ids: readonly string[]): Promise<Map<string, Product>> => {
  if (ids.length === 0) return new Map()
  const rows = await tx.rows<Row>({
    name: 'products-by-id',
    text: `select ${productColumns} from product p where p.organisation_id = $1 and p.id = any($2::uuid[])`,
    values: [tx.organisationId, ids],
  })
  return new Map(rows.map((row) => [row.id, shown(row)]))
}

/** One product. @throws PRODUCT_NOT_FOUND */
export const requireProduct = async (tx: Tx, id: string): Promise<Product> => {
  const product = (await productsById(tx, [id])).get(id)
  if (product === undefined) throw salesErrors.PRODUCT_NOT_FOUND(`there is no product ${id}`)
  return product
}

/**
 * Products in the order of their codes, which an index has. A text is looked for along that order: a catalogue is thousands
 * of rows, not millions.
 * @throws HTTP_CURSOR_INVALID
 */
export const listProducts = async (
  tx: Tx,
  {
    q,
    archived,
    cursor,
    limit,
  }: { q?: string | undefined; archived: 'no' | 'yes'; cursor?: string | undefined; limit: number },
): Promise<{ items: Product[]; nextCursor: string | null }> => {
  const after = decodeCursor(z.tuple([z.string()]), cursor)?.[0]
  const rows = await tx.rows<Row>({
    text: `select ${productColumns} from product p
            where p.organisation_id = $1 and p.archived = $2 and ($3::text is null or p.code > $3)
              and ($4 = '' or position(lower($4) in lower(p.code || ' ' || p.name || ' ' || p.name_zh)) > 0)
            order by p.code limit $5`,
    values: [tx.organisationId, archived === 'yes', after ?? null, q ?? '', limit + 1],
  })
  return pageOf(rows, limit, ({ code }) => [code], shown)
}

const checkRate = (taxRate: string): void => {
  const rate = scaledOf(taxRate, rateDecimals)
  if (rate !== undefined && rate <= wholeRate) return
  const errors = [{ path: '/body/taxRate', message: 'is above 100 per cent' }]
  throw salesErrors.MONEY_TAX_RATE_INVALID('a tax rate is from 0 to 100 per cent', { errors })
}

const upsert = `
  insert into product (organisation_id, id, code, name, name_zh, unit, tax_rate, prices, archived, changed_at, version, entry_id)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  on conflict (organisation_id, id) do update set
    code = excluded.code, name = excluded.name, name_zh = excluded.name_zh, unit = excluded.unit,
    tax_rate = excluded.tax_rate, prices = excluded.prices, archived = excluded.archived, changed_at = excluded.changed_at,
    version = excluded.version, entry_id = excluded.entry_id`

const store = async (
  tx: Tx,
  { record }: Pick<SalesNeeds, 'record'>,
  product: Omit<Product, 'entryId'>,
  { kind, by }: { readonly kind: `product.${string}`; readonly by: By },
): Promise<Changed> => {
  checkRate(product.taxRate)
  const { id, code, name, nameZh, unit, taxRate, prices, archived, changedAt, version } = product
  const entry = await record(tx, {
    subject: tx.organisationId,
    kind,
    actor: by.actor,
    purpose: 'administration',
    body: productBody(product),
    ...(by.at !== undefined && { occurredAt: by.at }),
  })
  try {
    await tx.rows({
      name: 'product-write',
      text: upsert,
      values: [
        tx.organisationId,
        id,
        code,
        name,
        nameZh,
        unit,
        taxRate,
        JSON.stringify(prices),
        archived,
        changedAt,
        version,
        entry.id,
      ],
    })
  } catch (error) {
    if (sqlState(error) !== '23505') throw error
    const errors = [{ path: '/body/code', message: 'is in use' }]
    throw salesErrors.PRODUCT_CODE_TAKEN('another product has this code', { errors, cause: error })
  }
  return { id, version, entryId: entry.id }
}

/** Adds a product. @throws PRODUCT_CODE_TAKEN, MONEY_TAX_RATE_INVALID */
export const createProduct = async (
  tx: Tx,
  needs: Pick<SalesNeeds, 'record'>,
  fields: ProductFields,
  by: By,
): Promise<Changed> => {
  const product = { ...fields, id: uuidv7(), version: 1, archived: false, changedAt: nowOf(by) }
  return store(tx, needs, product, { kind: 'product.created', by })
}

/**
 * Changes or archives a product. What is written already keeps what it says.
 * @throws PRODUCT_NOT_FOUND, PRODUCT_CHANGED_MEANWHILE with what is stored, PRODUCT_CODE_TAKEN, SALES_NOTHING_CHANGED
 */
export const changeProduct = async (
  tx: Tx,
  needs: Pick<SalesNeeds, 'record'>,
  id: string,
  version: number,
  changes: { readonly [Field in keyof ProductFields]?: ProductFields[Field] | undefined } & {
    readonly archived?: boolean | undefined
  },
  by: By,
): Promise<Changed> => {
  await tx.rows({
    name: 'product-lock',
    text: 'select from product where organisation_id = $1 and id = $2 for no key update',
    values: [tx.organisationId, id],
  })
  const { entryId: _, ...before } = await requireProduct(tx, id)
  if (before.version !== version) {
    throw salesErrors.PRODUCT_CHANGED_MEANWHILE(`version ${before.version} is stored, not ${version}`, {
      stored: before,
    })
  }
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
  const after = { ...before, ...given }
  if (JSON.stringify(after) === JSON.stringify(before)) throw salesErrors.SALES_NOTHING_CHANGED('nothing was changed')
  const kind =
    after.archived === before.archived ? 'product.changed' : after.archived ? 'product.archived' : 'product.restored'
  return store(tx, needs, { ...after, version: version + 1, changedAt: nowOf(by) }, { kind, by })
}
