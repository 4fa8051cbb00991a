import type { Frontier } from '@candor/journal'
import type { Dispute, Placed } from './dispute.ts'

/**
 * Tries whether leaves are only out of order: entries are sequenced oldest id first, so the signed root may fit the
 * sorted leaves where it does not fit the stored ones. That names the exchanged records where no tile exists yet.
 * @param confirmed the tree up to the last signed root that fits
 * @param since the leaves after it, as stored
 * @param root the signed root that does not fit them
 * @returns the disputed positions and the tree as it was sealed; nothing if order is not what was changed
 */
export const restoreOrder = (
  confirmed: { readonly size: number; readonly frontier: Frontier },
  since: readonly Placed[],
  root: Buffer,
): { disputes: Dispute[]; frontier: Frontier } | undefined => {
  const sorted = since.toSorted((a, b) => (a.entryId < b.entryId ? -1 : 1))
  if (sorted.every((placed, i) => placed === since[i])) return undefined
  const frontier = confirmed.frontier.clone()
  frontier.appendMany(sorted.map(({ hash }) => hash))
  if (!root.equals(frontier.root())) return undefined
  const disputes = since.flatMap((placed, i): Dispute[] => {
    const { hash: other } = sorted[i]!
    return placed.hash.equals(other) ? [] : [{ index: placed.leafIndex, placed, other, sealed: 'tiles' }]
  })
  return { disputes, frontier }
}
