import { unpackEarnItems, unpackEarnResults } from '@candor/api'
import { pointsAbi } from '@candor/contracts'
import { decodeEventLog, decodeFunctionData, encodeEventTopics, hexToBytes, type Hex } from 'viem'
import { LedgerError } from './errors.ts'

/** One purchase as the contract received it, and what it computed. */
export type EarnedLine = {
  readonly holder: number
  readonly purchaseNumber: number
  /** Minor units of the programme's currency. */
  readonly amountMinor: bigint
  readonly occurredAt: Date
  readonly points: bigint
  /** Version of the merchant's rule; 0 if none was in force. */
  readonly ruleVersion: number
}

/** A batch of purchases. */
export type EarnedBatch = {
  readonly programme: number
  readonly merchant: number
  readonly reference: Hex
  /** The epoch in which the points were credited: it decides when they lapse. */
  readonly epoch: number
  readonly totalPoints: bigint
  readonly lines: readonly EarnedLine[]
}

/** First topic of an `EarnedBatch` event. */
export const earnedBatchTopic: Hex = encodeEventTopics({ abi: pointsAbi, eventName: 'EarnedBatch' })[0]

/**
 * Puts the two halves of a batch together: the purchases from the transaction's calldata, the results from its event.
 * @param input calldata of the transaction; a direct call of `Points.earnBatch`
 * @param log the `EarnedBatch` event of the same transaction
 * @throws LedgerError LEDGER_BATCH_UNREADABLE when the two do not belong together
 */
export const decodeEarnedBatch = (
  input: Hex,
  log: { readonly topics: readonly Hex[]; readonly data: Hex },
): EarnedBatch => {
  const unreadable = (why: string, cause?: unknown): LedgerError =>
    new LedgerError('LEDGER_BATCH_UNREADABLE', why, cause)
  try {
    const { functionName, args } = decodeFunctionData({ abi: pointsAbi, data: input })
    if (functionName !== 'earnBatch') throw unreadable(`the transaction calls ${functionName}, not earnBatch`)
    const [programme, merchant, reference, packed] = args
    const event = decodeEventLog({
      abi: pointsAbi,
      eventName: 'EarnedBatch',
      topics: log.topics as [Hex, ...Hex[]],
      data: log.data,
    }).args
    if (event.programme !== programme || event.merchant !== merchant || event.ref !== reference) {
      throw unreadable('the event belongs to another call')
    }
    const items = unpackEarnItems(hexToBytes(packed))
    const results = unpackEarnResults(hexToBytes(event.results))
    if (items.length !== results.length) throw unreadable(`${items.length} purchases, ${results.length} results`)
    return {
      programme,
      merchant,
      reference,
      epoch: event.epoch,
      totalPoints: event.totalPoints,
      lines: items.map((item, index) => ({
        holder: item.holder,
        purchaseNumber: item.purchase,
        amountMinor: item.amount,
        occurredAt: new Date(item.time * 1000),
        points: results[index]?.points ?? 0n,
        ruleVersion: results[index]?.version ?? 0,
      })),
    }
  } catch (error) {
    if (error instanceof LedgerError) throw error
    throw unreadable('the transaction or its event cannot be read', error)
  }
}
