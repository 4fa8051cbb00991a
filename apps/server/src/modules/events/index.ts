import type { App, Platform } from '../../platform/platform.ts'
import { Collector } from './ingest/collector.ts'
import { askToStitch, stitchJob, type StitchInput } from './ingest/stitch.ts'
import { LiveTeller } from './live.ts'
import type { EventsNeeds } from './needs.ts'
import { registerEventRoutes } from './routes.ts'
import { SchemaRegistry } from './schema-registry/registry.ts'
import { KnownKeys } from './sources/known-keys.ts'
import { registerTracking } from './tracking-routes.ts'

export { eraseEvents } from './erase.ts'
export { eventsOfCustomer } from './read.ts'
export { eventsAuditor } from './audit.ts'
export { eventErrors } from './errors.ts'
export { forgetOldMessages } from './ingest/store.ts'
export { analytics, type EventsNeeds, type Seen, type Use } from './needs.ts'
export { appendOnlyTables } from './schema.ts'
export { addSource } from './sources/manage.ts'

/** Puts the tracking endpoint and the module's routes on the server. */
export const registerEvents = (app: App, { db, jobs, events }: Platform, needs: EventsNeeds): void => {
  const keys = new KnownKeys(db)
  const schemas = new SchemaRegistry(db)
  const teller = new LiveTeller(events)
  const stitch = jobs.define<StitchInput, undefined, { events: number }>('events.stitch', {}, stitchJob(db, needs))
  const collector = new Collector(db, needs, {
    onGroup: async (tx, { links }) => askToStitch(tx, stitch, links),
    onStored: (organisationId, { told, sightings }) => {
      teller.tell(organisationId, told)
      if (sightings.length > 0) schemas.forget(organisationId)
    },
  })
  registerTracking(app, { keys, schemas, collector })
  registerEventRoutes(app, needs, { keys, schemas })
  app.addHook('onClose', async () => teller.close())
}
