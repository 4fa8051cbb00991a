import type { Tx } from '../../../platform/db/index.ts'
import { duplicateErrors } from '../errors.ts'
import type { DuplicatesNeeds } from '../needs.ts'
import { decidePairs } from '../queue/pairs.ts'
import type { Authorship } from './merge.ts'
import { partedProfile, realChanges, withoutMerge } from './profile.ts'
import { findMerge, laterMerges, noteUndone, openMemento, recordsBelow, replaceMemento, type Merge } from './store.ts'

/** What a merge that came later remembers of the customer is put right: it too would bring back what this one brought. */
const forgetIn = async (tx: Tx, merge: Merge): Promise<void> => {
  const undone = await openMemento(tx, merge)
  for (const later of await laterMerges(tx, merge)) {
    const memento = await openMemento(tx, later)
    await replaceMemento(tx, later, { ...memento, ...withoutMerge(memento, undone) })
  }
}

/**
 * Parts two merged customers again. The other one is exactly as it was, with what was recorded of it since: orders that came
 * in under its own number. The kept one loses what the merge put into its profile and keeps what anybody put there since,
 * and everything else that was recorded after the merge.
 * @throws MERGE_NOT_FOUND, MERGE_UNDONE_ALREADY, MERGE_BELOW_ANOTHER, SUBJECT_ERASED
 */
export const undoMerge = async (
  tx: Tx,
  needs: DuplicatesNeeds,
  id: string,
  by: Authorship,
): Promise<{ keptId: string; otherId: string; entryId: string }> => {
  const { keptId, otherId } = await findMerge(tx, id)
  const held = await needs.customers.hold(tx, [keptId, otherId])
  // Read again: whoever undid it meanwhile held both.
  const merge = await findMerge(tx, id)
  if (merge.undoneAt !== null) throw duplicateErrors.MERGE_UNDONE_ALREADY(`merge ${id} was undone already`)
  const [kept, other] = [held.get(keptId)!, held.get(otherId)!]
  if (kept.mergedInto !== null) {
    throw duplicateErrors.MERGE_BELOW_ANOTHER(`customer ${keptId} was merged into ${kept.mergedInto} since`, {
      stored: { id: keptId, mergedInto: kept.mergedInto },
    })
  }
  const under = new Set(await recordsBelow(tx, otherId))
  const records = (await needs.customers.recordsOf(tx, keptId)).filter((record) => !under.has(record))
  const parts = { kept: { record: kept, records }, other: { record: other, records: [...under] } }
  await needs.customers.part(tx, parts.kept, parts.other)

  const memento = await openMemento(tx, merge)
  const profile = realChanges(kept.profile, partedProfile(memento.before, memento.after, kept.profile))
  if (Object.keys(profile).length > 0) {
    await needs.customers.update(tx, { id: keptId, version: kept.version, profile }, by)
  }
  await forgetIn(tx, merge)
  const merging = { mergeId: id, kept: keptId, other: otherId, actor: by.actor }
  for (const { name, onUnmerge } of needs.mergeParts) await onUnmerge(tx, merging, memento.parts[name] ?? null)

  const [entry] = await needs.recordMany(tx, [
    {
      subject: keptId,
      kind: 'customer.unmerged',
      ...by,
      body: { mergeId: id, customerId: otherId },
    },
    { subject: otherId, kind: 'customer.unmerged-from', ...by, body: { mergeId: id, customerId: keptId } },
  ])
  const entryId = entry!.id
  await noteUndone(tx, id, by.actor, entryId)
  // Whoever parts two customers has looked at them: they are not asked about again.
  await decidePairs(tx, records, [...under], ['merged'], { state: 'dismissed', by: by.actor, entryId })
  return { keptId, otherId, entryId }
}
