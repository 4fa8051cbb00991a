import type { OwnVoucher, portalRewardRoutes, Reward, rewardRoutes, RouteOutput } from '@candor/api'
import { randomUUID } from 'node:crypto'
import { eventually, type SignedIn, type TestServer } from '../testing/index.ts'

type Server = Pick<TestServer, 'app'>

/** A reward as tests offer it: 200 points, 100 pieces, open end. */
export const mug = {
  name: 'Harbour mug',
  nameZh: '港湾马克杯',
  description: 'A mug with a lighthouse.',
  descriptionZh: '印有灯塔的马克杯。',
  price: 200,
  stock: 100,
  startsAt: '2020-01-01T00:00:00.000Z',
  endsAt: null,
  validityDays: 30,
}

/** Sends something under a key of its own unless one is given. */
export const send = async (
  { app }: Server,
  who: SignedIn | undefined,
  url: string,
  payload: object = {},
  key: string = randomUUID(),
) => app.inject({ method: 'POST', url, payload, headers: { ...who?.headers, 'idempotency-key': key } })

const answer = async <Answer>(server: Server, who: SignedIn | undefined, url: string, payload?: object) => {
  const response =
    payload === undefined
      ? await server.app.inject({ method: 'GET', url, headers: who?.headers ?? {} })
      : await send(server, who, url, payload)
  if (response.statusCode >= 300) throw new Error(`${url}: ${response.body}`)
  return response.json<Answer>()
}

/** A reward as staff see it now. */
export const rewardNow = async (server: Server, who: SignedIn | undefined, id: string): Promise<Reward | undefined> =>
  (await answer<RouteOutput<typeof rewardRoutes.list>>(server, who, '/api/loyalty/rewards?limit=200')).items.find(
    (each) => each.id === id,
  )

/** Offers a mug, changed as given, and waits until the ledger has taken it. */
export const offerReward = async (
  server: Server,
  who: SignedIn | undefined,
  merchantId: string,
  change: object = {},
): Promise<string> => {
  const { id } = await answer<{ id: string }>(server, who, '/api/loyalty/rewards', { merchantId, ...mug, ...change })
  await eventually('the ledger has taken the reward', async () => {
    return (await rewardNow(server, who, id))?.state === 'offered'
  })
  return id
}

/** The vouchers of a customer. */
export const vouchersOf = async (server: Server, who: SignedIn | undefined): Promise<OwnVoucher[]> =>
  (await answer<RouteOutput<typeof portalRewardRoutes.vouchers>>(server, who, '/api/portal/vouchers?limit=200')).items

/** A customer's voucher, once the ledger has brought it to one of the states. */
export const voucherOnceIn = async (
  server: Server,
  who: SignedIn | undefined,
  id: string,
  ...states: OwnVoucher['state'][]
): Promise<OwnVoucher> =>
  eventually(`the voucher is ${states.join(' or ')}`, async () =>
    (await vouchersOf(server, who)).find((each) => each.id === id && states.includes(each.state) && each.confirmed),
  )

/** Has a customer redeem a reward, and waits for the voucher. */
export const redeemReward = async (server: Server, who: SignedIn | undefined, reward: string): Promise<OwnVoucher> => {
  const { id } = await answer<{ id: string }>(server, who, `/api/portal/rewards/${reward}/redemptions`, {})
  return voucherOnceIn(server, who, id, 'valid')
}
