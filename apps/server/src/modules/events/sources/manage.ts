import type { NewEventSource } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import { eventErrors } from '../errors.ts'
import type { EventsNeeds } from '../needs.ts'
import { hashOfKey, hintOf, newWriteKey } from './write-key.ts'

type Recording = Pick<EventsNeeds, 'record'>

/** Running the company's own tools needs no consent. */
const purpose = 'administration'

const tell = async (
  tx: Tx,
  { record }: Recording,
  kind: `source.${string}`,
  actor: string,
  body: Readonly<Record<string, string | boolean | readonly string[]>>,
): Promise<void> => {
  await record(tx, { subject: tx.organisationId, kind, actor, purpose, body })
}

/** A key that was just made: shown now and never again. */
export type MadeKey = { readonly keyId: string; readonly writeKey: string }

/** Makes a write key for a source. @throws EVENT_SOURCE_NOT_FOUND */
export const makeKey = async (tx: Tx, needs: Recording, sourceId: string, actor: string): Promise<MadeKey> => {
  const writeKey = newWriteKey(tx.organisationId)
  const keyId = uuidv7()
  const hint = hintOf(writeKey)
  const [made] = await tx.rows({
    text: `insert into event_write_key (organisation_id, id, source_id, hash, hint, created_by)
           select $1, $2, s.id, $4, $5, $6 from event_source s where s.organisation_id = $1 and s.id = $3 returning id`,
    values: [tx.organisationId, keyId, sourceId, hashOfKey(writeKey), hint, actor],
  })
  if (made === undefined) throw eventErrors.EVENT_SOURCE_NOT_FOUND(`there is no source ${sourceId}`)
  await tell(tx, needs, 'source.key-made', actor, { sourceId, keyId, hint })
  return { keyId, writeKey }
}

/** Adds a source with its first key. */
export const addSource = async (
  tx: Tx,
  needs: Recording,
  source: NewEventSource,
  actor: string,
): Promise<MadeKey & { readonly id: string }> => {
  const id = uuidv7()
  const { name, kind, origins, visitors, refuses } = source
  await tx.rows({
    text: `insert into event_source (organisation_id, id, name, kind, origins, visitors, refuses)
           values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [tx.organisationId, id, name, kind, origins, visitors, refuses],
  })
  await tell(tx, needs, 'source.added', actor, { sourceId: id, ...source })
  return { id, ...(await makeKey(tx, needs, id, actor)) }
}

/** Changes a source. @throws EVENT_SOURCE_NOT_FOUND */
export const changeSource = async (
  tx: Tx,
  needs: Recording,
  id: string,
  source: NewEventSource,
  actor: string,
): Promise<void> => {
  const { name, kind, origins, visitors, refuses } = source
  const [changed] = await tx.rows({
    text: `update event_source set name = $3, kind = $4, origins = $5, visitors = $6, refuses = $7
            where organisation_id = $1 and id = $2 returning id`,
    values: [tx.organisationId, id, name, kind, origins, visitors, refuses],
  })
  if (changed === undefined) throw eventErrors.EVENT_SOURCE_NOT_FOUND(`there is no source ${id}`)
  await tell(tx, needs, 'source.changed', actor, { sourceId: id, ...source })
}

/** Revokes a key for good; revoking it twice is no mistake. @throws EVENT_KEY_NOT_FOUND */
export const revokeKey = async (tx: Tx, needs: Recording, id: string, actor: string): Promise<void> => {
  const row = await tx.maybe<{ sourceId: string; hint: string; revokedAt: Date | null }>({
    text: `select source_id as "sourceId", hint, revoked_at as "revokedAt" from event_write_key
            where organisation_id = $1 and id = $2 for update`,
    values: [tx.organisationId, id],
  })
  if (row === undefined) throw eventErrors.EVENT_KEY_NOT_FOUND(`there is no write key ${id}`)
  if (row.revokedAt !== null) return
  await tx.rows({
    text: 'update event_write_key set revoked_at = now() where organisation_id = $1 and id = $2',
    values: [tx.organisationId, id],
  })
  await tell(tx, needs, 'source.key-revoked', actor, { sourceId: row.sourceId, keyId: id, hint: row.hint })
}
