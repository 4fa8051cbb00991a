import { toHex } from '../bytes.ts'
import type { JsonValue } from '../canonical-json.ts'
import { commitmentOf } from '../commitment.ts'
import { leafHashOf } from '../entry.ts'
import { type Failure, JournalFormatError } from '../errors.ts'
import { type Checkpoint, parseSignedCheckpoint } from '../note/checkpoint.ts'
import { openNote } from '../note/signed-note.ts'
import { ed25519Verifier, type NoteVerifier, parseVerifierKey } from '../note/verifier-key.ts'
import { logIdOf, parseOrigin } from '../origin.ts'
import { type InclusionEvidence, verifyInclusion } from '../tree/inclusion.ts'
import { checkWitnesses, type WitnessPolicy } from '../witness/policy.ts'
import { type AnchorReference, parseReceipt, type Receipt, receiptMessage } from './format.ts'

/** The checks of a receipt, in the order they are made. */
export type ReceiptCheck =
  | 'form'
  | 'origin'
  | 'checkpoint'
  | 'witnesses'
  | 'entry'
  | 'commitment'
  | 'inclusion'
  | 'signature'
  | 'anchor'

/** Why a receipt was refused. */
export type ReceiptFailureCode =
  | 'RECEIPT_MALFORMED'
  | 'RECEIPT_ORIGIN_WRONG'
  | 'RECEIPT_CHECKPOINT_SIGNATURE_FAILS'
  | 'RECEIPT_WITNESS_SIGNATURE_FAILS'
  | 'RECEIPT_WITNESSES_MISSING'
  | 'RECEIPT_ENTRY_MISMATCH'
  | 'RECEIPT_COMMITMENT_MISMATCH'
  | 'RECEIPT_INCLUSION_FAILS'
  | 'RECEIPT_SIGNATURE_FAILS'
  | 'RECEIPT_ANCHOR_MISSING'
  | 'RECEIPT_ANCHOR_DIFFERS'
  | 'RECEIPT_ANCHOR_UNREADABLE'

/** What was stated, what was found instead, and what else is needed to repeat the failed check. */
export type ReceiptEvidence = {
  readonly stated: JsonValue
  readonly found: JsonValue
  /** The signed checkpoint the receipt carries, where one could be read. */
  readonly checkpoint?: string
  readonly inclusion?: InclusionEvidence
}

/** A receipt that holds. */
export type ReceiptAccepted = {
  readonly ok: true
  readonly receipt: Receipt
  readonly checkpoint: Checkpoint
  /** Leaf hash of the entry, hex. */
  readonly leafHash: string
  /** `confirmed` by the ledger; `stated` by the log alone (no ledger was asked); `absent` from the receipt. */
  readonly anchor: 'confirmed' | 'stated' | 'absent'
  /** Names of the witnesses that have signed, as the policy calls them; none without a policy. */
  readonly witnesses: readonly string[]
  readonly passed: readonly ReceiptCheck[]
}

/** A receipt that does not hold, with the checks that did before the one that failed. */
export type ReceiptRefused = Failure<ReceiptFailureCode, ReceiptEvidence> & { readonly passed: readonly ReceiptCheck[] }

/** Outcome of {@link verifyReceipt}. */
export type ReceiptVerdict = ReceiptAccepted | ReceiptRefused

/**
 * Reads what a ledger keeps for a log at a tree size, from a node and a contract that the *verifier* trusts.
 * Gives the root as `0x` and 64 hex digits, or undefined where there is none.
 */
export type AnchorReader = (
  log: `0x${string}`,
  treeSize: number,
  stated: AnchorReference,
) => Promise<string | undefined>

const verifierOf = (logKey: string | NoteVerifier): NoteVerifier =>
  typeof logKey === 'string' ? ed25519Verifier(parseVerifierKey(logKey)) : logKey

const organisationOf = (origin: string): string | undefined => {
  try {
    return parseOrigin(origin).organisation
  } catch {
    return undefined
  }
}

/**
 * Verifies all of a receipt that needs no network. Needs nothing but the receipt and the log's public key.
 * @param text the receipt file.
 * @param logKey vkey of the log, obtained from somewhere that the verifier trusts.
 * @param policy witnesses that the verifier trusts, and how many of them must have signed.
 * @throws JournalFormatError `JOURNAL_KEY_MALFORMED` only if the *key* is unusable; whatever is wrong with the receipt
 * is the returned verdict.
 */
