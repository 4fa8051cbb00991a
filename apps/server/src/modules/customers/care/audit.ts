import type { JsonValue } from '@candor/journal'
import type { Tx } from '../../../platform/db/index.ts'
import { finding, type Finding } from '../audit/finding.ts'
import type { CareState } from './state.ts'

type Entry = { readonly id: string; readonly subject: string; readonly kind: string; readonly body: JsonValue }
type Row = CareState & { readonly id: string; readonly version: number; readonly entryId: string }
type Named = { readonly id: string }
type CareBody = {
  readonly version: number
  readonly owner: Named | null
  readonly tags: readonly Named[]
  readonly binned: boolean
}
type TagBody = { readonly tagId: string; readonly name: string; readonly colour: string }

const kinds = ['customer.assigned', 'customer.tagged', 'customer.binned', 'customer.restored', 'tag.'] as const

const rowsById = async (tx: Tx, ids: readonly string[]): Promise<Map<string, Row>> => {
  const rows = await tx.rows<Row>({
    text: `select customer_id as id, owner_id as "ownerId", tags, binned, version, entry_id as "entryId"
             from customer_care where organisation_id = $1 and customer_id = any($2::uuid[])`,
    values: [tx.organisationId, ids],
  })
  return new Map(rows.map((row) => [row.id, row]))
}

const compareCare = ({ id, subject, body }: Entry, row: Row | undefined): Finding[] => {
  const recorded = body as unknown as CareBody
  const name = `customer ${subject}`
  if (row === undefined || row.version < recorded.version) {
    const what = 'Owner, tags or bin of a customer are not what was recorded last.'
    return [finding('CUSTOMER_CARE_CHANGED', 'customer_care', name, what, { entry: id })]
  }
  if (row.version > recorded.version) return []
  const fields = [
    ...(row.ownerId === (recorded.owner?.id ?? null) ? [] : ['owner']),
    ...(row.tags.join() === recorded.tags.map((tag) => tag.id).join() ? [] : ['tags']),
    ...(row.binned === recorded.binned ? [] : ['bin']),
    ...(row.entryId === id ? [] : ['entry']),
  ]
  if (fields.length === 0) return []
  const what = 'Owner, tags or bin of a customer are not what was recorded last.'
  return [finding('CUSTOMER_CARE_CHANGED', 'customer_care', name, what, { fields, entry: id })]
}

const tagsOf = async (tx: Tx, entries: readonly Entry[]) => {
  const ids = entries.map(({ body }) => (body as unknown as TagBody).tagId)
  if (ids.length === 0) return new Map<string, TagBody & { readonly entryId: string }>()
  const rows = await tx.rows<TagBody & { entryId: string }>({
    text: `select id as "tagId", name, colour, entry_id as "entryId" from customer_tag
            where organisation_id = $1 and id = any($2::uuid[])`,
    values: [tx.organisationId, ids],
  })
  return new Map(rows.map((row) => [row.tagId, row]))
}

/** Only the entry that a tag names as its last is compared; that each has one is looked at in the end. */
const compareTag = ({ id, body }: Entry, row: (TagBody & { readonly entryId: string }) | undefined): Finding[] => {
  const { tagId, name, colour } = body as unknown as TagBody
  if (row === undefined || row.entryId !== id || (row.name === name && row.colour === colour)) return []
  const what = 'A tag’s name or colour is not what was recorded.'
  return [finding('CUSTOMER_TAG_CHANGED', 'customer_tag', `tag ${tagId}`, what, { entry: id })]
}

const compare = async (tx: Tx, entries: readonly Entry[]): Promise<Finding[]> => {
  const tags = entries.filter(({ kind }) => kind.startsWith('tag.'))
  const cares = entries.filter(({ kind }) => !kind.startsWith('tag.'))
  const [rows, tagRows] = [
    await rowsById(
      tx,
      cares.map(({ subject }) => subject),
    ),
    await tagsOf(tx, tags),
  ]
  return [
    ...cares.flatMap((entry) => compareCare(entry, rows.get(entry.subject))),
    ...tags.flatMap((entry) => compareTag(entry, tagRows.get((entry.body as unknown as TagBody).tagId))),
  ]
}

