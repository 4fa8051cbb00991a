import { equalBytes, toHex } from '../bytes.ts'
import { type Failure, JournalFormatError } from '../errors.ts'
import { hashChildren, hashLength } from './hash.ts'
import { checkSize, type LeafRange, type NodeReader, readRanges, splitOf } from './range.ts'

/** What an inclusion proof is about. */
export type InclusionClaim = {
  readonly leafHash: Uint8Array
  /** Position of the leaf, counted from 0. */
  readonly index: number
  /** Leaves in the tree. */
  readonly size: number
  readonly root: Uint8Array
  /** Sibling hashes from the leaf up to the root's child. */
  readonly proof: readonly Uint8Array[]
}

/** The claim as text, so that a failure can be shown and checked by others. */
export type InclusionEvidence = {
  readonly leafHash: string
  readonly index: number
  readonly size: number
  readonly root: string
  readonly proof: readonly string[]
  /** Root that leaf and proof lead to, if they lead to any. */
  readonly computedRoot?: string
}

/** Outcome of {@link verifyInclusion}. */
export type InclusionVerdict =
  | { readonly ok: true }
  | Failure<'INCLUSION_INDEX_OUTSIDE_TREE' | 'INCLUSION_PROOF_LENGTH' | 'INCLUSION_ROOT_DIFFERS', InclusionEvidence>

const pathOf = (index: number, start: number, end: number): LeafRange[] => {
  if (end - start === 1) return []
  const middle = start + splitOf(end - start)
  return index < middle
    ? [...pathOf(index, start, middle), { start: middle, end }]
    : [...pathOf(index, middle, end), { start, end: middle }]
}

/** Ranges whose hashes are the inclusion proof of a leaf: PATH of RFC 6962 section 2.1.1. */
export const inclusionRanges = (index: number, size: number): LeafRange[] => {
  checkSize(index, 'index')
  checkSize(size, 'size')
  if (index >= size) {
    throw new JournalFormatError('JOURNAL_TREE_RANGE', `A tree of ${size} leaves has no leaf ${index}.`)
  }
  return pathOf(index, 0, size)
}

/**
 * Inclusion proof of leaf `index` in the tree of the first `size` leaves, leaf's sibling first.
 * @throws JournalFormatError `JOURNAL_TREE_RANGE` if there is no such leaf.
 */
export const inclusionProof = (index: number, size: number, readNodes: NodeReader): Promise<Uint8Array[]> =>
  readRanges(inclusionRanges(index, size), readNodes)

/**
 * Verifies an inclusion proof by the steps of RFC 9162 section 2.1.3.2 (the tree is that of RFC 6962).
 * Never throws on a false claim: it returns the evidence.
 */
export const verifyInclusion = (claim: InclusionClaim): InclusionVerdict => {
  const { leafHash, index, size, root, proof } = claim
  const fail = (code: Extract<InclusionVerdict, { ok: false }>['code'], message: string, computed?: Uint8Array) => ({
    ok: false as const,
    code,
    message,
    evidence: {
      leafHash: toHex(leafHash),
      index,
      size,
      root: toHex(root),
      proof: proof.map(toHex),
      ...(computed === undefined ? {} : { computedRoot: toHex(computed) }),
    },
  })
  const whole = Number.isSafeInteger(index) && Number.isSafeInteger(size)
  if (!whole || index < 0 || index >= size) {
    return fail('INCLUSION_INDEX_OUTSIDE_TREE', `A tree of ${size} leaves has no leaf ${index}.`)
  }
  const wrongLength = () =>
    fail('INCLUSION_PROOF_LENGTH', `${proof.length} hashes are not the proof of leaf ${index} among ${size}.`)
  if ([leafHash, ...proof].some((hash) => hash.length !== hashLength)) return wrongLength()
  let node = index
  let last = size - 1
  let hash = leafHash
  for (const sibling of proof) {
    if (last === 0) return wrongLength()
    if (node % 2 === 1 || node === last) {
      hash = hashChildren(sibling, hash)
      while (node % 2 === 0 && node !== 0) {
        node /= 2
        last = Math.floor(last / 2)
      }
    } else {
      hash = hashChildren(hash, sibling)
    }
    node = Math.floor(node / 2)
    last = Math.floor(last / 2)
  }
  if (last !== 0) return wrongLength()
  return equalBytes(hash, root)
    ? { ok: true }
    : fail('INCLUSION_ROOT_DIFFERS', 'Leaf and proof lead to another root than the checkpoint states.', hash)
}
