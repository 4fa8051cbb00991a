import { loyaltyRoutes, ruleRoutes } from '@candor/api'
import { actorOf, organisationOf } from '../../platform/http/access.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import type { App } from '../../platform/platform.ts'
import { loyaltyErrors } from './errors.ts'
import type { LoyaltyNeeds } from './index.ts'
import { previewOf } from './preview.ts'
import { programmeOf } from './programme.ts'
import { approve, decline, needsSecondPerson, proposalsOf, propose, requireSecondPerson } from './proposals.ts'
import { publishRule } from './publish-rule.ts'

/** The routes of packages/api/src/loyalty-rules.ts, and the one that publishes. */
export const registerRuleRoutes = (app: App, needs: LoyaltyNeeds): void => {
  route(app, loyaltyRoutes.publishRule, async ({ request, body }) => {
    const { merchantId, ...rule } = body
    return write(request, async (tx) => {
      if (await needsSecondPerson(tx, (await programmeOf(tx)).id)) {
        throw loyaltyErrors.LOYALTY_SECOND_PERSON_NEEDED('rules are approved by a second person')
      }
      return publishRule(tx, needs, merchantId, rule, actorOf(request))
    })
  })
  route(app, ruleRoutes.preview, async ({ request, body }) =>
    read(request, async (tx) => previewOf(tx, needs.previewRule, body)),
  )
  route(app, ruleRoutes.publishing, async ({ request }) => {
    const { secondPerson, people, items } = await read(request, async (tx) =>
      proposalsOf(tx, await needs.purchases.merchantsOf(tx), actorOf(request)),
    )
    return { secondPerson, items: items(await needs.staffNames(organisationOf(request), people)) }
  })
  route(app, ruleRoutes.requireSecondPerson, async ({ request }) =>
    write(request, async (tx) => {
      await requireSecondPerson(tx, needs, actorOf(request))
      return { secondPerson: true as const }
    }),
  )
  route(app, ruleRoutes.propose, async ({ request, body }) =>
    write(request, async (tx) => propose(tx, needs, body, actorOf(request))),
  )
  route(app, ruleRoutes.approve, async ({ request, params }) =>
    write(request, async (tx) => approve(tx, needs, params.id, actorOf(request))),
  )
  route(app, ruleRoutes.decline, async ({ request, params }) =>
    write(request, async (tx) => decline(tx, needs, params.id, actorOf(request))),
  )
}
