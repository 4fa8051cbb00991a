import type { Tx } from '../../platform/db/index.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { lockVersion, storeEndpoint, type Endpoint } from './endpoint.ts'
import { webhookErrors } from './errors.ts'
import type { WebhooksNeeds } from './needs.ts'
import { newKeys, publicText, secretText } from './sign.ts'

/** Endpoints of an organisation. */
const most = 50
const hour = 3_600_000

export type EndpointFields = Pick<Endpoint, 'url' | 'description' | 'kinds'>
type Changed = { id: string; version: number; entryId: string }
type Needs = Pick<WebhooksNeeds, 'record'>

/** The next position of the journal. */
const endOfJournal = `(select coalesce(max(leaf_index) + 1, 0) from journal_leaf where organisation_id = $1)`

/** Adds an endpoint, which is told of what is recorded from now on. @throws WEBHOOK_TOO_MANY */
export const createEndpoint = async (
  tx: Tx,
  needs: Needs,
  { url, description, kinds }: EndpointFields,
  actor: string,
): Promise<Changed & { secret: string; publicKey: string }> => {
  const { count } = await tx.one<{ count: number }>({
    name: 'webhook-endpoint-count',
    text: 'select count(*)::int as count from webhook_endpoint where organisation_id = $1 and removed_at is null',
    values: [tx.organisationId],
  })
  if (count >= most) throw webhookErrors.WEBHOOK_TOO_MANY(`there are ${most} endpoints already`)
  const keys = newKeys()
  const [id, now, publicKey] = [uuidv7(), new Date(), publicText(keys)]
  const stored = await storeEndpoint(
    tx,
    needs,
    {
      id,
      version: 1,
      url,
      description,
      kinds,
      state: 'active',
      keys,
      publicKey,
      oldKeys: null,
      oldKeysUntil: null,
      removedAt: null,
      createdAt: now,
      changedAt: now,
      entryId: '',
    },
    { kind: 'webhook.created', actor },
  )
  await tx.rows({
    name: 'webhook-progress-begin',
    text: `insert into webhook_progress (organisation_id, endpoint_id, next_leaf) select $1, $2, ${endOfJournal}`,
    values: [tx.organisationId, id],
  })
  return { ...stored, secret: secretText(keys), publicKey }
}

/** Changes where to, what for, or how it is called. @throws as lockVersion; WEBHOOK_NOTHING_CHANGED */
export const changeEndpoint = async (
  tx: Tx,
  needs: Needs,
  { id, version }: { readonly id: string; readonly version: number },
  changes: { readonly [Field in keyof EndpointFields]?: EndpointFields[Field] | undefined },
  actor: string,
): Promise<Changed> => {
  const before = await lockVersion(tx, id, version)
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
  const after: Endpoint = { ...before, ...given, version: version + 1 }
  const isSame = (['url', 'description', 'kinds'] as const).every(
    (field) => JSON.stringify(after[field]) === JSON.stringify(before[field]),
  )
  if (isSame) throw webhookErrors.WEBHOOK_NOTHING_CHANGED('nothing was changed')
  return storeEndpoint(tx, needs, after, { kind: 'webhook.changed', actor })
}

/** Forgets how it went, so that a fresh start is not judged by what was before. */
const forgetFailures = async (tx: Tx, id: string, fromNow: boolean): Promise<void> => {
  await tx.rows({
    name: `webhook-progress-${fromNow ? 'skip' : 'renew'}`,
    text: `update webhook_progress set failures = 0, failing_since = null, resting_until = null
                  ${fromNow ? `, next_leaf = ${endOfJournal}` : ''}
            where organisation_id = $1 and endpoint_id = $2`,
    values: [tx.organisationId, id],
  })
  if (!fromNow) return
  await tx.rows({
    name: 'webhook-waiting-drop',
    text: `delete from webhook_delivery where organisation_id = $1 and endpoint_id = $2 and state = 'waiting'`,
    values: [tx.organisationId, id],
  })
}

/** What can be done to an endpoint as a whole. */
export type Step = 'pause' | 'resume' | 'skip' | 'remove' | 'restore'

/**
 * Pauses an endpoint, has it go on where it stopped (`resume`) or with what comes (`skip`), removes it or brings it back.
 * @throws as lockVersion; WEBHOOK_NOTHING_CHANGED
 */
export const stepEndpoint = async (
  tx: Tx,
  needs: Needs,
  { id, version, step }: { readonly id: string; readonly version: number; readonly step: Step },
  actor: string,
): Promise<Changed> => {
  const before = await lockVersion(tx, id, version, step === 'restore')
  const after: Endpoint = { ...before, version: version + 1 }
  if (step === 'remove') {
    return storeEndpoint(tx, needs, { ...after, removedAt: new Date() }, { kind: 'webhook.removed', actor })
  }
  if (step === 'restore') {
    // What failed before it was removed is no reason to pause it now.
    await forgetFailures(tx, id, false)
    return storeEndpoint(tx, needs, { ...after, removedAt: null }, { kind: 'webhook.restored', actor })
  }
  const isActive = before.state === 'active'
  if (isActive !== (step === 'pause')) throw webhookErrors.WEBHOOK_NOTHING_CHANGED(`the endpoint is ${before.state}`)
  if (step === 'pause')
    return storeEndpoint(tx, needs, { ...after, state: 'paused' }, { kind: 'webhook.paused', actor })
  await forgetFailures(tx, id, step === 'skip')
  return storeEndpoint(tx, needs, { ...after, state: 'active' }, { kind: 'webhook.resumed', actor })
}

/**
 * Makes new keys. For some hours the old ones sign too, so that the receiver can change over when it suits; with 0 they end
 * at once.
 * @throws as lockVersion
 */
export const rotateKeys = async (
  tx: Tx,
  needs: Needs,
  { id, version, overlapHours }: { readonly id: string; readonly version: number; readonly overlapHours: number },
  actor: string,
): Promise<Changed & { secret: string; publicKey: string; oldKeysUntil: string | null }> => {
  const before = await lockVersion(tx, id, version)
  const keys = newKeys()
  const publicKey = publicText(keys)
  const old =
    overlapHours === 0
      ? { oldKeys: null, oldKeysUntil: null }
      : { oldKeys: before.keys, oldKeysUntil: new Date(Date.now() + overlapHours * hour) }
  const after = { ...before, ...old, version: version + 1, keys, publicKey }
  const stored = await storeEndpoint(tx, needs, after, { kind: 'webhook.keys-changed', actor })
  return { ...stored, secret: secretText(keys), publicKey, oldKeysUntil: old.oldKeysUntil?.toISOString() ?? null }
}
