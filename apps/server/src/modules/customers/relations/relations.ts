import { inverseRelation, type CustomerRelation, type RelationKind } from '@candor/api'
import { sqlState, type Tx } from '../../../platform/db/index.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Authorship } from '../create.ts'
import { customerErrors } from '../errors.ts'
import { openRows, requireCustomer } from '../find.ts'
import type { RecordNeeds } from '../needs.ts'
import { recordsOf } from '../whole/records.ts'

/** Of inverse kinds, the one under which a relation is stored. */
const stored = new Set<RelationKind>([
  'household',
  'spouse',
  'sibling',
  'colleague',
  'parent',
  'referred',
  'reports-to',
])
/** Kinds of which no circle can be: nobody is above themselves. */
const ranked = new Set<RelationKind>(['parent', 'referred', 'reports-to'])

/** A relation in the form in which it is stored. */
export type Line = { readonly fromId: string; readonly kind: RelationKind; readonly toId: string }

/** Brings a relation into the form in which it is stored, whichever end it was told from. */
export const lineOf = (fromId: string, kind: RelationKind, toId: string): Line => {
  const inverse = inverseRelation[kind]
  if (inverse === kind) return fromId < toId ? { fromId, kind, toId } : { fromId: toId, kind, toId: fromId }
  return stored.has(kind) ? { fromId, kind, toId } : { fromId: toId, kind: inverse, toId: fromId }
}

/** The relation as one end of a line sees it. */
export const seenFrom = ({ fromId, kind, toId }: Line, id: string): { kind: RelationKind; otherId: string } =>
  id === fromId ? { kind, otherId: toId } : { kind: inverseRelation[kind], otherId: fromId }

const uniqueViolation = '23505'
/** Steps after which a chain is taken for a circle. */
const longestChain = 1000

/**
 * Refuses a line that would lead back to where it begins. Writers of one kind wait for each other, so that two lines
 * that are harmless each do not close a circle together.
 * @throws CUSTOMER_RELATION_CIRCLE
 */
const refuseCircle = async (tx: Tx, { fromId, kind, toId }: Line): Promise<void> => {
  if (!ranked.has(kind)) return
  await tx.rows({
    name: 'customer-relation-lock',
    text: `select pg_advisory_xact_lock(hashtextextended('customer_relation ' || $1 || $2, 0))`,
    values: [tx.organisationId, kind],
  })
  const found = await tx.maybe({
    name: 'customer-relation-circle',
    text: `with recursive above (id, step) as (
             select $3::uuid, 0
             union
             select r.to_id, above.step + 1 from above
               join customer_relation r on r.organisation_id = $1 and r.from_id = above.id and r.kind = $4
              where above.step < $5
           )
           select from above where id = $2::uuid or step >= $5 limit 1`,
    values: [tx.organisationId, fromId, toId, kind, longestChain],
  })
  if (found !== undefined) {
    throw customerErrors.CUSTOMER_RELATION_CIRCLE(`${toId} is below ${fromId} already (${kind})`, {
      errors: [{ path: '/body/otherId', message: 'leads back to this customer' }],
    })
  }
}

/** Both are told: each what it is to the other, whom the entry names by id alone. */
const recordBoth = async (
  tx: Tx,
  needs: RecordNeeds,
  act: 'relation.added' | 'relation.removed',
  relationId: string,
  line: Line,
  { actor, purpose }: Authorship,
): Promise<string> => {
  const entries = [line.fromId, line.toId].map((subject) => ({
    subject,
    kind: act,
    actor,
    purpose,
    body: { relationId, relation: seenFrom(line, subject).kind, otherId: seenFrom(line, subject).otherId },
  }))
  const [first] = await needs.recordMany(tx, entries)
  return first!.id
}

/**
 * Relates a customer to another one.
 * @param relation what the customer is to the other
 * @throws CUSTOMER_NOT_FOUND, CUSTOMER_RELATION_SELF, CUSTOMER_RELATION_THERE, CUSTOMER_RELATION_CIRCLE
 */
