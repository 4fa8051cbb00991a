import { createHash } from 'node:crypto'
import type { WebhookState } from '@candor/api'
import type { JsonObject } from '@candor/journal'
import { subjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { webhookErrors } from './errors.ts'
import type { WebhooksNeeds } from './needs.ts'
import type { SigningKeys } from './sign.ts'

/** An endpoint, opened. */
export type Endpoint = {
  readonly id: string
  readonly version: number
  readonly url: string
  readonly description: string
  readonly kinds: readonly string[] | null
  readonly state: WebhookState
  readonly keys: SigningKeys
  readonly publicKey: string
  readonly oldKeys: SigningKeys | null
  readonly oldKeysUntil: Date | null
  readonly removedAt: Date | null
  readonly createdAt: Date
  readonly changedAt: Date
  readonly entryId: string
}

type Row = Omit<Endpoint, 'url' | 'keys' | 'oldKeys'> & {
  readonly url: Buffer
  readonly keys: Buffer
  readonly oldKeys: Buffer | null
}

const columns = `e.id, e.version, e.url, e.description, e.kinds, e.state, e.keys, e.public_key as "publicKey",
  e.old_keys as "oldKeys", e.old_keys_until as "oldKeysUntil", e.removed_at as "removedAt", e.created_at as "createdAt",
  e.changed_at as "changedAt", e.entry_id as "entryId"`

const place = (column: 'url' | 'keys' | 'old_keys', id: string) => ({ table: 'webhook_endpoint', column, id })

const open = async (tx: Tx, rows: readonly Row[]): Promise<Endpoint[]> => {
  if (rows.length === 0) return []
  const key = await subjectKey(tx, tx.organisationId)
  return rows.map((row) => ({
    ...row,
    url: key.decrypt(place('url', row.id), row.url).toString(),
    keys: JSON.parse(key.decrypt(place('keys', row.id), row.keys).toString()) as SigningKeys,
    oldKeys: row.oldKeys && (JSON.parse(key.decrypt(place('old_keys', row.id), row.oldKeys).toString()) as SigningKeys),
  }))
}

/** Endpoints that are not removed, the oldest first. */
export const allEndpoints = async (tx: Tx): Promise<Endpoint[]> =>
  open(
    tx,
    await tx.rows<Row>({
      name: 'webhook-endpoints',
      text: `select ${columns} from webhook_endpoint e where e.organisation_id = $1 and e.removed_at is null order by e.id`,
      values: [tx.organisationId],
    }),
  )

/** Endpoints by id, removed ones too. */
export const endpointsById = async (tx: Tx, ids: readonly string[]): Promise<Map<string, Endpoint>> => {
  const rows = await tx.rows<Row>({
    name: 'webhook-endpoints-by-id',
    text: `select ${columns} from webhook_endpoint e where e.organisation_id = $1 and e.id = any($2::uuid[])`,
    values: [tx.organisationId, ids],
  })
  return new Map((await open(tx, rows)).map((endpoint) => [endpoint.id, endpoint]))
}

/** One endpoint, locked; removed ones only where asked for. @throws WEBHOOK_NOT_FOUND */
export const lockEndpoint = async (tx: Tx, id: string, removed = false): Promise<Endpoint> => {
  await tx.rows({
    name: 'webhook-endpoint-lock',
    text: 'select from webhook_endpoint where organisation_id = $1 and id = $2 for no key update',
    values: [tx.organisationId, id],
  })
  const endpoint = (await endpointsById(tx, [id])).get(id)
  if (endpoint === undefined || (endpoint.removedAt !== null) !== removed) {
    throw webhookErrors.WEBHOOK_NOT_FOUND(`there is no endpoint ${id}`)
  }
  return endpoint
}

/** As {@link lockEndpoint}, where nobody was faster. @throws WEBHOOK_NOT_FOUND, WEBHOOK_CHANGED_MEANWHILE */
export const lockVersion = async (tx: Tx, id: string, version: number, removed = false): Promise<Endpoint> => {
  const endpoint = await lockEndpoint(tx, id, removed)
  if (endpoint.version === version) return endpoint
  const { url, description, kinds, state } = endpoint
  throw webhookErrors.WEBHOOK_CHANGED_MEANWHILE(`version ${endpoint.version} is stored, not ${version}`, {
    stored: { version: endpoint.version, url, description, kinds, state },
  })
}

/** The part of an address that tells nothing secret. */
export const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : '')

/** What the journal says of an endpoint. The address stands there as its origin and its hash: the rest is often a secret. */
export const endpointBody = ({
  id,
  version,
  url,
  description,
  kinds,
  state,
  publicKey,
  removedAt,
}: Endpoint): JsonObject => ({
  endpointId: id,
  version,
  origin: originOf(url),
  addressHash: createHash('sha256').update(url).digest('hex'),
  description,
  kinds: kinds && [...kinds],
  state,
  publicKey,
  removed: removedAt !== null,
})

/** How an endpoint became what it is. */
export type Change = { readonly kind: `webhook.${string}`; readonly actor: string }

/** Stores an endpoint in one transaction with the entry that says so. */
export const storeEndpoint = async (
  tx: Tx,
  { record }: Pick<WebhooksNeeds, 'record'>,
  endpoint: Endpoint,
  { kind, actor }: Change,
): Promise<{ id: string; version: number; entryId: string }> => {
  const { id, version } = endpoint
  const body = endpointBody(endpoint)
  const entry = await record(tx, { subject: tx.organisationId, kind, actor, purpose: 'administration', body })
  const key = await subjectKey(tx, tx.organisationId)
  await tx.rows({
    name: 'webhook-endpoint-write',
    text: `insert into webhook_endpoint (organisation_id, id, version, url, description, kinds, state, keys, public_key, old_keys,
                                         old_keys_until, removed_at, entry_id)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
           on conflict (organisation_id, id) do update set
             version = excluded.version, url = excluded.url, description = excluded.description, kinds = excluded.kinds,
             state = excluded.state, keys = excluded.keys, public_key = excluded.public_key, old_keys = excluded.old_keys,
             old_keys_until = excluded.old_keys_until, removed_at = excluded.removed_at, entry_id = excluded.entry_id,
             changed_at = now()`,
    values: [
      tx.organisationId,
      id,
      version,
      key.encrypt(place('url', id), endpoint.url),
      endpoint.description,
      endpoint.kinds,
      endpoint.state,
      key.encrypt(place('keys', id), JSON.stringify(endpoint.keys)),
      endpoint.publicKey,
      endpoint.oldKeys && key.encrypt(place('old_keys', id), JSON.stringify(endpoint.oldKeys)),
      endpoint.oldKeysUntil,
      endpoint.removedAt,
      entry.id,
    ],
  })
  return { id, version, entryId: entry.id }
}
