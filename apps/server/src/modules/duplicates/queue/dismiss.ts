import type { Tx } from '../../../platform/db/index.ts'
import { duplicateErrors } from '../errors.ts'
import type { Authorship } from '../merge/merge.ts'
import type { DuplicatesNeeds } from '../needs.ts'
import { decidePairs, insertDecided, ordered } from './pairs.ts'

/** Two customers. */
export type Two = { readonly firstId: string; readonly secondId: string }

/** Holds two customers that stand for themselves; whoever merges them meanwhile is found out. */
const holdTwo = async (tx: Tx, { customers }: DuplicatesNeeds, { firstId, secondId }: Two) => {
  if (firstId === secondId) throw duplicateErrors.DUPLICATE_OF_ITSELF('both ids are the same')
  const held = await customers.hold(tx, [firstId, secondId])
  for (const { id, mergedInto } of held.values()) {
    if (mergedInto === null) continue
    throw duplicateErrors.DUPLICATE_MERGED_ALREADY(`customer ${id} was merged into ${mergedInto}`, {
      stored: { id, mergedInto },
    })
  }
  return { ones: await customers.recordsOf(tx, firstId), others: await customers.recordsOf(tx, secondId) }
}

const recordBoth = async (
  tx: Tx,
  needs: DuplicatesNeeds,
  { firstId, secondId }: Two,
  kind: 'duplicate.dismissed' | 'duplicate.reopened',
  by: Authorship,
): Promise<string> => {
  const [entry] = await needs.recordMany(tx, [
    { subject: firstId, kind, ...by, body: { customerId: secondId } },
    { subject: secondId, kind, ...by, body: { customerId: firstId } },
  ])
  return entry!.id
}

/**
 * Keeps that two customers are not the same: they are not asked about again, whatever later comparisons find.
 * @throws CUSTOMER_NOT_FOUND, DUPLICATE_OF_ITSELF, DUPLICATE_MERGED_ALREADY
 */
export const dismissPair = async (
  tx: Tx,
  needs: DuplicatesNeeds,
  two: Two,
  by: Authorship,
): Promise<{ entryId: string }> => {
  const { ones, others } = await holdTwo(tx, needs, two)
  const entryId = await recordBoth(tx, needs, two, 'duplicate.dismissed', by)
  const decision = { state: 'dismissed', by: by.actor, entryId } as const
  await decidePairs(tx, ones, others, ['open', 'merged'], decision)
  await insertDecided(tx, ordered(two.firstId, two.secondId), decision)
  return { entryId }
}

/**
 * Takes that back.
 * @throws DUPLICATE_NOT_DISMISSED and as {@link dismissPair}
 */
export const reopenPair = async (
  tx: Tx,
  needs: DuplicatesNeeds,
  two: Two,
  by: Authorship,
): Promise<{ entryId: string }> => {
  const { ones, others } = await holdTwo(tx, needs, two)
  const entryId = await recordBoth(tx, needs, two, 'duplicate.reopened', by)
  const reopened = await decidePairs(tx, ones, others, ['dismissed'], { state: 'open', by: by.actor, entryId })
  if (reopened === 0) throw duplicateErrors.DUPLICATE_NOT_DISMISSED('no pair of these two was dismissed')
  return { entryId }
}