export const addRelation = async (
  tx: Tx,
  needs: RecordNeeds,
  { id: customerId, kind, otherId }: { readonly id: string; readonly kind: RelationKind; readonly otherId: string },
  by: Authorship,
): Promise<{ id: string; entryId: string }> => {
  if (customerId === otherId) throw customerErrors.CUSTOMER_RELATION_SELF('both ends are the same customer')
  await requireCustomer(tx, customerId)
  await requireCustomer(tx, otherId)
  const line = lineOf(customerId, kind, otherId)
  await refuseCircle(tx, line)
  const id = uuidv7()
  const entryId = await recordBoth(tx, needs, 'relation.added', id, line, by)
  try {
    await tx.rows({
      name: 'customer-relation-insert',
      text: `insert into customer_relation (organisation_id, id, from_id, kind, to_id, entry_id)
             values ($1, $2, $3, $4, $5, $6)`,
      values: [tx.organisationId, id, line.fromId, line.kind, line.toId, entryId],
    })
  } catch (error) {
    if (sqlState(error) !== uniqueViolation) throw error
    throw customerErrors.CUSTOMER_RELATION_THERE('these two are related so already', { cause: error })
  }
  return { id, entryId }
}

/** Takes a relation away. @throws CUSTOMER_RELATION_NOT_FOUND */
export const removeRelation = async (
  tx: Tx,
  needs: RecordNeeds,
  id: string,
  by: Authorship,
): Promise<{ id: string; entryId: string }> => {
  const line = await tx.maybe<Line>({
    name: 'customer-relation-delete',
    text: `delete from customer_relation where organisation_id = $1 and id = $2
           returning from_id as "fromId", kind, to_id as "toId"`,
    values: [tx.organisationId, id],
  })
  if (line === undefined) throw customerErrors.CUSTOMER_RELATION_NOT_FOUND(`there is no relation ${id}`)
  return { id, entryId: await recordBoth(tx, needs, 'relation.removed', id, line, by) }
}

type Row = Line & { readonly id: string; readonly createdAt: Date }

const most = 500

/** Relations of a customer as that customer sees them. @throws CUSTOMER_NOT_FOUND */
export const relationsOf = async (tx: Tx, customerId: string): Promise<CustomerRelation[]> => {
  await requireCustomer(tx, customerId)
  const rows = await tx.rows<Row>({
    name: 'customer-relations',
    text: `select id, from_id as "fromId", kind, to_id as "toId", created_at as "createdAt" from customer_relation
            where organisation_id = $1 and from_id in (select customer_records($2))
           union all
           select id, from_id, kind, to_id, created_at from customer_relation
            where organisation_id = $1 and to_id in (select customer_records($2))
            order by kind, id limit $3`,
    values: [tx.organisationId, customerId, most],
  })
  // Two records of one customer may have been related before they were merged: that says nothing any more.
  const records = new Set(await recordsOf(tx, customerId))
  const lines = rows.filter(({ fromId, toId }) => !(records.has(fromId) && records.has(toId)))
  const seen = (row: Row) => seenFrom(row, records.has(row.fromId) ? row.fromId : row.toId)
  const others = lines.map((row) => seen(row).otherId)
  const people = await openRows(
    tx,
    await tx.rows<{ id: string; profile: Buffer }>({
      name: 'customer-relation-people',
      text: 'select id, profile from customer where organisation_id = $1 and id = any($2::uuid[])',
      values: [tx.organisationId, others],
    }),
  )
  const names = new Map(people.map(({ id, profile }) => [id, profile.name]))
  return lines.flatMap((row) => {
    const { kind, otherId } = seen(row)
    const otherName = names.get(otherId)
    return otherName === undefined
      ? []
      : [{ id: row.id, kind, otherId, otherName, createdAt: row.createdAt.toISOString() }]
  })
}
