import type { CustomChange, FieldObject, FieldValue } from '@candor/api'
import { subjectKeys, type SubjectKey } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { CandorError } from '../../../platform/errors.ts'
import { kindOf, livingFields, visibleTo, type StoredField } from '../definitions/definition.ts'
import { fieldErrors } from '../errors.ts'
import type { Authorship, FieldsNeeds, Viewer } from '../needs.ts'
import { isGuardedValue, openGuarded } from './seal.ts'
import { storedValues } from './stored.ts'

const mostEntries = 200
const prefix = 'staff:'

type Body = { readonly changes?: Readonly<Record<string, { readonly before?: unknown; readonly after?: unknown }>> }

/** Keys of all records that are one customer: what is sealed in an entry opens with the one that it was recorded of. */
const keysOf = async (tx: Tx, object: FieldObject, id: string): Promise<[string, SubjectKey][]> => {
  if (object !== 'customer') return [...(await subjectKeys(tx, [id]))]
  const rows = await tx.rows<{ id: string }>({
    name: 'custom-records-of-customer',
    text: 'select id from customer_records($1) as id',
    values: [id],
  })
  return [
    ...(await subjectKeys(
      tx,
      rows.map((row) => row.id),
    )),
  ]
}

const opened = (keys: readonly [string, SubjectKey][], field: string, value: unknown): FieldValue | null => {
  if (!isGuardedValue(value)) return (value ?? null) as FieldValue | null
  for (const [id, key] of keys) {
    try {
      return openGuarded(key, id, field, value)
    } catch (error) {
      if (!(error instanceof CandorError) || error.code !== 'CORRUPT_CIPHERTEXT') throw error
    }
  }
  return null
}

/** Changes of the fields that somebody may see, from the journal, the newest first. Secret fields only say that they changed. */
export const historyOf = async (
  tx: Tx,
  needs: Pick<FieldsNeeds, 'timelineOf' | 'staffNames'>,
  object: FieldObject,
  id: string,
  viewer: Viewer,
): Promise<CustomChange[]> => {
  const visible = new Map(visibleTo(await livingFields(tx, object), viewer).map((field) => [field.key, field]))
  const kinds = [kindOf(object, 'fields-changed')]
  const { items } = await needs.timelineOf(tx, id, { limit: mostEntries, kinds })
  const keys = await keysOf(tx, object, id)
  const staff = items.flatMap(({ actor }) => (actor.startsWith(prefix) ? [actor.slice(prefix.length)] : []))
  const names = await needs.staffNames(tx.organisationId, [...new Set(staff)])
  return items
    .flatMap(({ id: entryId, recordedAt, actor, body }) =>
      Object.entries((body as Body | null)?.changes ?? {}).flatMap(([key, { before, after }]): CustomChange[] => {
        const field = visible.get(key)
        if (field === undefined) return []
        const isSecret = field.settings.type === 'secret'
        const show = (value: unknown): FieldValue | null => (isSecret ? null : opened(keys, key, value))
        const actorName = names.get(actor.replace(prefix, '')) ?? null
        return [{ entryId, recordedAt, actor, actorName, key, before: show(before), after: show(after) }]
      }),
    )
    .slice(0, mostEntries)
}

const secretField = (fields: readonly StoredField[], key: string): StoredField => {
  const field = fields.find((one) => one.key === key && one.settings.type === 'secret')
  if (field !== undefined) return field
  throw fieldErrors.FIELD_NOT_FOUND(`there is no secret field ${key}`)
}

/** Opens one secret field; the journal keeps who did, not what it says. @throws FIELD_NOT_FOUND */
export const revealSecret = async (
  tx: Tx,
  needs: Pick<FieldsNeeds, 'record'>,
  object: FieldObject,
  { id, key }: { readonly id: string; readonly key: string },
  viewer: Viewer,
  { actor, purpose }: Authorship,
): Promise<{ value: string | null; entryId: string }> => {
  const field = secretField(visibleTo(await livingFields(tx, object), viewer), key)
  const value = (await storedValues(tx, [id])).get(id)?.values[key]
  const body = { field: key, label: { ...field.label } }
  const { id: entryId } = await needs.record(tx, {
    subject: id,
    kind: kindOf(object, 'secret-opened'),
    actor,
    purpose,
    body,
  })
  return { value: typeof value === 'string' ? value : null, entryId }
}
