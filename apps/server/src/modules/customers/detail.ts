import type { CustomerProfile } from '@candor/api'
import { erasedAmong } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { customerErrors } from './errors.ts'
import { erasedCustomer, openRows } from './find.ts'
import { headOf } from './whole/records.ts'
import { careColumns, figureColumns, type ListRow } from './list/query.ts'

/** A customer's dealings with one merchant; the amount in minor units. */
export type MerchantFigures = { readonly merchantId: string; readonly orderCount: number; readonly spent: string }

/** All that the module itself knows of one customer. */
export type CustomerFigures = Omit<ListRow, 'profile' | 'sortValue'> & {
  readonly profile: CustomerProfile
  readonly firstOrderAt: Date | number
  readonly binnedAt: Date | null
  readonly merchants: readonly MerchantFigures[]
}

type Row = Omit<CustomerFigures, 'profile' | 'merchants'> & { readonly profile: Buffer }

/**
 * One customer with profile and figures; of one who was merged, who stands for them.
 * @throws CUSTOMER_NOT_FOUND, SUBJECT_ERASED
 */
export const customerFigures = async (tx: Tx, id: string): Promise<CustomerFigures> => {
  const values = [tx.organisationId, id]
  const [row, merchants] = await Promise.all([
    tx.maybe<Row>({
      name: 'customer-detail',
      text: `select c.id, c.reference, c.profile, c.fictional, c.version, f.first_order_at as "firstOrderAt", ${figureColumns}, ${careColumns},
                    f.binned_at as "binnedAt"
               from customer c
               join customer_figures f on f.organisation_id = c.organisation_id and f.customer_id = c.id
               left join customer_care a on a.organisation_id = c.organisation_id and a.customer_id = c.id
              where c.organisation_id = $1 and c.id = $2`,
      values,
    }),
    tx.rows<MerchantFigures>({
      name: 'customer-merchants',
      text: `select merchant_id as "merchantId", order_count as "orderCount", spent::text as spent
               from customer_merchant where organisation_id = $1 and customer_id = $2
              order by customer_merchant.spent desc, merchant_id`,
      values,
    }),
  ])
  if (row === undefined) {
    const head = await headOf(tx, id)
    if (head !== id) return customerFigures(tx, head)
    if ((await erasedAmong(tx, [id])).size > 0) return erasedCustomer(id)
    throw customerErrors.CUSTOMER_NOT_FOUND(`there is no customer ${id}`)
  }
  const [opened] = await openRows(tx, [row])
  return opened === undefined ? erasedCustomer(id) : { ...opened, merchants }
}
