import type { CustomerProfile } from '@candor/api'
import type { JsonObject } from '@candor/journal'
import { blindKeys, livingKeys, type SubjectKey } from '../../../platform/crypto/index.ts'
import { plainArray, type Tx } from '../../../platform/db/index.ts'
import { addToCounts } from '../counts.ts'
import type { Authorship } from '../create.ts'
import type { RecordNeeds } from '../needs.ts'
import {
  changedProfile,
  openProfile,
  profileChanges,
  sealProfile,
  tidyProfile,
  type ProfileChanges,
  type ProfileEdit,
} from '../profile.ts'
import { blindIndexes } from '../search/blind.ts'
import { keepOtherHashes } from '../search/others.ts'

/** A change of one of many profiles. */
export type ManyChange = {
  /** What is to be different; a function of the stored profile where it depends on that. */
  readonly edit: ProfileEdit | ((stored: CustomerProfile) => ProfileEdit)
  /** The version that must be the stored one; any unless given. */
  readonly version?: number
}

/** What became of one customer. */
export type ManyOutcome =
  | {
      readonly outcome: 'changed'
      readonly before: CustomerProfile
      readonly after: CustomerProfile
      readonly version: number
      readonly entryId: string
    }
  | { readonly outcome: 'unchanged'; readonly profile: CustomerProfile; readonly version: number }
  /** The stored version is another than the one given. */
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'missing' }

type Stored = {
  readonly id: string
  readonly reference: string | null
  readonly profile: Buffer
  readonly version: number
}

type Wanted = {
  readonly stored: Stored
  readonly key: SubjectKey
  readonly before: CustomerProfile
  readonly after: CustomerProfile
  readonly changes: ProfileChanges
}

const lockMany = async (tx: Tx, ids: readonly string[]): Promise<Stored[]> =>
  tx.rows<Stored>({
    text: `select id, reference, profile, version from customer
            where organisation_id = $1 and id = any($2::uuid[]) and merged_into is null
            order by id for no key update`,
    values: [tx.organisationId, ids],
  })

const updateMany = `
  update customer c
     set profile = m.profile, email_hash = m.email_hash, phone_hash = m.phone_hash, tokens = m.tokens::int4[],
         fictional = m.fictional, version = c.version + 1, entry_id = m.entry_id, updated_at = now()
    from unnest($2::uuid[], $3::bytea[], $4::bytea[], $5::bytea[], $6::text[], $7::bool[], $8::uuid[])
      as m (id, profile, email_hash, phone_hash, tokens, fictional, entry_id)
   where c.organisation_id = $1 and c.id = m.id`

const moveCountries = async (tx: Tx, wanted: readonly Wanted[]): Promise<void> => {
  const moved = wanted.filter(({ changes }) => 'country' in changes)
  if (moved.length === 0) return
  await tx.rows({
    text: `update customer_figures f set country = m.country from unnest($2::uuid[], $3::text[]) as m (id, country)
            where f.organisation_id = $1 and f.customer_id = m.id`,
    values: [tx.organisationId, moved.map(({ stored }) => stored.id), moved.map(({ after }) => after.country ?? null)],
  })
  await addToCounts(
    tx,
    moved.flatMap(({ before, after }) => [
      { country: before.country ?? null, customers: -1 },
      { country: after.country ?? null, customers: 1 },
    ]),
  )
}

const store = async (tx: Tx, wanted: readonly Wanted[], entryIds: readonly string[]): Promise<void> => {
  const blind = await blindKeys(tx)
  const indexes = wanted.map(({ stored, after }) => blindIndexes(blind, stored.reference, after))
  await tx.rows({
    text: updateMany,
    values: [
      tx.organisationId,
      wanted.map(({ stored }) => stored.id),
      wanted.map(({ key, stored, after }) => sealProfile(key, stored.id, after)),
      indexes.map((index) => index.emailHash),
      indexes.map((index) => index.phoneHash),
      indexes.map((index) => plainArray(index.tokens)),
      wanted.map(({ after }) => after.fictional ?? false),
      entryIds,
    ],
  })
  const rehashed = wanted.flatMap(({ stored, changes }, at) =>
    'emails' in changes || 'phones' in changes || 'email' in changes || 'phone' in changes
      ? [{ customerId: stored.id, others: indexes[at]!.others }]
      : [],
  )
  if (rehashed.length > 0) {
    await tx.rows({
      text: 'delete from customer_contact_hash where organisation_id = $1 and customer_id = any($2::uuid[])',
      values: [tx.organisationId, rehashed.map(({ customerId }) => customerId)],
    })
    await keepOtherHashes(tx, rehashed)
  }
  await moveCountries(tx, wanted)
}

/**
 * Changes many profiles in the caller's transaction, each with a journal entry of its own that holds the values before
 * and after. A batch costs as many statements as one customer; what is so already is left alone.
 * @param changes by customer id
 * @returns the outcome by customer id
 * @throws CUSTOMER_CONTACT_TWICE
 */
export const updateCustomers = async (
  tx: Tx,
  needs: RecordNeeds,
  changes: ReadonlyMap<string, ManyChange>,
  { actor, purpose }: Authorship,
): Promise<Map<string, ManyOutcome>> => {
  const outcomes = new Map<string, ManyOutcome>([...changes.keys()].map((id) => [id, { outcome: 'missing' }]))
  if (changes.size === 0) return outcomes
  const rows = await lockMany(tx, [...changes.keys()])
  const keys = await livingKeys(
    tx,
    rows.map(({ id }) => id),
  )
  const wanted: Wanted[] = []
  for (const stored of rows) {
    const { edit, version } = changes.get(stored.id)!
    const key = keys.get(stored.id)
    // Who was erased is there no more.
    if (key === undefined) continue
    const before = openProfile(key, stored.id, stored.profile)
    if (version !== undefined && version !== stored.version) {
      outcomes.set(stored.id, { outcome: 'stale' })
      continue
    }
    const after = changedProfile(before, typeof edit === 'function' ? edit(before) : edit)
    const differing = profileChanges(before, after)
    if (Object.keys(differing).length > 0) wanted.push({ stored, key, before, after, changes: differing })
    else outcomes.set(stored.id, { outcome: 'unchanged', profile: before, version: stored.version })
  }
  if (wanted.length === 0) return outcomes
  const entries = await needs.recordMany(
    tx,
    wanted.map(({ stored, changes: differing, after }) => ({
      subject: stored.id,
      kind: 'customer.updated' as const,
      actor,
      purpose,
      body: { version: stored.version + 1, changes: differing, profile: tidyProfile(after) as JsonObject },
    })),
  )
  const entryIds = entries.map(({ id }) => id)
  await store(tx, wanted, entryIds)
  for (const [at, { stored, before, after }] of wanted.entries()) {
    outcomes.set(stored.id, { outcome: 'changed', before, after, version: stored.version + 1, entryId: entryIds[at]! })
  }
  return outcomes
}
