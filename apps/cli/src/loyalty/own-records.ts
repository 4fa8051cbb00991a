import type { Database } from '@candor/server/platform/db/index'
import { timelineOf } from '@candor/server/modules/journal/index'

/** What the company's own books say of a purchase. */
export type OwnPurchase = {
  readonly reference: string
  readonly amount: string
  readonly currency: string
  readonly time: string
  readonly customer: string
  /** What the company shows for it; null while it shows no points. */
  readonly shown: { readonly points: string; readonly rule: number } | null
}

/** A company's programme as its own database knows it. */
export type OwnProgramme = {
  readonly organisationId: string
  readonly slug: string
  readonly number: number
  readonly merchants: ReadonlyMap<number, { readonly id: string; readonly name: string }>
}

/** The company's books beside the ledger. */
export type OwnRecords = ReturnType<typeof ownRecords>

/** The programme of an organisation, once the ledger has given it a number. */
export const ownProgramme = async (
  db: Database,
  { id, slug }: { readonly id: string; readonly slug: string },
): Promise<OwnProgramme | undefined> =>
  db.inOrganisation(id, async (tx) => {
    const found = await tx.maybe<{ id: string; number: number }>({
      text: `select id, number from programme where organisation_id = $1 and number is not null order by created_at, id limit 1`,
      values: [id],
    })
    if (found === undefined) return undefined
    const merchants = await tx.rows<{ member: number; id: string; name: string }>({
      text: `select p.member, m.id, m.name from programme_merchant p
               join merchant m on m.organisation_id = p.organisation_id and m.id = p.merchant_id
              where p.organisation_id = $1 and p.programme_id = $2 order by p.member`,
      values: [id, found.id],
    })
    const byMember = new Map(merchants.map((merchant) => [merchant.member, { id: merchant.id, name: merchant.name }]))
    return { organisationId: id, slug, number: found.number, merchants: byMember }
  })

type OrderRow = Omit<OwnPurchase, 'shown'> & {
  readonly purchase: number
  readonly points: string | null
  readonly rule: number | null
}

const orderColumns = `o.number as reference, o.total::text as amount, o.currency, o.placed_at as time,
  o.customer_id as customer`

const instant = (time: string | Date): string => new Date(time).toISOString()

const page = 2_000

/** Reads what the company's own books say, a bounded number of rows at a time. */
export const ownRecords = (db: Database, { organisationId, merchants }: OwnProgramme) => ({
  merchantName: (member: number): string | undefined => merchants.get(member)?.name,

  /** Purchases of a merchant by their numbers, with the points that are shown for them. */
  purchases: async (member: number, numbers: readonly number[]): Promise<Map<number, OwnPurchase>> => {
    const merchant = merchants.get(member)
    if (merchant === undefined) return new Map()
    const rows = await db.inOrganisation(organisationId, async (tx) =>
      tx.rows<OrderRow>({
        name: 'cli-own-purchases',
        text: `select o.purchase_number as purchase, ${orderColumns}, p.points::text as points, p.rule_version as rule
                 from "order" o left join points_movement p on p.organisation_id = o.organisation_id and p.order_id = o.id
                where o.organisation_id = $1 and o.merchant_id = $2 and o.purchase_number = any($3::int4[])`,
        values: [organisationId, merchant.id, numbers],
      }),
    )
    return new Map(
      rows.map(({ purchase, points, rule, time, ...order }) => [
        purchase,
        { ...order, time: instant(time), shown: points === null || rule === null ? null : { points, rule } },
      ]),
    )
  },

  /** Whose accounts these members are, and for whom they count since customers were merged. */
  customers: async (members: readonly number[]) => {
    const rows = await db.inOrganisation(organisationId, async (tx) =>
      tx.rows<{ member: number; customer: string; mergedInto: string | null }>({
        name: 'cli-own-members',
        text: `select h.number as member, h.customer_id as customer, c.merged_into as "mergedInto"
                 from holder h left join customer c on c.organisation_id = h.organisation_id and c.id = h.customer_id
                where h.organisation_id = $1 and h.number = any($2::int4[])`,
        values: [organisationId, members],
      }),
    )
    return new Map(rows.map(({ member, ...customer }) => [member, customer]))
  },

  /** Purchases for which no points are shown yet or ever, and why, where that is known. */
  waiting: async function* () {
    for (const [member, { id }] of merchants) {
      for (let after = 0; ;) {
        const rows = await db.inOrganisation(organisationId, async (tx) =>
          tx.rows<Omit<OrderRow, 'points' | 'rule'> & { reason: string | null; earned: boolean }>({
            name: 'cli-own-waiting',
            text: `select o.purchase_number as purchase, ${orderColumns}, e.reason, p.order_id is not null as earned
                     from "order" o
                     left join points_movement p on p.organisation_id = o.organisation_id and p.order_id = o.id
                     left join earn_exception e on e.organisation_id = o.organisation_id
                           and e.merchant_id = o.merchant_id and e.purchase_number = o.purchase_number
                    where o.organisation_id = $1 and o.merchant_id = $2 and o.purchase_number > $3
                    order by o.purchase_number limit $4`,
            values: [organisationId, id, after, page],
          }),
        )
        for (const { earned, time, ...order } of rows) {
          after = order.purchase
          if (!earned) yield { merchant: member, ...order, time: instant(time), reason: order.reason ?? 'under-way' }
        }
        if (rows.length < page) break
      }
    }
  },

  /** Returns: in this version they neither earn nor take points back. */
  returns: async function* () {
    const members = new Map([...merchants].map(([member, { id }]) => [id, member]))
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const rows = await db.inOrganisation(organisationId, async (tx) =>
        tx.rows<Omit<OrderRow, 'purchase' | 'points' | 'rule'> & { id: string; merchantId: string }>({
          name: 'cli-own-returns',
          text: `select o.id, o.merchant_id as "merchantId", ${orderColumns} from "order" o
                  where o.organisation_id = $1 and o.kind = 'return' and o.id > $2 order by o.id limit $3`,
          values: [organisationId, after, page],
        }),
      )
      for (const { id, merchantId, time, ...order } of rows) {
        after = id
        const merchant = members.get(merchantId)
        if (merchant !== undefined) yield { merchant, ...order, time: instant(time) }
      }
      if (rows.length < page) return
    }
  },

  /** Who had rules published, from the journal. */
  publications: async function* () {
    for (let cursor: string | undefined; ;) {
      const asked = { limit: 200, kinds: ['points.'], ...(cursor !== undefined && { cursor }) }
      const { items, nextCursor } = await db.inOrganisation(organisationId, async (tx) =>
        timelineOf(tx, organisationId, asked),
      )
      for (const { id, kind, actor, recordedAt, body } of items) {
        if (kind.startsWith('points.rule-')) yield { entry: id, kind, actor, recordedAt, body }
      }
      if (nextCursor === null) return
      cursor = nextCursor
    }
  },

  /** Lines of points that the company shows. */
  movements: async (): Promise<number> =>
    db.inOrganisation(organisationId, async (tx) => {
      const { count } = await tx.one<{ count: number }>({
        text: 'select count(*)::int as count from points_movement where organisation_id = $1',
        values: [organisationId],
      })
      return count
    }),
})
