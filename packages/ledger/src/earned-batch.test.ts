import { packEarnItems } from '@candor/api'
import { pointsAbi } from '@candor/contracts'
import { bytesToHex, encodeAbiParameters, encodeEventTopics, encodeFunctionData, type Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import { decodeEarnedBatch } from './earned-batch.ts'
import { LedgerError } from './errors.ts'
import { referenceOf } from './reference.ts'

const reference = referenceOf('a batch')
const items = [
  { holder: 7, purchase: 1, amount: 1_999n, time: 1_700_000_000 },
  { holder: 9, purchase: 2, amount: 50n, time: 1_700_000_100 },
]
const callOf = (merchant = 3): Hex =>
  encodeFunctionData({
    abi: pointsAbi,
    functionName: 'earnBatch',
    args: [1, merchant, reference, bytesToHex(packEarnItems(items))],
  })

const resultsParameters = [
  { type: 'uint32' },
  { type: 'uint32' },
  { type: 'uint32' },
  { type: 'uint256' },
  { type: 'bytes' },
] as const

const logOf = (results: Hex, merchant = 3) => ({
  topics: encodeEventTopics({
    abi: pointsAbi,
    eventName: 'EarnedBatch',
    args: { programme: 1, merchant, ref: reference },
  }) as Hex[],
  data: encodeAbiParameters(resultsParameters, [1, 2, 4, 19n, results]),
})

const twoResults = '0x000000130001000000000001'

describe('a batch of purchases', () => {
  it('is put together from what was sent and what was computed', () => {
    expect(decodeEarnedBatch(callOf(), logOf(twoResults))).toEqual({
      programme: 1,
      merchant: 3,
      reference,
      epoch: 4,
      totalPoints: 19n,
      lines: [
        {
          holder: 7,
          purchaseNumber: 1,
          amountMinor: 1_999n,
          occurredAt: new Date(1_700_000_000_000),
          points: 19n,
          ruleVersion: 1,
        },
        {
          holder: 9,
          purchaseNumber: 2,
          amountMinor: 50n,
          occurredAt: new Date(1_700_000_100_000),
          points: 0n,
          ruleVersion: 1,
        },
      ],
    })
  })

  it.each<readonly [string, Hex, { topics: readonly Hex[]; data: Hex }]>([
    ['the event belongs to another merchant', callOf(4), logOf(twoResults)],
    ['a result is missing', callOf(), logOf('0x000000130001')],
    ['a result is cut', callOf(), logOf('0x0000001300')],
    ['the transaction calls something else', '0x12345678', logOf(twoResults)],
    ['the log is another event', callOf(), { topics: [reference], data: '0x' }],
  ])('is refused when %s', (_why, input, log) => {
    expect(() => decodeEarnedBatch(input, log)).toThrow(LedgerError)
    expect(() => decodeEarnedBatch(input, log)).toThrow(
      expect.objectContaining({ code: 'LEDGER_BATCH_UNREADABLE' }) as Error,
    )
  })
})
