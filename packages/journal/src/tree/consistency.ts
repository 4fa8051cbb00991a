import { equalBytes, toHex } from '../bytes.ts'
import { type Failure, JournalFormatError } from '../errors.ts'
import { emptyRoot, hashChildren, hashLength } from './hash.ts'
import { checkSize, type LeafRange, type NodeReader, readRanges, splitOf } from './range.ts'

/** What a consistency proof is about: that the tree of `toSize` begins with the tree of `fromSize`. */
export type ConsistencyClaim = {
  readonly fromSize: number
  readonly fromRoot: Uint8Array
  readonly toSize: number
  readonly toRoot: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/** Both tree heads and the proof as text: enough for anyone to see that they do not fit. */
export type ConsistencyEvidence = {
  readonly fromSize: number
  readonly fromRoot: string
  readonly toSize: number
  readonly toRoot: string
  readonly proof: readonly string[]
  readonly computedFromRoot?: string
  readonly computedToRoot?: string
}

/** Outcome of {@link verifyConsistency}. */
export type ConsistencyVerdict =
  | { readonly ok: true }
  | Failure<'CONSISTENCY_SIZES' | 'CONSISTENCY_PROOF_LENGTH' | 'CONSISTENCY_ROOT_DIFFERS', ConsistencyEvidence>

/** SUBPROOF of RFC 6962 section 2.1.2; `old` is the end of the older tree, `known` whether its root is at hand. */
const subproof = (old: number, start: number, end: number, known: boolean): LeafRange[] => {
  if (old === end) return known ? [] : [{ start, end }]
  const middle = start + splitOf(end - start)
  return old <= middle
    ? [...subproof(old, start, middle, known), { start: middle, end }]
    : [...subproof(old, middle, end, false), { start, end: middle }]
}

/** Ranges whose hashes are the consistency proof: PROOF of RFC 6962 section 2.1.2; none from the empty tree. */
export const consistencyRanges = (fromSize: number, toSize: number): LeafRange[] => {
  checkSize(fromSize, 'fromSize')
  checkSize(toSize, 'toSize')
  if (fromSize > toSize) {
    throw new JournalFormatError('JOURNAL_TREE_RANGE', `A tree of ${fromSize} leaves cannot begin one of ${toSize}.`)
  }
  return fromSize === 0 ? [] : subproof(fromSize, 0, toSize, true)
}

/**
 * Proof that the tree of the first `toSize` leaves begins with the tree of the first `fromSize`.
 * @throws JournalFormatError `JOURNAL_TREE_RANGE` if `fromSize` exceeds `toSize`.
 */
export const consistencyProof = (fromSize: number, toSize: number, readNodes: NodeReader): Promise<Uint8Array[]> =>
  readRanges(consistencyRanges(fromSize, toSize), readNodes)

/**
 * Verifies a consistency proof by the steps of RFC 9162 section 2.1.4.2. Every tree begins with the empty one, for
 * which the proof is empty. Never throws on a false claim: it returns the evidence.
 */
export const verifyConsistency = (claim: ConsistencyClaim): ConsistencyVerdict => {
  const { fromSize, fromRoot, toSize, toRoot, proof } = claim
  const fail = (
    code: Extract<ConsistencyVerdict, { ok: false }>['code'],
    message: string,
    computed?: readonly [Uint8Array, Uint8Array],
  ) => ({
    ok: false as const,
    code,
    message,
    evidence: {
      fromSize,
      fromRoot: toHex(fromRoot),
      toSize,
      toRoot: toHex(toRoot),
      proof: proof.map(toHex),
      ...(computed === undefined ? {} : { computedFromRoot: toHex(computed[0]), computedToRoot: toHex(computed[1]) }),
    },
  })
  const whole = Number.isSafeInteger(fromSize) && Number.isSafeInteger(toSize)
  if (!whole || fromSize < 0 || fromSize > toSize) {
    return fail('CONSISTENCY_SIZES', `A tree of ${fromSize} leaves cannot begin one of ${toSize}.`)
  }
  const wrongLength = () =>
    fail('CONSISTENCY_PROOF_LENGTH', `${proof.length} hashes are not a proof from ${fromSize} to ${toSize}.`)
  const compare = (from: Uint8Array, to: Uint8Array): ConsistencyVerdict =>
    equalBytes(from, fromRoot) && equalBytes(to, toRoot)
      ? { ok: true }
      : fail('CONSISTENCY_ROOT_DIFFERS', 'The proof leads to other roots than those stated.', [from, to])

  if ([fromRoot, toRoot, ...proof].some((hash) => hash.length !== hashLength)) return wrongLength()
  if (fromSize === 0 || fromSize === toSize) {
    if (proof.length > 0) return wrongLength()
    return fromSize === toSize ? compare(toRoot, fromRoot) : compare(emptyRoot(), toRoot)
  }
  let node = fromSize - 1
  let last = toSize - 1
  while (node % 2 === 1) {
    node = Math.floor(node / 2)
    last = Math.floor(last / 2)
  }
  // A power of two is one whole subtree, whose hash the verifier has already: the proof leaves it out.
  const [first, ...rest] = node === 0 ? [fromRoot, ...proof] : proof
  if (first === undefined) return wrongLength()
  let from = first
  let to = first
  for (const sibling of rest) {
    if (last === 0) return wrongLength()
    if (node % 2 === 1 || node === last) {
      from = hashChildren(sibling, from)
      to = hashChildren(sibling, to)
      while (node % 2 === 0 && node !== 0) {
        node /= 2
        last = Math.floor(last / 2)
      }
    } else {
      to = hashChildren(to, sibling)
    }
    node = Math.floor(node / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 ? compare(from, to) : wrongLength()
}
