import { pointsEarned, versionInForce } from '@candor/api'
import { ensureMerchant } from '../modules/orders/index.ts'
import { postedUpTo } from '../modules/loyalty/index.ts'
import type { NewOrder } from '../modules/orders/index.ts'
import type { ProgrammeSetUp } from '../modules/loyalty/index.ts'
import type { Database } from '../platform/db/index.ts'
import { eventually } from '../testing/index.ts'
import type { CustomerSide } from './customer-side.ts'

/** A server as far as these functions need it. */
type Parts = { readonly db: Database; readonly customerSide: CustomerSide }

const by = { actor: 'system', purpose: 'service-contract' }

/** A rule as tests state it: points per pound from a day on, £5 at least, 2,000 points at most. */
export const ruleFrom = (day: string, pointsNumerator: number) => ({
  pointsNumerator: String(pointsNumerator),
  spendUnit: '100',
  minimumSpend: '500',
  maximumPoints: '2000',
  startsAt: `${day}T00:00:00.000Z`,
  endsAt: null,
})

/** Home has had one rule since 2010; Garden doubled its points in June 2011. */
export const homeRules = [ruleFrom('2010-01-01', 1)]
export const gardenRules = [ruleFrom('2010-01-01', 1), ruleFrom('2011-06-01', 2)]

const seconds = (instant: string): number => Date.parse(instant) / 1000

/** What a purchase must earn, counted from the rule's words alone. */
export const expectedPoints = (rules: readonly ReturnType<typeof ruleFrom>[], amount: number, placedAt: string) => {
  const rule = versionInForce(
    rules.map((each, index) => ({ ...each, version: index + 1, startsAt: seconds(each.startsAt), endsAt: 0 })),
    seconds(placedAt),
  )
  const terms = rule && {
    pointsNumerator: BigInt(rule.pointsNumerator),
    spendUnit: BigInt(rule.spendUnit),
    minimumSpend: BigInt(rule.minimumSpend),
    maximumPoints: BigInt(rule.maximumPoints),
  }
  return { points: String(pointsEarned(terms, BigInt(amount)).points), version: rule?.version ?? null }
}

/** Two merchants of an organisation. */
export type Shop = { readonly organisationId: string; readonly home: string; readonly garden: string }

/** Opens the two merchants, without a programme. */
export const openShop = async ({ db }: Pick<Parts, 'db'>, organisationId: string): Promise<Shop> =>
  db.inOrganisation(organisationId, async (tx) => ({
    organisationId,
    home: await ensureMerchant(tx, { slug: 'home', name: 'Harbour Home', nameZh: '港湾家居' }),
    garden: await ensureMerchant(tx, { slug: 'garden', name: 'Harbour Garden', nameZh: '港湾园艺' }),
  }))

export const programmeOfShop = ({ home, garden }: Shop): ProgrammeSetUp => ({
  name: 'Harbour Points',
  nameZh: '港湾积分',
  currency: 'GBP',
  epochLength: 7_862_400,
  lifetimeEpochs: 4,
  merchants: [
    { merchantId: home, rules: homeRules },
    { merchantId: garden, rules: gardenRules },
  ],
})

/** New customers with numbers `prefix-1`, `prefix-2`…; their ids. */
export const newCustomers = async (
  { db, customerSide }: Parts,
  organisationId: string,
  count: number,
  prefix = 'C',
): Promise<string[]> => {
  const customers = Array.from({ length: count }, (_, index) => ({
    reference: `${prefix}-${index + 1}`,
    profile: { name: `Customer ${prefix} ${index + 1}`, email: `${prefix}-${index + 1}@example.com`.toLowerCase() },
  }))
  const made = await db.inOrganisation(organisationId, async (tx) =>
    customerSide.customers.createCustomers(tx, customers, by),
  )
  return made.map(({ id }) => id)
}

let numbers = 0

/** An order of one line. @param amount minor units; negative for a return */
export const orderOf = (
  merchantId: string,
  customerId: string,
  amount: number,
  placedAt: string,
  change: Partial<NewOrder> = {},
): NewOrder => {
  numbers += 1
  const isReturn = amount < 0
  return {
    merchantId,
    customerId,
    number: `${isReturn ? 'C' : ''}${536_000 + numbers}`,
    kind: isReturn ? 'return' : 'purchase',
    placedAt: Date.parse(placedAt),
    currency: 'GBP',
    country: null,
    lines: [{ productCode: '85123A', description: 'HEART', quantity: isReturn ? -1 : 1, unitPrice: Math.abs(amount) }],
    importId: null,
    ...change,
  }
}

export const placeOrders = async ({ db, customerSide }: Parts, organisationId: string, orders: readonly NewOrder[]) =>
  db.inOrganisation(organisationId, async (tx) => customerSide.orders.placeOrders(tx, orders, by))

/** Waits until every purchase at the merchants has come to rest. */
export const pointsSettled = async (
  { db }: Pick<Parts, 'db'>,
  { organisationId, home, garden }: Shop,
): Promise<void> => {
  await eventually('all points are posted', async () =>
    db.inOrganisation(organisationId, async (tx) => {
      const rows = await tx.rows<{ id: string; last: number }>({
        text: `select id, last_purchase_number as last from merchant where organisation_id = $1 and id = any($2::uuid[])`,
        values: [organisationId, [home, garden]],
      })
      const posted = await postedUpTo(tx)
      return rows.every(({ id, last }) => posted.get(id) === last)
    }),
  )
}
