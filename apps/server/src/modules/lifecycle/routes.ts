import { lifecycleRoutes } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import { actorOf, organisationOf } from '../../platform/http/access.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import type { App } from '../../platform/platform.ts'
import type { LifecycleNeeds } from './needs.ts'
import { lifecycleOfCustomer, lifecycleOverview } from './read.ts'
import { rulesVersions } from './rules.ts'
import { simulate } from './simulate.ts'

/** What changes of rules go through. */
export type RulesKeeper = {
  readonly save: (tx: Tx, based: number, rules: Parameters<typeof simulate>[1], actor: string) => Promise<number>
  readonly ensure: (tx: Tx, actor: string) => Promise<number>
}

/** The routes of packages/api/src/lifecycle.ts. */
export const registerLifecycleRoutes = (app: App, needs: LifecycleNeeds, keeper: RulesKeeper): void => {
  route(app, lifecycleRoutes.overview, async ({ request }) => read(request, lifecycleOverview))
  route(app, lifecycleRoutes.setUp, async ({ request }) =>
    write(request, async (tx) => ({ version: await keeper.ensure(tx, actorOf(request)) })),
  )
  route(app, lifecycleRoutes.simulate, async ({ request, body }) => read(request, async (tx) => simulate(tx, body)))
  route(app, lifecycleRoutes.save, async ({ request, body }) =>
    write(request, async (tx) => ({ version: await keeper.save(tx, body.version, body.rules, actorOf(request)) })),
  )
  route(app, lifecycleRoutes.versions, async ({ request }) => {
    const versions = await read(request, rulesVersions)
    const staff = versions.flatMap(({ createdBy }) =>
      createdBy.startsWith('staff:') ? [createdBy.slice('staff:'.length)] : [],
    )
    const names = await needs.staffNames(organisationOf(request), [...new Set(staff)])
    return {
      items: versions.map(({ version, rules, createdAt, createdBy, entryId }) => ({
        version,
        rules,
        createdAt: createdAt.toISOString(),
        createdByName: names.get(createdBy.replace('staff:', '')) ?? null,
        entryId,
      })),
    }
  })
  route(app, lifecycleRoutes.ofCustomer, async ({ request, params }) =>
    read(request, async (tx) => {
      await needs.requireCustomer(tx, params.id)
      return lifecycleOfCustomer(tx, params.id)
    }),
  )
}
