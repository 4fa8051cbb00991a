import type { RouteOutput, objectRoutes } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import { livingFields, targetOf, visibleTo } from '../definitions/definition.ts'
import { fieldErrors } from '../errors.ts'
import type { FieldsNeeds, Viewer } from '../needs.ts'
import { visibleObjects } from './object.ts'
import { recordsWithTokens } from './list.ts'
import { namesOf } from './titles.ts'

type Incoming = RouteOutput<typeof objectRoutes.incoming>['items']
type Hit = { readonly fieldId: string; readonly id: string; readonly changedAt: Date }

/** How many records are listed of one relation. */
const most = 20

/** @throws FIELD_RECORD_NOT_FOUND */
const requireAny = async (tx: Tx, id: string): Promise<void> => {
  const { found } = await tx.one<{ found: boolean }>({
    name: 'object-links-to',
    text: `select exists (select from customer where organisation_id = $1 and id = $2)
               or exists (select from company where organisation_id = $1 and id = $2)
               or exists (select from object_record where organisation_id = $1 and id = $2) as found`,
    values: [tx.organisationId, id],
  })
  if (!found) throw fieldErrors.FIELD_RECORD_NOT_FOUND(`there is no record ${id}`)
}

/**
 * Records that lead to a customer, a company or a record by a relation that somebody may see; the newest of each.
 * @throws FIELD_RECORD_NOT_FOUND
 */
export const recordsLeadingTo = async (
  tx: Tx,
  needs: Pick<FieldsNeeds, 'names'>,
  id: string,
  viewer: Viewer,
): Promise<Incoming> => {
  await requireAny(tx, id)
  const relations = []
  for (const object of await visibleObjects(tx, viewer)) {
    const fields = visibleTo(await livingFields(tx, object.key), viewer)
    relations.push(...fields.filter((field) => targetOf(field) !== undefined))
  }
  if (relations.length === 0) return []
  // Of a customer all records that were merged into theirs.
  const hits = await tx.rows<Hit>({
    text: `select f.id as "fieldId", x.id, x.changed_at as "changedAt"
             from unnest($2::uuid[]) as f (id)
             cross join lateral (
               select r.id, r.changed_at from custom_index i
                 join object_record r on r.organisation_id = $1 and r.id = i.subject_id and r.binned_at is null
                where i.organisation_id = $1 and i.field_id = f.id
                  and i.word = any(array(select $3::text union select c::text from customer_records($3::uuid) as c))
                order by i.subject_id desc limit ${most + 1}) x`,
    values: [tx.organisationId, relations.map((field) => field.id), id],
  })
  const byField = Map.groupBy(hits, ({ fieldId }) => fieldId)
  const items: Incoming = []
  for (const { id: fieldId, object, key, label } of relations) {
    const found = byField.get(fieldId) ?? []
    const shown = found.slice(0, most)
    if (shown.length === 0) continue
    const ids = shown.map((hit) => hit.id)
    const titles = await namesOf(tx, needs, object, ids)
    const records = shown.map((hit) => ({
      id: hit.id,
      title: titles.get(hit.id) ?? '',
      changedAt: hit.changedAt.toISOString(),
    }))
    items.push({ object, field: key, label, records, more: found.length > most })
  }
  return items
}

/** Looked at for a search across objects; a search that more match is told to be narrower by what it finds. */
const mostLookedAt = 200

/** Records of all objects that somebody may see, by a part of what they are called. */
export const searchRecords = async (
  tx: Tx,
  needs: Pick<FieldsNeeds, 'names' | 'search'>,
  { search, limit }: { readonly search: string; readonly limit: number },
  viewer: Viewer,
): Promise<{ id: string; object: string; title: string }[]> => {
  const tokens = await needs.search.tokensFor(tx, search)
  const objects = (await visibleObjects(tx, viewer)).map(({ key }) => key)
  if (tokens.length === 0 || objects.length === 0) return []
  const ids = await recordsWithTokens(tx, objects, tokens, mostLookedAt)
  const items: { id: string; object: string; title: string }[] = []
  for (const object of objects) {
    for (const [id, title] of await namesOf(tx, needs, object, ids)) {
      if (needs.search.matches(search, [title])) items.push({ id, object, title })
    }
  }
  return items.slice(0, limit)
}
