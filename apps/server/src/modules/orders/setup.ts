import type { Tx } from '../../platform/db/index.ts'
import { orderErrors } from './errors.ts'

/** A merchant to be. */
export type NewMerchant = { readonly slug: string; readonly name: string; readonly nameZh: string }

/** Creates a merchant, or finds it by its short name. @returns its id */
export const ensureMerchant = async (tx: Tx, { slug, name, nameZh }: NewMerchant): Promise<string> => {
  await tx.rows({
    text: `insert into merchant (organisation_id, slug, name, name_zh) values ($1, $2, $3, $4)
           on conflict (organisation_id, slug) do nothing`,
    values: [tx.organisationId, slug, name, nameZh],
  })
  const { id } = await tx.one<{ id: string }>({
    text: 'select id from merchant where organisation_id = $1 and slug = $2',
    values: [tx.organisationId, slug],
  })
  return id
}

/**
 * Replaces the rules by which products find their merchant.
 * @param rules pattern and short name of the merchant, tried in this order
 * @throws ORDER_MERCHANT_UNKNOWN
 */
export const replaceProductFamilies = async (
  tx: Tx,
  rules: readonly { readonly pattern: string; readonly merchant: string }[],
): Promise<void> => {
  await tx.rows({ text: 'delete from product_family where organisation_id = $1', values: [tx.organisationId] })
  const inserted = await tx.rows({
    text: `insert into product_family (organisation_id, position, pattern, merchant_id)
           select $1::uuid, rule.position, rule.pattern, m.id
             from unnest($2::text[], $3::text[]) with ordinality as rule (pattern, slug, position)
             join merchant m on m.organisation_id = $1::uuid and m.slug = rule.slug
           returning position`,
    values: [tx.organisationId, rules.map(({ pattern }) => pattern), rules.map(({ merchant }) => merchant)],
  })
  if (inserted.length < rules.length) {
    throw orderErrors.ORDER_MERCHANT_UNKNOWN('a product family names a merchant that does not exist')
  }
}
