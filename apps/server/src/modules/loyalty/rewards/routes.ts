import { portalRewardRoutes, rewardRoutes } from '@candor/api'
import { actorOf, customerOf, staffOf } from '../../../platform/http/access.ts'
import { route } from '../../../platform/http/route.ts'
import { read, write } from '../../../platform/http/write.ts'
import type { App } from '../../../platform/platform.ts'
import { changeStock, createReward, endReward } from './catalogue.ts'
import type { RewardParts } from './needs.ts'
import { accountsOf, purseOf, redeem } from './redeem.ts'
import { cancelVoucher, useVoucher, voucherIdOf } from './till.ts'
import { catalogueOf, ownVouchers, rewardsOf, tillVoucherOf, vouchersOf } from './views.ts'

const staffRoutes = (app: App, parts: RewardParts): void => {
  route(app, rewardRoutes.list, async ({ request, query }) => read(request, async (tx) => rewardsOf(tx, parts, query)))
  route(app, rewardRoutes.create, async ({ request, body }) =>
    write(request, async (tx) => createReward(tx, parts, body, actorOf(request))),
  )
  route(app, rewardRoutes.changeStock, async ({ request, params, body }) =>
    write(request, async (tx) => changeStock(tx, parts, params.id, body.change, actorOf(request))),
  )
  route(app, rewardRoutes.end, async ({ request, params }) =>
    write(request, async (tx) => endReward(tx, parts, params.id, actorOf(request))),
  )
  route(app, rewardRoutes.vouchers, async ({ request, query }) =>
    read(request, async (tx) => vouchersOf(tx, parts, query, staffOf(request).rights.has('customer.read'))),
  )
  route(app, rewardRoutes.find, async ({ request, body }) =>
    read(request, async (tx) => tillVoucherOf(tx, parts, await voucherIdOf(tx, body.code))),
  )
  route(app, rewardRoutes.use, async ({ request, params }) =>
    write(request, async (tx) => useVoucher(tx, parts, params.id, actorOf(request))),
  )
  route(app, rewardRoutes.cancel, async ({ request, params, body }) =>
    write(request, async (tx) => cancelVoucher(tx, parts, params.id, body.reason, actorOf(request))),
  )
}

/** The routes of packages/api/src/rewards.ts. */
export const registerRewardRoutes = (app: App, parts: RewardParts): void => {
  staffRoutes(app, parts)
  route(app, portalRewardRoutes.catalogue, async ({ request }) =>
    read(request, async (tx) => ({ items: await catalogueOf(tx, parts) })),
  )
  route(app, portalRewardRoutes.vouchers, async ({ request, query }) =>
    read(request, async (tx) => ownVouchers(tx, parts, customerOf(request).customerId, query)),
  )
  route(app, portalRewardRoutes.redeem, async ({ request, params }) => {
    const { customerId } = customerOf(request)
    const accounts = await read(request, async (tx) => accountsOf(tx, customerId))
    const purse = await purseOf(parts, accounts)
    return write(request, async (tx) => redeem(tx, parts, purse, { rewardId: params.id, actor: actorOf(request) }))
  })
}
