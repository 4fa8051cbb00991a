import { tagColours, type CustomerTag } from '@candor/api'
import { sqlState, type Tx } from '../../../platform/db/index.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Authorship } from '../create.ts'
import { customerErrors } from '../errors.ts'
import type { RecordNeeds } from '../needs.ts'
import { plainText } from '../search/grams.ts'
import { markCounts } from './counts.ts'

/** More words than this sort nothing any more; and every list shows names from this table. */
const mostTags = 500

type Colour = CustomerTag['colour']

const uniqueViolation = '23505'

const keyOf = (name: string): string => plainText(name.normalize('NFKC')).trim()

/** Every tag of the organisation, by name. */
export const allTags = async (tx: Tx): Promise<CustomerTag[]> =>
  tx.rows<CustomerTag>({
    name: 'customer-tags',
    text: 'select id, name, colour from customer_tag where organisation_id = $1 order by name_key',
    values: [tx.organisationId],
  })

/** Every tag by its id. */
export const tagsById = async (tx: Tx): Promise<Map<string, CustomerTag>> =>
  new Map((await allTags(tx)).map((tag) => [tag.id, tag]))

const recordTag = async (
  tx: Tx,
  needs: RecordNeeds,
  kind: `tag.${string}`,
  { id, name, colour }: CustomerTag,
  { actor, purpose }: Authorship,
): Promise<string> => {
  const body = { tagId: id, name, colour }
  return (await needs.record(tx, { subject: tx.organisationId, kind, actor, purpose, body })).id
}

/** @throws CUSTOMER_TAG_NOT_FOUND */
const lockTag = async (tx: Tx, id: string): Promise<CustomerTag> => {
  const tag = await tx.maybe<CustomerTag>({
    name: 'customer-tag-lock',
    text: 'select id, name, colour from customer_tag where organisation_id = $1 and id = $2 for update',
    values: [tx.organisationId, id],
  })
  if (tag === undefined) throw customerErrors.CUSTOMER_TAG_NOT_FOUND(`there is no tag ${id}`)
  return tag
}

/** Keeps tags from being removed until the transaction ends. @throws CUSTOMER_TAG_NOT_FOUND */
export const holdTags = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return
  const rows = await tx.rows<{ id: string }>({
    text: `select id from customer_tag where organisation_id = $1 and id = any($2::uuid[]) order by id for key share`,
    values: [tx.organisationId, ids],
  })
  const found = new Set(rows.map(({ id }) => id))
  const missing = ids.find((id) => !found.has(id))
  if (missing !== undefined) throw customerErrors.CUSTOMER_TAG_NOT_FOUND(`there is no tag ${missing}`)
}

/**
 * Makes a tag. Its colour, unless given, is the next of the palette.
 * @returns the tag; the one that exists where the name is taken
 * @throws CUSTOMER_TAGS_TOO_MANY
 */
export const createTag = async (
  tx: Tx,
  needs: RecordNeeds,
  { name, colour }: { readonly name: string; readonly colour?: Colour | undefined },
  by: Authorship,
): Promise<CustomerTag> => {
  // One at a time, so that two who type the same name get the same tag.
  await tx.rows({
    name: 'customer-tags-lock',
    text: `select pg_advisory_xact_lock(hashtextextended('customer tags ' || $1, 0))`,
    values: [tx.organisationId],
  })
  const tags = await allTags(tx)
  const existing = tags.find((tag) => keyOf(tag.name) === keyOf(name))
  if (existing !== undefined) return existing
  if (tags.length >= mostTags) throw customerErrors.CUSTOMER_TAGS_TOO_MANY(`there are ${mostTags} tags already`)
  const tag = { id: uuidv7(), name, colour: colour ?? tagColours[tags.length % tagColours.length]! }
  const entryId = await recordTag(tx, needs, 'tag.created', tag, by)
  await tx.rows({
    name: 'customer-tag-insert',
    text: `insert into customer_tag (organisation_id, id, name, name_key, colour, entry_id)
           values ($1, $2, $3, $4, $5, $6)`,
    values: [tx.organisationId, tag.id, name, keyOf(name), tag.colour, entryId],
  })
  return tag
}

/** Renames or recolours a tag. @throws CUSTOMER_TAG_NOT_FOUND, CUSTOMER_TAG_NAME_TAKEN */
export const changeTag = async (
  tx: Tx,
  needs: RecordNeeds,
  id: string,
  change: { readonly name?: string | undefined; readonly colour?: Colour | undefined },
  by: Authorship,
): Promise<CustomerTag> => {
  const before = await lockTag(tx, id)
  const tag = { id, name: change.name ?? before.name, colour: change.colour ?? before.colour }
  if (tag.name === before.name && tag.colour === before.colour) return before
  const entryId = await recordTag(tx, needs, 'tag.changed', tag, by)
  try {
    await tx.rows({
      name: 'customer-tag-update',
      text: `update customer_tag set name = $3, name_key = $4, colour = $5, entry_id = $6
              where organisation_id = $1 and id = $2`,
      values: [tx.organisationId, id, tag.name, keyOf(tag.name), tag.colour, entryId],
    })
  } catch (error) {
    if (sqlState(error) !== uniqueViolation) throw error
    throw customerErrors.CUSTOMER_TAG_NAME_TAKEN('another tag has this name', {
      cause: error,
      errors: [{ path: '/body/name', message: 'is the name of another tag' }],
    })
  }
  return tag
}

/** Removes a tag that nobody has, the bin included. @throws CUSTOMER_TAG_NOT_FOUND, CUSTOMER_TAG_IN_USE */
export const removeTag = async (tx: Tx, needs: RecordNeeds, id: string, by: Authorship): Promise<void> => {
  const tag = await lockTag(tx, id)
  const customers = (await markCounts(tx)).get(id) ?? 0
  const inBin = await tx.maybe({
    text: `select from customer_care a
             join customer_figures f on f.organisation_id = $1 and f.customer_id = a.customer_id
            where a.organisation_id = $1 and f.binned_at is not null and $2::uuid = any(a.tags) limit 1`,
    values: [tx.organisationId, id],
  })
  if (customers > 0 || inBin !== undefined) {
    throw customerErrors.CUSTOMER_TAG_IN_USE(
      customers > 0 ? `${customers} customers have this tag: take it off first` : 'customers in the bin have this tag',
    )
  }
  await recordTag(tx, needs, 'tag.removed', tag, by)
  await tx.rows({
    name: 'customer-tag-delete',
    text: 'delete from customer_tag where organisation_id = $1 and id = $2',
    values: [tx.organisationId, id],
  })
}
