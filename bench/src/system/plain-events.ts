import { randomBytes } from 'node:crypto'
import { defineRoute } from '@candor/api'
import type { BuildOptions } from '@candor/server'
import { organisationOf } from '@candor/server/platform/http/access'
import { route } from '@candor/server/platform/http/route'
import { write } from '@candor/server/platform/http/write'
import { uuidv7 } from '@candor/server/platform/ids'
import { z } from 'zod'

const event = z.object({ event: z.string(), userId: z.string(), messageId: z.string(), properties: z.unknown() })

/** Takes a batch as the tracking endpoint does, and only inserts its rows. */
export const plainEvents = defineRoute({
  id: 'benchPlainEvents',
  method: 'POST',
  path: '/bench/events',
  access: { right: 'event.manage' },
  tag: 'Bench',
  summary: 'The same rows in one INSERT: not checked, not encrypted, not sealed',
  body: z.object({ batch: z.array(event) }),
  response: z.object({ success: z.boolean() }),
})

/** Puts {@link plainEvents} on the server. */
export const registerPlainEvents: NonNullable<BuildOptions['extend']> = (app) => {
  route(app, plainEvents, async ({ body: { batch }, request }) => {
    const now = new Date()
    const seal = uuidv7()
    const leafHash = randomBytes(32)
    await write(request, async (tx) =>
      tx.rows({
        name: 'bench-event-insert',
        text: `insert into event (organisation_id, id, seal_id, position, source_id, type, name, message, occurred_at,
                 received_at, customer_id, basis, body, leaf_hash)
               select $1::uuid, e.id, $2::uuid, e.at, $3::uuid, 'track', e.name, e.id, $4::timestamptz, $4::timestamptz,
                      c.id, 'granted', e.body, $5::bytea
                 from unnest($6::uuid[], $7::int4[], $8::text[], $9::text[], $10::bytea[]) as e (id, at, name, who, body)
                 left join customer c on c.organisation_id = $1::uuid and c.reference = e.who`,
        values: [
          organisationOf(request),
          seal,
          seal,
          now,
          leafHash,
          batch.map(() => uuidv7()),
          batch.map((_, at) => at),
          batch.map((each) => each.event),
          batch.map(({ userId }) => userId),
          batch.map((each) => Buffer.from(JSON.stringify(each))),
        ],
      }),
    )
    return { success: true }
  })
}
