import type { ApiKey, Right } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import type { StaffSession } from '../../../platform/http/access.ts'
import { platformErrors } from '../../../platform/platform-errors.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import { identityErrors } from '../errors.ts'
import type { Record } from '../needs.ts'
import { newKey } from './secret.ts'

const purpose = 'administration'

type Wanted = {
  readonly name: string
  readonly rights: readonly Right[]
  readonly days: number
  readonly requestsAMinute: number
}
type Made = { readonly id: string; readonly key: string; readonly expiresAt: string; readonly entryId: string }

/**
 * Makes a key. It is given out here and nowhere else: only its hash is kept.
 * @throws IDENTITY_KEY_BEYOND_RIGHTS for rights that the maker does not have
 */
export const createKey = async (tx: Tx, record: Record, by: StaffSession, wanted: Wanted): Promise<Made> => {
  const beyond = wanted.rights.filter((right) => !by.rights.has(right))
  if (beyond.length > 0) {
    throw identityErrors.IDENTITY_KEY_BEYOND_RIGHTS(`you do not have ${beyond.join(', ')} yourself`, {
      errors: [{ path: '/body/rights', message: `beyond your own rights: ${beyond.join(', ')}` }],
    })
  }
  const id = uuidv7()
  const { key, hash, hint } = newKey(tx.organisationId, id)
  const rights = [...new Set(wanted.rights)].toSorted()
  const { name, days, requestsAMinute } = wanted
  const expiresAt = new Date(Date.now() + days * 86_400_000).toISOString()
  const { id: entryId } = await record(tx, {
    subject: tx.organisationId,
    kind: 'key.created',
    actor: by.actor,
    purpose,
    // The hash stands in it too: another secret in its place would let somebody else act as this program.
    body: { key: id, name, secret: hash.toString('hex'), rights, requestsAMinute, expiresAt },
  })
  await tx.rows({
    text: `insert into api_key
             (organisation_id, id, name, hash, hint, rights, requests_a_minute, created_by, expires_at, entry_id)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    values: [tx.organisationId, id, name, hash, hint, rights, requestsAMinute, by.userId, expiresAt, entryId],
  })
  return { id, key, expiresAt, entryId }
}

/** Revokes a key for good. @throws NOT_FOUND when there is none, or it is revoked already */
export const revokeKey = async (
  tx: Tx,
  record: Record,
  by: StaffSession,
  id: string,
): Promise<{ id: string; entryId: string }> => {
  const row = await tx.maybe({
    text: `update api_key set revoked_at = now() where organisation_id = $1 and id = $2 and revoked_at is null returning id`,
    values: [tx.organisationId, id],
  })
  if (row === undefined) throw platformErrors.NOT_FOUND(`there is no key ${id} that could be revoked`)
  const body = { key: id }
  const entry = await record(tx, { subject: tx.organisationId, kind: 'key.revoked', actor: by.actor, purpose, body })
  return { id, entryId: entry.id }
}

type Row = {
  readonly id: string
  readonly name: string
  readonly hint: string
  readonly rights: Right[]
  readonly requestsAMinute: number
  readonly createdBy: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
}

/** All keys, newest first; at most five hundred. */
export const listKeys = async (
  tx: Tx,
  names: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<ApiKey[]> => {
  const rows = await tx.rows<Row>({
    text: `select id, name, hint, rights, requests_a_minute as "requestsAMinute", created_by as "createdBy",
                  created_at as "createdAt", expires_at as "expiresAt", last_used_at as "lastUsedAt",
                  revoked_at as "revokedAt"
             from api_key where organisation_id = $1 order by id desc limit 500`,
    values: [tx.organisationId],
  })
  const makers = await names([...new Set(rows.map(({ createdBy }) => createdBy))])
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    hint: row.hint,
    rights: row.rights,
    requestsAMinute: row.requestsAMinute,
    createdByName: makers.get(row.createdBy) ?? null,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }))
}
