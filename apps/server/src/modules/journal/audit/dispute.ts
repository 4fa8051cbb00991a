import { entryKey, type Finding, finding, leafKey } from './finding.ts'

/** A position with the entry that stands at it. */
export type Placed = { readonly leafIndex: number; readonly entryId: string; readonly hash: Buffer }

/** A position whose leaf is not what the tile, or a signed root, says. */
export type Dispute = {
  readonly index: number
  readonly placed: Placed | undefined
  /** Hash that the other source has for the position. */
  readonly other: Buffer
  /** Which of the two the signed root confirmed, once known. */
  readonly sealed?: 'leaves' | 'tiles'
}

/** A position at which leaf and tile differ. */
export const leafDispute = (index: number, placed: Placed | undefined, other: Buffer): Dispute => ({
  index,
  placed,
  other,
})

const changedTile = (index: number, disputes: readonly Dispute[]): Finding => {
  const places = disputes.map((dispute) => dispute.index % 256)
  const what = `Hash ${places.slice(0, 5).join(', ')}${places.length > 5 ? '…' : ''} of a tile is not that of the leaf.`
  return finding('JOURNAL_TILE_CHANGED', 'journal_tile', `tile 0/${index}`, what, { places: places.slice(0, 256) })
}

const changedLeaf = ({ index, placed, other, sealed }: Dispute): Finding => {
  if (placed === undefined) {
    const what = 'A position between others is gone.'
    return finding('JOURNAL_LEAF_MISSING', 'journal_leaf', leafKey(index), what, { sealed: other.toString('hex') })
  }
  const what =
    sealed === 'tiles'
      ? `The entry at this position is not the one that was sealed there (${entryKey(placed.entryId)}).`
      : `Leaf and tile disagree, and no signed root tells which is right (${entryKey(placed.entryId)}).`
  const detail = { entry: placed.entryId, stored: placed.hash.toString('hex'), sealed: other.toString('hex') }
  return finding('JOURNAL_LEAF_CHANGED', 'journal_leaf', leafKey(index), what, detail)
}

type Move = { readonly from: number; readonly to: number; readonly placed: Placed }

const movedLeaf = ({ from, to, placed }: Move): Finding => {
  const what = `The ${entryKey(placed.entryId)} stands at position ${to}, but was sealed at ${from}.`
  const detail = { entry: placed.entryId, sealedAt: from, standsAt: to }
  return finding('JOURNAL_LEAF_MOVED', 'journal_leaf', leafKey(to), what, detail)
}

/** Moves by the same distance next to each other are told as one: everything after a removed leaf has moved. */
const movedRuns = (moves: readonly Move[]): Finding[] => {
  const runs: Move[][] = []
  for (const move of moves) {
    const last = runs.at(-1)?.at(-1)
    if (last !== undefined && move.to === last.to + 1 && move.from - move.to === last.from - last.to)
      runs.at(-1)!.push(move)
    else runs.push([move])
  }
  return runs.flatMap((run) => {
    const [first, last] = [run[0]!, run.at(-1)!]
    if (run.length < 3) return run.map(movedLeaf)
    const what = `Positions ${first.to} to ${last.to} hold what was sealed at ${first.from} to ${last.from}.`
    const detail = { standsAt: [first.to, last.to], sealedAt: [first.from, last.from], entry: first.placed.entryId }
    return [finding('JOURNAL_LEAF_MOVED', 'journal_leaf', leafKey(first.to, last.to), what, detail)]
  })
}

/** Puts disputes into words: each names the record that was touched, as exactly as the signed roots allow. */
export const disputeFindings = (disputes: readonly Dispute[]): Finding[] => {
  const tiles = Map.groupBy(
    disputes.filter(({ sealed }) => sealed === 'leaves'),
    ({ index }) => Math.floor(index / 256),
  )
  const leaves = disputes.filter(({ sealed }) => sealed !== 'leaves').toSorted((a, b) => a.index - b.index)
  const sealedAt = new Map(leaves.map(({ index, other }) => [other.toString('hex'), index]))
  const moves: Move[] = []
  const changed: Finding[] = []
  for (const dispute of leaves) {
    const from = dispute.placed && sealedAt.get(dispute.placed.hash.toString('hex'))
    if (dispute.placed === undefined || from === undefined) changed.push(changedLeaf(dispute))
    else moves.push({ from, to: dispute.index, placed: dispute.placed })
  }
  return [...changed, ...movedRuns(moves), ...[...tiles].map(([index, own]) => changedTile(index, own))]
}
