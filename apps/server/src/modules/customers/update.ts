import type { CustomerProfile } from '@candor/api'
import type { JsonObject } from '@candor/journal'
import { blindKeys, subjectKey } from '../../platform/crypto/index.ts'
import { plainArray, type Tx } from '../../platform/db/index.ts'
import { addToCounts } from './counts.ts'
import type { Authorship } from './create.ts'
import { customerErrors } from './errors.ts'
import type { RecordNeeds } from './needs.ts'
import { changedProfile, openProfile, profileChanges, sealProfile, tidyProfile, type ProfileEdit } from './profile.ts'
import { blindIndexes } from './search/blind.ts'
import { replaceOtherHashes } from './search/others.ts'

/** A change of a profile, based on the version that its author saw. */
export type ProfileUpdate = {
  readonly id: string
  readonly version: number
  readonly profile: ProfileEdit
}

type Row = { reference: string | null; profile: Buffer; version: number; mergedInto: string | null }

const moveCountry = async (tx: Tx, id: string, from: string | null, to: string | null): Promise<void> => {
  await Promise.all([
    tx.rows({
      name: 'customer-country',
      text: 'update customer_figures set country = $3 where organisation_id = $1 and customer_id = $2',
      values: [tx.organisationId, id, to],
    }),
    addToCounts(tx, [
      { country: from, customers: -1 },
      { country: to, customers: 1 },
    ]),
  ])
}

/**
 * Changes a profile. The journal keeps every changed field with the value before and after, and the whole of
 * it as it is now.
 * @throws CUSTOMER_NOT_FOUND; CUSTOMER_CHANGED_MEANWHILE with the stored profile and version, when the version is not
 *   the stored one; CUSTOMER_NOTHING_CHANGED, CUSTOMER_CONTACT_TWICE
 */
export const updateCustomer = async (
  tx: Tx,
  needs: RecordNeeds,
  { id, version, profile: changes }: ProfileUpdate,
  { actor, purpose }: Authorship,
): Promise<{ id: string; version: number; entryId: string; profile: CustomerProfile }> => {
  const row = await tx.maybe<Row>({
    name: 'customer-lock',
    text: `select reference, profile, version, merged_into as "mergedInto" from customer
            where organisation_id = $1 and id = $2 for no key update`,
    values: [tx.organisationId, id],
  })
  if (row === undefined) throw customerErrors.CUSTOMER_NOT_FOUND(`there is no customer ${id}`)
  if (row.mergedInto !== null) {
    throw customerErrors.CUSTOMER_MERGED(`customer ${id} was merged into ${row.mergedInto}`, {
      stored: { id: row.mergedInto },
    })
  }
  const [key, blind] = [await subjectKey(tx, id), await blindKeys(tx)]
  const before = openProfile(key, id, row.profile)
  if (row.version !== version) {
    throw customerErrors.CUSTOMER_CHANGED_MEANWHILE(
      `version ${row.version} is stored, the change is based on ${version}`,
      {
        stored: { version: row.version, profile: before },
      },
    )
  }
  const after = changedProfile(before, changes)
  const differing = profileChanges(before, after)
  if (Object.keys(differing).length === 0) {
    throw customerErrors.CUSTOMER_NOTHING_CHANGED('every field already has the value that was sent')
  }
  const indexes = blindIndexes(blind, row.reference, after)
  const recorded = await needs.record(tx, {
    subject: id,
    kind: 'customer.updated',
    actor,
    purpose,
    body: { version: version + 1, changes: differing, profile: tidyProfile(after) as JsonObject },
  })
  await Promise.all([
    tx.rows({
      name: 'customer-update',
      text: `update customer
                set profile = $3, email_hash = $4, phone_hash = $5, tokens = $6::int4[], fictional = $7,
                    version = $8, entry_id = $9, updated_at = now()
              where organisation_id = $1 and id = $2`,
      values: [
        tx.organisationId,
        id,
        sealProfile(key, id, after),
        indexes.emailHash,
        indexes.phoneHash,
        plainArray(indexes.tokens),
        after.fictional ?? false,
        version + 1,
        recorded.id,
      ],
    }),
    ...('emails' in differing || 'phones' in differing
      ? [replaceOtherHashes(tx, { customerId: id, others: indexes.others })]
      : []),
    ...('country' in differing ? [moveCountry(tx, id, before.country ?? null, after.country ?? null)] : []),
  ])
  return { id, version: version + 1, entryId: recorded.id, profile: tidyProfile(after) }
}
