import type { OfferedReward, OwnVoucher, Reward, TillVoucher, Voucher } from '@candor/api'
import { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { hexOf } from '../../../platform/hex.ts'
import { decodeCursor, pageOf } from '../../../platform/http/page.ts'
import type { Merchant } from '../needs.ts'
import { findProgramme } from '../programme.ts'
import { voucherCodes } from './code.ts'
import { firstNameOf } from './first-name.ts'
import type { RewardNeeds } from './needs.ts'
import { rewardColumns, voucherColumns, type StoredReward, type StoredVoucher } from './store.ts'

type Page = { readonly cursor?: string | undefined; readonly limit: number }
type Shown<Item> = { items: Item[]; nextCursor: string | null }

const cursorSchema = z.tuple([z.uuid()])
const newest = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
const before = (cursor: string | undefined): string => decodeCursor(cursorSchema, cursor)?.[0] ?? newest
const iso = (time: Date | null): string | null => time?.toISOString() ?? null

type Merchants = ReadonlyMap<string, Merchant>
const merchantsOf = async (tx: Tx, needs: RewardNeeds): Promise<Merchants> =>
  new Map((await needs.purchases.merchantsOf(tx)).map((merchant) => [merchant.id, merchant]))
const named = (merchants: Merchants, merchantId: string) => ({
  merchantId,
  merchantName: merchants.get(merchantId)?.name ?? '',
  merchantNameZh: merchants.get(merchantId)?.nameZh ?? '',
})

const offeredFrom = (row: StoredReward, merchants: Merchants): OfferedReward => ({
  id: row.id,
  ...named(merchants, row.merchantId),
  name: row.name,
  nameZh: row.nameZh,
  description: row.description,
  descriptionZh: row.descriptionZh,
  price: row.price,
  stock: Math.max(0, row.stock),
  startsAt: row.startsAt.toISOString(),
  endsAt: iso(row.endsAt),
  validityDays: row.validityDays,
})

type RewardRow = StoredReward & { readonly redeemed: number; readonly used: number; readonly pendingStock: number }

/** Rewards as staff see them, newest first. @throws HTTP_CURSOR_INVALID */
export const rewardsOf = async (tx: Tx, needs: RewardNeeds, { cursor, limit }: Page): Promise<Shown<Reward>> => {
  const [rows, merchants] = [
    await tx.rows<RewardRow>({
      name: 'reward-list',
      text: `select ${rewardColumns}, r.used, s.pending as "pendingStock",
                    (r.first_stock + s.done - r.stock)::float8 as redeemed
               from reward r
               cross join lateral (select coalesce(sum(change) filter (where state = 'requested'), 0)::float8 as pending,
                                          coalesce(sum(change) filter (where state = 'done'), 0) as done
                                     from reward_stock where organisation_id = $1 and reward_id = r.id) s
              where r.organisation_id = $1 and r.id < $2 order by r.id desc limit $3`,
      values: [tx.organisationId, before(cursor), limit + 1],
    }),
    await merchantsOf(tx, needs),
  ]
  return pageOf(
    rows,
    limit,
    ({ id }) => [id],
    (row) => ({
      ...offeredFrom(row, merchants),
      state: row.state,
      item: row.item,
      content: hexOf(row.content),
      refusal: row.refusal,
      redeemed: row.redeemed,
      used: row.used,
      pendingStock: row.pendingStock,
      createdAt: row.createdAt.toISOString(),
      entryId: row.entryId,
    }),
  )
}

/** What members can choose from now, cheapest first; what is sold out is shown, as more may come. */
export const catalogueOf = async (tx: Tx, needs: RewardNeeds): Promise<OfferedReward[]> => {
  if ((await findProgramme(tx)) === undefined) return []
  const [rows, merchants] = [
    await tx.rows<StoredReward>({
      name: 'reward-catalogue',
      text: `select ${rewardColumns} from reward r where r.organisation_id = $1 and r.state = 'offered'
                and r.starts_at <= now() and (r.ends_at is null or r.ends_at > now())
              order by r.price, r.id limit 200`,
      values: [tx.organisationId],
    }),
    await merchantsOf(tx, needs),
  ]
  return rows.map((row) => offeredFrom(row, merchants))
}

type VoucherRow = StoredVoucher & Pick<StoredReward, 'name' | 'nameZh' | 'description' | 'descriptionZh'>

const voucherSelect = `select ${voucherColumns}, r.name, r.name_zh as "nameZh", r.description,
  r.description_zh as "descriptionZh"
  from voucher v join reward r on r.organisation_id = v.organisation_id and r.id = v.reward_id
  where v.organisation_id = $1`

const factsOf = (row: VoucherRow, merchants: Merchants) => ({
  id: row.id,
  rewardId: row.rewardId,
  name: row.name,
  nameZh: row.nameZh,
  ...named(merchants, row.merchantId),
  points: String(row.points),
  state: row.state,
  requestedAt: row.requestedAt.toISOString(),
  redeemedAt: iso(row.redeemedAt),
  expiresAt: iso(row.expiresAt),
  closedAt: iso(row.closedAt),
  confirmed: row.closedAt === null ? row.state !== 'requested' : row.closedBlock !== null,
  refusal: row.refusal,
  entryId: row.entryId,
})

/**
 * Vouchers as staff see them, newest first.
 * @param seesCustomers whether it is said whose they are
 * @throws HTTP_CURSOR_INVALID
 */
export const vouchersOf = async (
  tx: Tx,
  needs: RewardNeeds,
  { cursor, limit, state }: Page & { readonly state?: StoredVoucher['state'] | undefined },
  seesCustomers: boolean,
): Promise<Shown<Voucher>> => {
  const values = [tx.organisationId, before(cursor), limit + 1]
  const order = 'and v.id < $2 order by v.id desc limit $3'
  const rows = await tx.rows<VoucherRow>(
    state === undefined
      ? { name: 'voucher-list', text: `${voucherSelect} ${order}`, values }
      : { name: 'voucher-list-state', text: `${voucherSelect} and v.state = $4 ${order}`, values: [...values, state] },
  )
  const merchants = await merchantsOf(tx, needs)
  const names = seesCustomers
    ? await needs.customerNames(tx, [...new Set(rows.map(({ customerId }) => customerId))])
    : new Map<string, string>()
  return pageOf(
    rows,
    limit,
    ({ id }) => [id],
    (row) => ({
      ...factsOf(row, merchants),
      customer: seesCustomers ? { id: row.customerId, name: names.get(row.customerId) ?? '' } : null,
    }),
  )
}

/** A customer's vouchers, newest first, with the codes of those that can be used. @throws HTTP_CURSOR_INVALID */
export const ownVouchers = async (
  tx: Tx,
  needs: RewardNeeds,
  customerId: string,
  { cursor, limit }: Page,
): Promise<Shown<OwnVoucher>> => {
  const rows = await tx.rows<VoucherRow>({
    name: 'voucher-own',
    text: `${voucherSelect} and v.customer_id in (select customer_records($4)) and v.id < $2
            order by v.id desc limit $3`,
    values: [tx.organisationId, before(cursor), limit + 1, customerId],
  })
  const [merchants, codes] = [await merchantsOf(tx, needs), await voucherCodes(tx)]
  const now = Date.now()
  return pageOf(
    rows,
    limit,
    ({ id }) => [id],
    (row) => {
      const isGood = row.state === 'valid' && (row.expiresAt === null || row.expiresAt.getTime() > now)
      return { ...factsOf(row, merchants), code: isGood ? codes.codeOf(row.id) : null }
    },
  )
}

/** A voucher as the till sees it. */
export const tillVoucherOf = async (tx: Tx, needs: RewardNeeds, id: string): Promise<TillVoucher> => {
  const row = await tx.one<VoucherRow>({
    name: 'voucher-till',
    text: `${voucherSelect} and v.id = $2`,
    values: [tx.organisationId, id],
  })
  const [merchants, names] = [await merchantsOf(tx, needs), await needs.customerNames(tx, [row.customerId])]
  const { description, descriptionZh } = row
  const firstName = firstNameOf(names.get(row.customerId) ?? '')
  return { ...factsOf(row, merchants), description, descriptionZh, firstName }
}
