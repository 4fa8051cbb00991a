import { consistencyProof, inclusionProof, readRoot, toHex } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'
import { journalErrors } from './errors.ts'
import { logSize } from './sequence.ts'
import { treeReader } from './tree-reader.ts'

type Head = { readonly size: number; readonly root: string }

/**
 * Proof that the tree of size `to` begins with the tree of size `from`, made from tiles and leaves.
 * @returns both tree heads and the proof, in hex
 * @throws JOURNAL_RANGE_INVALID when the sizes are not in order or the log is not that long
 */
export const proveConsistency = async (
  tx: Tx,
  from: number,
  to: number,
): Promise<{ from: Head; to: Head; proof: string[] }> => {
  const size = await logSize(tx)
  if (from > to || to > size) {
    throw journalErrors.JOURNAL_RANGE_INVALID(`needed is 0 ≤ from ≤ to ≤ ${size}, given were ${from} and ${to}`)
  }
  const reader = treeReader(tx)
  const [fromRoot, toRoot, proof] = await Promise.all([
    readRoot(from, reader),
    readRoot(to, reader),
    consistencyProof(from, to, reader),
  ])
  const head = (size: number, root: Uint8Array): Head => ({ size, root: toHex(root) })
  return { from: head(from, fromRoot), to: head(to, toRoot), proof: proof.map(toHex) }
}

/**
 * Proof that leaf `index` is in the tree of the first `size` leaves.
 * @throws JOURNAL_RANGE_INVALID when there is no such leaf or tree
 */
export const proveInclusion = async (
  tx: Tx,
  index: number,
  size: number,
): Promise<{ index: number; size: number; leafHash: string; root: string; proof: string[] }> => {
  const leaves = await logSize(tx)
  if (index >= size || size > leaves) {
    throw journalErrors.JOURNAL_RANGE_INVALID(`needed is 0 ≤ index < size ≤ ${leaves}, given were ${index} and ${size}`)
  }
  const reader = treeReader(tx)
  const [leaf, root, proof] = await Promise.all([
    reader([{ height: 0, index }]),
    readRoot(size, reader),
    inclusionProof(index, size, reader),
  ])
  return { index, size, leafHash: toHex(leaf[0]!), root: toHex(root), proof: proof.map(toHex) }
}
