import { subjectKey } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { CandorError } from '../../../platform/errors.ts'
import type { JobKind, RunningJob } from '../../../platform/jobs/types.ts'
import type { Database } from '../../../platform/db/index.ts'
import { analytics, type EventsNeeds } from '../needs.ts'
import { moveContent } from './leaf.ts'
import type { IdentityKey, Link } from './people.ts'

/** What a job that gives earlier events to a customer is asked. */
export type StitchInput = IdentityKey & { readonly customerId: string }

/** Events in one transaction. */
const atOnce = 500

type Row = { readonly id: string; readonly body: Buffer; readonly occurredAt: Date }

const columnOf = { device: 'device', person: 'person' } as const

const find = async (tx: Tx, { kind, key }: IdentityKey, limit: number): Promise<Row[]> =>
  tx.rows<Row>({
    name: `event-unstitched-${kind}`,
    // A person's id on the device says whose an event is; without one it is whoever used the device.
    text: `select id, body, occurred_at as "occurredAt" from event
            where organisation_id = $1 and ${columnOf[kind]} = $2 and customer_id is null
              ${kind === 'device' ? 'and person is null' : ''}
            order by id limit $3 for update`,
    values: [tx.organisationId, key, limit],
  })

const isShared = async (tx: Tx, { kind, key }: IdentityKey): Promise<boolean> => {
  const { owners } = await tx.one<{ owners: number }>({
    name: 'event-identity-owners',
    text: `select count(*)::int as owners from event_identity where organisation_id = $1 and kind = $2 and key = $3`,
    values: [tx.organisationId, kind, key],
  })
  return owners > 1
}

/**
 * Gives the next earlier events of a device or person to the customer who it turned out to be, if that customer agrees
 * to it now: their content moves under the customer's key, and the journal says how many.
 * @returns how many; 0 when there are no more, or they may not be given
 */
export const stitchSome = async (tx: Tx, needs: EventsNeeds, input: StitchInput): Promise<number> => {
  if (await isShared(tx, input)) return 0
  const { customerId } = input
  const answer = (await needs.mayUseMany(tx, [customerId], analytics)).get(customerId)
  if (answer?.allowed !== true) return 0
  const rows = await find(tx, input, atOnce)
  if (rows.length === 0) return 0
  const [from, to] = [await subjectKey(tx, tx.organisationId), await subjectKey(tx, customerId)]
  await tx.rows({
    name: 'event-stitch',
    text: `update event e set customer_id = $2, stitched = true, body = moved.body
             from unnest($3::uuid[], $4::bytea[]) as moved (id, body)
            where e.organisation_id = $1 and e.id = moved.id`,
    values: [
      tx.organisationId,
      customerId,
      rows.map(({ id }) => id),
      rows.map(({ id, body }) => moveContent(from, to, id, body)),
    ],
  })
  await needs.record(tx, {
    subject: customerId,
    kind: 'events.stitched',
    actor: 'system',
    purpose: analytics.purpose,
    body: {
      kind: input.kind,
      key: input.key,
      events: rows.length,
      first: rows[0]!.id,
      last: rows.at(-1)!.id,
      consent: answer.evidence?.entryId ?? null,
    },
  })
  const last = rows.reduce((at, { occurredAt }) => (occurredAt > at ? occurredAt : at), rows[0]!.occurredAt)
  await needs.onSeen(tx, [{ customerId, at: last }])
  return rows.length
}

/** The job's handler: one step after the other until nothing is left. */
export const stitchJob =
  (db: Database, needs: EventsNeeds) =>
  async (job: RunningJob<StitchInput, undefined>): Promise<{ events: number }> => {
    let events = 0
    for (;;) {
      job.throwIfStopped()
      try {
        const moved = await db.inOrganisation(job.organisationId, async (tx) => stitchSome(tx, needs, job.input))
        events += moved
        if (moved < atOnce) return { events }
      } catch (error) {
        // Erased meanwhile: there is nobody to give them to.
        if (error instanceof CandorError && error.code === 'SUBJECT_ERASED') return { events }
        throw error
      }
    }
  }

/** Asks for earlier events of what was just recognised, where there are any. */
export const askToStitch = async (tx: Tx, job: JobKind<StitchInput>, links: readonly Link[]): Promise<void> => {
  for (const { kind, key, customerId } of links) {
    const some = await find(tx, { kind, key }, 1)
    if (some.length > 0) await job.send(tx, { kind, key, customerId }, 'system')
  }
}
