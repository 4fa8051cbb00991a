import type { JsonValue } from '@candor/journal'
import type { Tx } from '../../../platform/db/index.ts'

/** One thing that is not as it was recorded. Holds no personal data. */
type Finding = {
  readonly code: 'API_KEY_CHANGED'
  readonly table: string
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}
type Entry = { readonly id: string; readonly kind: string; readonly body: JsonValue }
type Body = {
  readonly key: string
  readonly name: string
  /** Hash of its secret, hexadecimal. */
  readonly secret: string
  readonly rights: readonly string[]
  readonly requestsAMinute: number
  readonly expiresAt: string
}
type Row = {
  readonly id: string
  readonly name: string
  readonly hash: Buffer
  readonly rights: readonly string[]
  readonly requestsAMinute: number
  readonly expiresAt: Date
  readonly revokedAt: Date | null
}

const fits = ({ kind, body }: Entry, row: Row | undefined): boolean => {
  if (row === undefined) return false
  if (kind === 'key.revoked') return row.revokedAt !== null
  const { name, secret, rights, requestsAMinute, expiresAt } = body as unknown as Body
  return (
    row.name === name &&
    row.hash.toString('hex') === secret &&
    row.rights.join() === rights.join() &&
    row.requestsAMinute === requestsAMinute &&
    row.expiresAt.toISOString() === expiresAt
  )
}

const finding = (id: string, what: string): Finding => ({
  code: 'API_KEY_CHANGED',
  table: 'api_key',
  key: `key ${id}`,
  what,
  detail: {},
})

const compare = async (tx: Tx, entries: readonly Entry[]): Promise<Finding[]> => {
  const ids = entries.map(({ body }) => (body as unknown as Body).key)
  const rows = await tx.rows<Row>({
    text: `select id, name, hash, rights, requests_a_minute as "requestsAMinute", expires_at as "expiresAt",
                  revoked_at as "revokedAt"
             from api_key where organisation_id = $1 and id = any($2::uuid[])`,
    values: [tx.organisationId, ids],
  })
  const known = new Map(rows.map((row) => [row.id, row]))
  return entries.flatMap((entry, at) =>
    fits(entry, known.get(ids[at]!)) ? [] : [finding(ids[at]!, 'A key of a program is not as it was recorded.')],
  )
}

/** Keys that no entry speaks of; a hundred of them at most. */
const finish = async (tx: Tx): Promise<Finding[]> => {
  const rows = await tx.rows<{ id: string }>({
    text: `select k.id from api_key k
            where k.organisation_id = $1 and not exists (select from journal_entry j
                    where j.organisation_id = $1 and j.id = k.entry_id and j.kind = 'key.created') limit 100`,
    values: [tx.organisationId],
  })
  return rows.map(({ id }) => finding(id, 'The journal does not speak of this key.'))
}

/** The auditor of programs' keys. */
export const apiKeysAuditor = { name: 'api-keys', kinds: ['key.created', 'key.revoked'], compare, finish }