export const verifyReceiptOffline = (
  text: string | Uint8Array,
  logKey: string | NoteVerifier,
  policy?: WitnessPolicy,
): ReceiptVerdict => {
  const verifier = verifierOf(logKey)
  const passed: ReceiptCheck[] = []
  let receipt: Receipt | undefined
  const fail = (
    code: ReceiptFailureCode,
    message: string,
    evidence: Omit<ReceiptEvidence, 'checkpoint'>,
  ): ReceiptRefused => ({
    ok: false,
    code,
    message,
    evidence: { ...evidence, ...(receipt === undefined ? {} : { checkpoint: receipt.checkpoint }) },
    passed,
  })

  try {
    receipt = parseReceipt(text)
  } catch (error) {
    if (!(error instanceof JournalFormatError)) throw error
    return fail('RECEIPT_MALFORMED', error.message, { stated: null, found: error.message })
  }
  passed.push('form')

  const { checkpoint } = parseSignedCheckpoint(receipt.checkpoint)
  const { entry, opened, index, proof } = receipt
  const organisation = organisationOf(checkpoint.origin)
  if (checkpoint.origin !== verifier.name || organisation === undefined) {
    const message = 'The checkpoint is of another log than the key.'
    return fail('RECEIPT_ORIGIN_WRONG', message, { stated: checkpoint.origin, found: verifier.name })
  }
  passed.push('origin')

  const signed = openNote(receipt.checkpoint, [verifier])
  if (!signed.ok) {
    const evidence = { stated: receipt.checkpoint, found: signed.code }
    return fail('RECEIPT_CHECKPOINT_SIGNATURE_FAILS', signed.message, evidence)
  }
  passed.push('checkpoint')

  const witnessed = policy === undefined ? undefined : checkWitnesses(receipt.checkpoint, policy)
  if (witnessed?.ok === false) {
    const evidence = { stated: witnessed.evidence.quorum, found: witnessed.evidence.witnesses }
    return fail(`RECEIPT_${witnessed.code}`, witnessed.message, evidence)
  }
  if (witnessed !== undefined) passed.push('witnesses')

  if (entry.organisation !== organisation) {
    const evidence = { stated: entry.organisation, found: organisation }
    return fail('RECEIPT_ENTRY_MISMATCH', 'The entry belongs to another organisation than the log.', evidence)
  }
  passed.push('entry')

  if (opened !== undefined) {
    const commitment = commitmentOf(opened.salt, opened.body)
    if (commitment !== entry.commitment) {
      const evidence = { stated: entry.commitment, found: commitment }
      return fail('RECEIPT_COMMITMENT_MISMATCH', 'The entry commits to another content than is shown.', evidence)
    }
    passed.push('commitment')
  }

  const leafHash = leafHashOf(entry)
  const included = verifyInclusion({ leafHash, index, size: checkpoint.size, root: checkpoint.root, proof })
  if (!included.ok) {
    return fail('RECEIPT_INCLUSION_FAILS', included.message, {
      stated: included.evidence.root,
      found: included.evidence.computedRoot ?? null,
      inclusion: included.evidence,
    })
  }
  passed.push('inclusion')

  if (!verifier.verify(receiptMessage(receipt), receipt.signature)) {
    const evidence = { stated: toHex(receipt.signature), found: null }
    return fail('RECEIPT_SIGNATURE_FAILS', 'The file is not as the log issued it.', evidence)
  }
  passed.push('signature')

  if (receipt.anchor !== undefined && receipt.anchor.log !== logIdOf(checkpoint.origin)) {
    const evidence = { stated: receipt.anchor.log, found: logIdOf(checkpoint.origin) }
    return fail('RECEIPT_ANCHOR_DIFFERS', 'The anchor is that of another log.', evidence)
  }
  const anchor = receipt.anchor === undefined ? 'absent' : 'stated'
  return {
    ok: true,
    receipt,
    checkpoint,
    leafHash: toHex(leafHash),
    anchor,
    witnesses: witnessed?.witnesses ?? [],
    passed,
  }
}

/**
 * Verifies a receipt, trusting no server: form, origin, checkpoint signature, commitment, inclusion, the log's
 * signature over the file, and, if `readAnchor` is given, that a ledger keeps the same root.
 * @param text the receipt file.
 * @param options.logKey vkey of the log.
 * @param options.readAnchor asks a ledger. Without it the anchor is taken as stated; with it a receipt without anchor is
 * refused.
 * @param options.policy witnesses to trust, and how many must have signed.
 * @returns the verdict, with evidence if refused. `RECEIPT_ANCHOR_UNREADABLE` means that the ledger could not be
 * asked: nothing is known against the receipt then.
 */
export const verifyReceipt = async (
  text: string | Uint8Array,
  options: {
    readonly logKey: string | NoteVerifier
    readonly readAnchor?: AnchorReader
    readonly policy?: WitnessPolicy
  },
): Promise<ReceiptVerdict> => {
  const verdict = verifyReceiptOffline(text, options.logKey, options.policy)
  if (!verdict.ok || options.readAnchor === undefined) return verdict
  const { receipt, checkpoint, passed } = verdict
  const stated = `0x${toHex(checkpoint.root)}`
  const fail = (code: ReceiptFailureCode, message: string, found: JsonValue): ReceiptRefused => ({
    ok: false,
    code,
    message,
    evidence: { stated, found, checkpoint: receipt.checkpoint },
    passed,
  })
  const { anchor } = receipt
  if (anchor === undefined)
    return fail('RECEIPT_ANCHOR_MISSING', 'The receipt was issued before its root was anchored.', null)
  let found: string | undefined
  try {
    found = await options.readAnchor(anchor.log, checkpoint.size, anchor)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return fail('RECEIPT_ANCHOR_UNREADABLE', `The ledger could not be asked: ${why}`, why)
  }
  if (found === undefined) {
    return fail('RECEIPT_ANCHOR_MISSING', `The ledger keeps no root of this log at size ${checkpoint.size}.`, null)
  }
  if (found.toLowerCase() !== stated) {
    return fail('RECEIPT_ANCHOR_DIFFERS', 'The ledger keeps another root than the checkpoint states.', found)
  }
  return { ...verdict, anchor: 'confirmed', passed: [...passed, 'anchor'] }
}
