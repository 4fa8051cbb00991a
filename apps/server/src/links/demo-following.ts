import type { NewEventSource } from '@candor/api'
import { addSource } from '../modules/events/index.ts'
import { demoEvents } from '../modules/events/demo.ts'
import { record } from '../modules/journal/index.ts'
import { rulesForSample, type Lifecycle } from '../modules/lifecycle/index.ts'
import type { App, Platform } from '../platform/platform.ts'

/** What a demo company needs to follow what its customers do. */
export type FollowingParts = {
  readonly app: Pick<App, 'inject'>
  readonly platform: Platform
  readonly lifecycle: Pick<Lifecycle, 'ensureRules'>
}

const website: NewEventSource = { name: 'Website', kind: 'web', origins: [], visitors: 'keep', refuses: false }

/** Gives a demo company rules for stages, a website as a source of events, and what visitors did there lately. */
export const followDemoCustomers = async (
  { app, platform, lifecycle }: FollowingParts,
  organisationId: string,
): Promise<void> => {
  const writeKey = await platform.db.inOrganisation(organisationId, async (tx) => {
    await lifecycle.ensureRules(tx, 'system', rulesForSample)
    const known = await tx.maybe({
      text: 'select from event_source where organisation_id = $1 limit 1',
      values: [tx.organisationId],
    })
    return known === undefined ? (await addSource(tx, { record }, website, 'system')).writeKey : undefined
  })
  if (writeKey === undefined) return
  const payload = { writeKey, batch: demoEvents(Date.now()) }
  const response = await app.inject({ method: 'POST', url: '/v1/batch', payload })
  if (response.statusCode !== 200) throw new Error(`events of the demo were not taken: ${response.body}`)
}
