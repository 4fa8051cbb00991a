import type { CustomerProfile, MergeChoice } from '@candor/api'
import type { JsonObject, JsonValue } from '@candor/journal'
import type { Tx } from '../../../platform/db/index.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import { duplicateErrors } from '../errors.ts'
import type { DuplicatesNeeds, HeldRecord, Merging, Part } from '../needs.ts'
import { decidePairs } from '../queue/pairs.ts'
import { mergedProfile, realChanges } from './profile.ts'
import { insertMerge } from './store.ts'

/** Two customers to be made one. */
export type MergeRequest = {
  /** Who stays, and whose page opens from now on for both. */
  readonly keptId: string
  readonly otherId: string
  /** Versions of the profiles that were looked at; not checked where absent. */
  readonly version?: number | undefined
  readonly otherVersion?: number | undefined
  readonly fields: MergeChoice
  /** The merging of many that it is part of. */
  readonly bulkId?: string | undefined
}

/** Who does it, and why the data is used. */
export type Authorship = { readonly actor: string; readonly purpose: string }

/** What became of two customers. */
export type Merged = {
  readonly mergeId: string
  readonly id: string
  readonly version: number
  readonly entryId: string
}

const checkVersion = (record: HeldRecord, seen: number | undefined): void => {
  if (seen === undefined || record.version === seen) return
  throw duplicateErrors.DUPLICATE_CHANGED_MEANWHILE(
    `version ${record.version} of ${record.id} is stored, not ${seen}`,
    {
      stored: { id: record.id, version: record.version },
    },
  )
}

/**
 * Holds both customers and checks that each still stands for itself. Who comes second waits here and then finds the other
 * one merged, so of two who merge the same pair one succeeds and nothing is half done.
 */
const holdBoth = async (
  tx: Tx,
  needs: DuplicatesNeeds,
  request: MergeRequest,
): Promise<{ kept: Part; other: Part }> => {
  const { keptId, otherId, version, otherVersion } = request
  if (keptId === otherId) throw duplicateErrors.DUPLICATE_OF_ITSELF('both ids are the same')
  const held = await needs.customers.hold(tx, [keptId, otherId])
  const [kept, other] = [held.get(keptId)!, held.get(otherId)!]
  for (const { id, mergedInto } of [kept, other]) {
    if (mergedInto === null) continue
    throw duplicateErrors.DUPLICATE_MERGED_ALREADY(`customer ${id} was merged into ${mergedInto}`, {
      stored: { id, mergedInto },
    })
  }
  checkVersion(kept, version)
  checkVersion(other, otherVersion)
  const [records, otherRecords] = [
    await needs.customers.recordsOf(tx, keptId),
    await needs.customers.recordsOf(tx, otherId),
  ]
  return { kept: { record: kept, records }, other: { record: other, records: otherRecords } }
}

const changeProfile = async (
  tx: Tx,
  needs: DuplicatesNeeds,
  kept: HeldRecord,
  edit: Partial<CustomerProfile>,
  by: Authorship,
): Promise<{ version: number; profile: CustomerProfile }> => {
  const profile = realChanges(kept.profile, edit)
  if (Object.keys(profile).length === 0) return kept
  const { version } = await needs.customers.update(tx, { id: kept.id, version: kept.version, profile }, by)
  const now = (await needs.customers.hold(tx, [kept.id])).get(kept.id)!
  return { version, profile: now.profile }
}

const partsOf = async (tx: Tx, needs: DuplicatesNeeds, merging: Merging): Promise<Record<string, JsonValue>> => {
  const given: Record<string, JsonValue> = {}
  for (const { name, onMerge } of needs.mergeParts) given[name] = await onMerge(tx, merging)
  return given
}

const bodyOf = (mergeId: string, about: HeldRecord, more: JsonObject): JsonObject => ({
  mergeId,
  customerId: about.id,
  ...(about.reference !== null && { reference: about.reference }),
  ...more,
})

/**
 * Makes two customers one. No fact is moved or rewritten: orders, points, consents, notes and journal entries stay with the
 * record that they were recorded of, and whoever reads the customer reads both records. So it can be undone exactly.
 * @throws CUSTOMER_NOT_FOUND, DUPLICATE_OF_ITSELF, DUPLICATE_MERGED_ALREADY, DUPLICATE_CHANGED_MEANWHILE, SUBJECT_ERASED
 */
export const mergeCustomers = async (
  tx: Tx,
  needs: DuplicatesNeeds,
  request: MergeRequest,
  by: Authorship,
): Promise<Merged> => {
  const { kept, other } = await holdBoth(tx, needs, request)
  const mergeId = uuidv7()
  const before = kept.record.profile
  await needs.customers.join(tx, kept, other)
  const edit = mergedProfile(before, other.record.profile, request.fields)
  const { version, profile: after } = await changeProfile(tx, needs, kept.record, edit, by)
  const merging = { mergeId, kept: kept.record.id, other: other.record.id, actor: by.actor }
  const parts = await partsOf(tx, needs, merging)
  const [entry] = await needs.recordMany(tx, [
    {
      subject: kept.record.id,
      kind: 'customer.merged',
      ...by,
      body: bodyOf(mergeId, other.record, { fields: { ...request.fields } }),
    },
    {
      subject: other.record.id,
      kind: 'customer.merged-into',
      ...by,
      body: bodyOf(mergeId, kept.record, {}),
    },
  ])
  const entryId = entry!.id
  await insertMerge(tx, {
    id: mergeId,
    keptId: kept.record.id,
    otherId: other.record.id,
    memento: { before, after, parts },
    entryId,
    bulkId: request.bulkId ?? null,
    mergedBy: by.actor,
  })
  await decidePairs(tx, kept.records, other.records, ['open', 'dismissed'], {
    state: 'merged',
    by: by.actor,
    entryId,
  })
  return { mergeId, id: kept.record.id, version, entryId }
}
