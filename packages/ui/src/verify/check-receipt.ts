import {
  canonicalJson,
  commitmentOf,
  fromHex,
  parseReceipt,
  toHex,
  verifyReceipt,
  type JsonValue,
  type ReceiptVerdict,
} from '@candor/journal'
import { readAnchoredRoot } from './read-anchor.ts'
import { rpcCall } from './rpc.ts'
import type { ShownRecord, VerifiedFacts, VerifyOutcome, VerifySource, VerifyStep } from './verify-types.ts'

const stepOf: Record<string, VerifyStep> = {
  RECEIPT_MALFORMED: 'file',
  RECEIPT_ORIGIN_WRONG: 'seal',
  RECEIPT_CHECKPOINT_SIGNATURE_FAILS: 'seal',
  RECEIPT_ENTRY_MISMATCH: 'record',
  RECEIPT_COMMITMENT_MISMATCH: 'record',
  RECEIPT_INCLUSION_FAILS: 'list',
  RECEIPT_SIGNATURE_FAILS: 'file',
  RECEIPT_ANCHOR_MISSING: 'ledger',
  RECEIPT_ANCHOR_DIFFERS: 'ledger',
}
/** Which checks of the journal package make up a step of ours. */
const checksOf: Partial<Record<VerifyStep, readonly string[]>> = {
  record: ['entry', 'commitment'],
  list: ['inclusion'],
  seal: ['origin', 'checkpoint'],
  file: ['form', 'signature'],
  ledger: ['anchor'],
}

const passedSteps = (passed: readonly string[], shown: boolean): VerifyStep[] => [
  ...(shown ? (['shown'] as const) : []),
  ...(Object.entries(checksOf) as [VerifyStep, readonly string[]][])
    .filter(([, checks]) => checks.every((check) => passed.includes(check)))
    .map(([step]) => step),
]

const same = (one: unknown, other: unknown): boolean =>
  canonicalJson(one as JsonValue) === canonicalJson(other as JsonValue)

/** Whether the mark of something stands in the list that the receipt holds. */
const isMarked = (
  { list, salt, value }: NonNullable<ShownRecord['marked']>,
  sealed: Record<string, unknown>,
): boolean => {
  const marks = sealed[list]
  return Array.isArray(marks) && marks.includes(commitmentOf(fromHex(salt, 32), value))
}

/** Names what the screen shows otherwise than the receipt; undefined when they agree. */
const shownOtherwise = (receiptText: string, shown: ShownRecord): { stated: unknown; found: unknown } | undefined => {
  const { entry, opened } = parseReceipt(receiptText)
  if (entry.id !== shown.id) return { stated: shown.id, found: entry.id }
  if (shown.kind !== undefined && shown.kind !== entry.kind) return { stated: shown.kind, found: entry.kind }
  if (shown.recordedAt !== undefined && shown.recordedAt !== entry.recordedAt)
    return { stated: shown.recordedAt, found: entry.recordedAt }
  if (shown.actor !== undefined && shown.actor !== entry.actor) return { stated: shown.actor, found: entry.actor }
  if (shown.purpose !== undefined && shown.purpose !== entry.purpose)
    return { stated: shown.purpose, found: entry.purpose }
  if (opened === undefined) return undefined
  if (shown.body !== undefined && !same(shown.body, opened.body)) return { stated: shown.body, found: opened.body }
  const sealed = Object(opened.body) as Record<string, unknown>
  const name = Object.keys(shown.fields ?? {}).find((field) => !same(shown.fields?.[field], sealed[field] ?? null))
  if (name === undefined && shown.marked !== undefined && !isMarked(shown.marked, sealed))
    return { stated: { [shown.marked.list]: shown.marked.value }, found: sealed[shown.marked.list] }
  return name === undefined ? undefined : { stated: { [name]: shown.fields?.[name] }, found: { [name]: sealed[name] } }
}

const blockTime = async (source: VerifySource, blockNumber: number): Promise<string | undefined> => {
  const block = await rpcCall<{ timestamp: string } | null>(source.rpcUrl, 'eth_getBlockByNumber', [
    `0x${blockNumber.toString(16)}`,
    false,
  ]).catch(() => null)
  return block ? new Date(Number(block.timestamp) * 1000).toISOString() : undefined
}

const factsOf = async (verdict: ReceiptVerdict & { ok: true }, source: VerifySource): Promise<VerifiedFacts> => {
  const { receipt, checkpoint, leafHash, anchor } = verdict
  const sealedAt =
    receipt.anchor && anchor === 'confirmed' ? await blockTime(source, receipt.anchor.blockNumber) : undefined
  return {
    position: receipt.index + 1,
    size: checkpoint.size,
    origin: checkpoint.origin,
    entry: receipt.entry,
    leafHash,
    root: toHex(checkpoint.root),
    ...(receipt.anchor && {
      blockNumber: receipt.anchor.blockNumber,
      chainId: receipt.anchor.chainId,
      contract: receipt.anchor.contract,
      transactionHash: receipt.anchor.transactionHash,
    }),
    ...(sealedAt && { sealedAt }),
  }
}

/**
 * Verifies a receipt in this browser: the journal package checks the file, the ledger is asked for the root it keeps, and what
 * the screen shows is compared with what the receipt holds.
 *
 * @param receiptText The receipt file.
 * @param shown What the reader sees of the record.
 * @param source Key, ledger address and contract the reader trusts.
 */
export const checkReceipt = async (
  receiptText: string,
  shown: ShownRecord,
  source: VerifySource,
): Promise<VerifyOutcome> => {
  const offline = await verifyReceipt(receiptText, { logKey: source.journalKey })
  const failed = (verdict: Extract<ReceiptVerdict, { ok: false }>, shownAgrees: boolean): VerifyOutcome => ({
    verdict: 'failed',
    step: stepOf[verdict.code] ?? 'file',
    code: verdict.code,
    passed: passedSteps(verdict.passed, shownAgrees),
    evidence: JSON.stringify({ code: verdict.code, message: verdict.message, ...verdict.evidence }, null, 2),
  })
  if (!offline.ok) return failed(offline, false)

  const difference = shownOtherwise(receiptText, shown)
  if (difference)
    return {
      verdict: 'failed',
      step: 'shown',
      code: 'SHOWN_DIFFERS',
      passed: passedSteps(offline.passed, false),
      evidence: JSON.stringify({ code: 'SHOWN_DIFFERS', ...difference }, null, 2),
    }
  if (offline.anchor === 'absent')
    return { verdict: 'early', facts: await factsOf(offline, source), passed: passedSteps(offline.passed, true) }

  const full = await verifyReceipt(receiptText, {
    logKey: source.journalKey,
    readAnchor: (log, treeSize) => readAnchoredRoot(source, log, treeSize),
  })
  if (full.ok) return { verdict: 'verified', facts: await factsOf(full, source) }
  if (full.code !== 'RECEIPT_ANCHOR_UNREADABLE') return failed(full, true)
  return {
    verdict: 'unreachable',
    facts: await factsOf(offline, source),
    passed: passedSteps(full.passed, true),
    why: full.message,
  }
}
