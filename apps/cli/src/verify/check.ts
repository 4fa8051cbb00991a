import {
  JournalFormatError,
  parseReceipt,
  parseSignedCheckpoint,
  verifyReceipt,
  type NoteVerifier,
  type WitnessPolicy,
  type Receipt,
  type ReceiptVerdict,
} from '@candor/journal'
import { unwrap } from './consent-record.ts'
import { AnchorContradiction } from './contradiction.ts'
import { keyAmong } from './keys.ts'
import type { Anchored, Ledger } from './ledger.ts'

/** What the person trusts: keys by journal, a ledger, or both; and witnesses. */
export type Trust = {
  readonly keys: ReadonlyMap<string, readonly NoteVerifier[]>
  readonly ledger: Ledger | undefined
  readonly policy: WitnessPolicy | undefined
}

/** A verdict, with what it rests on. */
export type Checked = {
  readonly verdict: ReceiptVerdict
  /** Whether the journal's key came from the person or stands in the receipt, for the ledger to back. */
  readonly key: 'given' | 'stated' | undefined
  readonly anchored: Anchored | undefined
}

const refused = (code: 'RECEIPT_MALFORMED' | 'RECEIPT_ORIGIN_WRONG', message: string, found: string): Checked => ({
  verdict: {
    ok: false,
    code,
    message,
    evidence: { stated: null, found },
    passed: code === 'RECEIPT_MALFORMED' ? [] : ['form'],
  },
  key: undefined,
  anchored: undefined,
})

/** The key to check with: the person's own for this journal; else the receipt's, if a ledger can back it. */
const keyFor = ({ key, checkpoint }: Receipt, { keys, ledger }: Trust) => {
  const { origin } = parseSignedCheckpoint(checkpoint).checkpoint
  const given = keyAmong(keys.get(origin) ?? [], key)
  if (given !== undefined) return { key: given, from: 'given' as const, origin }
  const stated = keys.size === 0 && ledger !== undefined
  return { key: stated ? key : undefined, from: 'stated' as const, origin }
}

/**
 * Verifies one receipt against what the person trusts, and nothing else.
 * @param file a receipt, or a consent record that holds one
 */
export const checkReceipt = async (file: Uint8Array, trust: Trust): Promise<Checked> => {
  let receipt: Receipt
  let bytes: Uint8Array
  try {
    const unwrapped = await unwrap(file)
    if ('fault' in unwrapped) return refused('RECEIPT_MALFORMED', unwrapped.fault, unwrapped.fault)
    bytes = unwrapped.receipt
    receipt = parseReceipt(bytes)
  } catch (error) {
    if (error instanceof JournalFormatError) return refused('RECEIPT_MALFORMED', error.message, error.message)
    throw error
  }
  const { key, from, origin } = keyFor(receipt, trust)
  if (key === undefined) {
    return refused(
      'RECEIPT_ORIGIN_WRONG',
      `The receipt is of the journal ${origin}, for which no key was given.`,
      origin,
    )
  }
  const { ledger, policy } = trust
  const witnessed = policy === undefined ? {} : { policy }
  if (ledger === undefined)
    return { verdict: await verifyReceipt(bytes, { logKey: key, ...witnessed }), key: from, anchored: undefined }

  let anchored: Anchored | undefined
  let contradiction: AnchorContradiction | undefined
  const verdict = await verifyReceipt(bytes, {
    logKey: key,
    ...witnessed,
    readAnchor: async (log, treeSize, stated) => {
      try {
        anchored = await ledger.anchored(log, treeSize, stated)
        return anchored?.root
      } catch (error) {
        if (error instanceof AnchorContradiction) contradiction = error
        throw error
      }
    },
  })
  if (!verdict.ok && contradiction !== undefined) {
    const message = `The ledger contradicts the receipt: ${contradiction.message}.`
    return { verdict: { ...verdict, code: 'RECEIPT_ANCHOR_DIFFERS', message }, key: from, anchored }
  }
  return { verdict, key: from, anchored }
}
