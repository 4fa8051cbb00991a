import { customerRoutes, defineRoute } from '@candor/api'
import type { BuildOptions } from '@candor/server'
import { subjectKey } from '@candor/server/platform/crypto/index'
import { actorOf } from '@candor/server/platform/http/access'
import { route } from '@candor/server/platform/http/route'
import { append } from '@candor/server/platform/http/write'
import { uuidv7 } from '@candor/server/platform/ids'
import { registerAccessLogSwitch } from './access-log-switch.ts'
import { registerPlainEvents } from './plain-events.ts'

/** As {@link customerRoutes.addNote}, but without a journal. */
export const plainNote = defineRoute({
  ...customerRoutes.addNote,
  id: 'benchPlainNote',
  path: '/bench/customers/:id/notes',
  access: { right: 'customer.write' },
  summary: 'The same note without a journal entry',
})

/**
 * Routes to compare with: the same request through the same server, session check, validation, transaction and
 * encryption, but with the one INSERT only.
 */
export const registerBaselines: NonNullable<BuildOptions['extend']> = (app, platform) => {
  registerPlainEvents(app, platform)
  registerAccessLogSwitch(app, platform)
  route(app, plainNote, async ({ params, body, request }) =>
    append(request, async (tx) => {
      const id = uuidv7()
      const key = await subjectKey(tx, params.id)
      await tx.rows({
        name: 'bench-note-insert',
        text: `insert into customer_note (organisation_id, id, customer_id, kind, text, created_by)
               values ($1, $2, $3, $4, $5, $6)`,
        values: [
          tx.organisationId,
          id,
          params.id,
          body.kind,
          key.encrypt({ table: 'customer_note', column: 'text', id }, body.text),
          actorOf(request),
        ],
      })
      return { id, entryId: id, recordedAt: new Date().toISOString() }
    }),
  )
}
