import { setTimeout as wait } from 'node:timers/promises'
import type { Database, Tx } from '../../../platform/db/index.ts'
import { createReward, type NewReward } from './catalogue.ts'
import type { RewardParts } from './needs.ts'
import { accountsOf, purseOf, redeem } from './redeem.ts'
import { useVoucher } from './till.ts'

type Sample = Pick<NewReward, 'name' | 'nameZh' | 'description' | 'descriptionZh' | 'price' | 'stock' | 'validityDays'>

const samples: readonly Sample[] = [
  {
    name: 'Cloth bag',
    nameZh: '帆布袋',
    description: 'A strong cotton bag for the next visit.',
    descriptionZh: '结实的棉布袋，下次购物可用。',
    price: 100,
    stock: 200,
    validityDays: 90,
  },
  {
    name: 'Pot of tea for two',
    nameZh: '双人茶点',
    description: 'In the tea room, with biscuits.',
    descriptionZh: '茶室双人茶，配饼干。',
    price: 250,
    stock: 60,
    validityDays: 60,
  },
  {
    name: 'Gift wrapping for a year',
    nameZh: '全年礼品包装',
    description: 'We wrap whatever you give away, free of charge.',
    descriptionZh: '一年内免费包装您送出的礼物。',
    price: 900,
    stock: 15,
    validityDays: 365,
  },
]

/** Who gives and who gets the rewards of a demo company. */
export type DemoRewards = {
  readonly merchants: readonly string[]
  /** Customers with points, each of whom redeems something. */
  readonly customers: readonly string[]
}

const patience = 120_000
const pause = 25

const until = async (what: string, look: () => Promise<boolean>): Promise<void> => {
  for (const deadline = Date.now() + patience; !(await look());) {
    if (Date.now() > deadline) throw new Error(`the ledger has not brought ${what} within ${patience / 1000} seconds`)
    await wait(pause)
  }
}

const count = async (tx: Tx, table: 'reward' | 'voucher', state: string): Promise<number> =>
  (
    await tx.one<{ found: number }>({
      text: `select count(*)::int as found from ${table} where organisation_id = $1 and state = $2`,
      values: [tx.organisationId, state],
    })
  ).found

/** Offers three rewards, has some customers redeem them, and one voucher used. What is there already is left alone. */
export const furnishRewards = async (
  db: Database,
  parts: RewardParts,
  organisationId: string,
  { merchants, customers }: DemoRewards,
): Promise<void> => {
  const within = async <T>(run: (tx: Tx) => Promise<T>): Promise<T> => db.inOrganisation(organisationId, run)
  const offered = async () => within(async (tx) => count(tx, 'reward', 'offered'))
  if (merchants.length === 0 || (await offered()) > 0) return
  const startsAt = new Date(Date.now() - 60_000).toISOString()
  const rewards = await within(async (tx) => {
    const made: string[] = []
    for (const [at, sample] of samples.entries()) {
      const merchantId = merchants[at % merchants.length] ?? ''
      const { id } = await createReward(tx, parts, { ...sample, merchantId, startsAt, endsAt: null }, 'system')
      made.push(id)
    }
    return made
  })
  await until('the rewards', async () => (await offered()) === rewards.length)
  const vouchers: string[] = []
  for (const [at, customerId] of customers.entries()) {
    const purse = await purseOf(parts, await within(async (tx) => accountsOf(tx, customerId)))
    const { price } = samples[at % 2] ?? { price: 0 }
    if (!purse.accounts.some(({ balance }) => balance >= BigInt(price))) continue
    const wanted = { rewardId: rewards[at % 2] ?? '', actor: `customer:${customerId}` }
    vouchers.push((await within(async (tx) => redeem(tx, parts, purse, wanted))).id)
  }
  const [first] = vouchers
  if (first === undefined) return
  await until('the vouchers', async () => (await within(async (tx) => count(tx, 'voucher', 'requested'))) === 0)
  if ((await within(async (tx) => count(tx, 'voucher', 'valid'))) < vouchers.length) return
  await within(async (tx) => useVoucher(tx, parts, first, 'system'))
}