/** Care without its entry, and lists that do not show what care says; a hundred of each at most. */
const checks = [
  {
    code: 'CUSTOMER_CARE_UNRECORDED',
    table: 'customer_care',
    what: 'The journal does not speak of this customer’s owner, tags or bin.',
    text: `select 'customer ' || a.customer_id as key from customer_care a
            where a.organisation_id = $1
              and not exists (select from journal_entry e where e.organisation_id = $1 and e.id = a.entry_id
                                and e.subject = a.customer_id
                                and e.kind in ('customer.assigned', 'customer.tagged', 'customer.binned', 'customer.restored'))
            limit 100`,
  },
  {
    code: 'CUSTOMER_TAG_CHANGED',
    table: 'customer_tag',
    what: 'The journal does not speak of this tag.',
    text: `select 'tag ' || t.id as key from customer_tag t
            where t.organisation_id = $1
              and not exists (select from journal_entry e where e.organisation_id = $1 and e.id = t.entry_id
                                and e.kind in ('tag.created', 'tag.changed'))
            limit 100`,
  },
  {
    code: 'CUSTOMER_MARKS_CHANGED',
    table: 'customer_mark',
    what: 'Lists by owner or tag do not show this customer as they should.',
    text: `select 'customer ' || coalesce(w.customer_id, m.customer_id) as key
             from (select a.customer_id, mark_id, f.order_count, f.spent, f.last_order_at, f.created_at
                     from customer_care a
                     join customer_figures f on f.organisation_id = $1 and f.customer_id = a.customer_id
                     cross join lateral unnest(a.tags || array_remove(array[a.owner_id], null)) as mark_id
                    where a.organisation_id = $1 and not a.binned) w
             full join (select customer_id, mark_id, order_count, spent, last_order_at, created_at
                          from customer_mark where organisation_id = $1) m
               on m.customer_id = w.customer_id and m.mark_id = w.mark_id
            where w is distinct from m limit 100`,
  },
  {
    code: 'CUSTOMER_MARKS_CHANGED',
    table: 'customer_figures',
    what: 'A customer is in the bin and should not be, or the other way round.',
    text: `select 'customer ' || f.customer_id as key from customer_figures f
             left join customer_care a on a.organisation_id = $1 and a.customer_id = f.customer_id
            where f.organisation_id = $1 and (f.binned_at is not null) <> coalesce(a.binned, false) limit 100`,
  },
  {
    code: 'CUSTOMER_MARKS_CHANGED',
    table: 'customer_mark_count',
    what: 'The number of customers of an owner or a tag is not what the list gives.',
    text: `select 'mark ' || coalesce(k.mark_id, m.mark_id) as key
             from (select mark_id, sum(customers)::int as customers from customer_mark_count
                    where organisation_id = $1 group by mark_id having sum(customers) <> 0) k
             full join (select mark_id, count(*)::int as customers from customer_mark
                         where organisation_id = $1 group by mark_id) m on m.mark_id = k.mark_id
            where k.customers is distinct from m.customers limit 100`,
  },
] as const

const finish = async (tx: Tx, { full }: { readonly full: boolean }): Promise<Finding[]> => {
  if (!full) return []
  const findings: Finding[] = []
  for (const { code, table, what, text } of checks) {
    const rows = await tx.rows<{ key: string }>({ text, values: [tx.organisationId] })
    findings.push(...rows.map(({ key }) => finding(code, table, key, what)))
  }
  return findings
}

/** The auditor of owners, tags and the bin: the stored state against the entry that recorded it last, and lists against it. */
export const careAuditor = { name: 'care', kinds, compare, finish }
