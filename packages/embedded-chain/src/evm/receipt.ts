import { RLP } from '@ethereumjs/rlp'
import { concatBytes, EMPTY_BYTES, minimalBytes, toBigInt } from '../bytes/bytes.ts'
import { addToBloom, type Bloom } from './bloom.ts'

/** One event of a contract. */
export interface Log {
  readonly address: Uint8Array
  /** Up to four, 32 bytes each. */
  readonly topics: readonly Uint8Array[]
  readonly data: Uint8Array
}

/** The outcome of one transaction. */
export interface Receipt {
  readonly succeeded: boolean
  /** Gas used by the block up to and including this transaction. */
  readonly cumulativeGasUsed: bigint
  readonly logs: readonly Log[]
}

type RawLog = [Uint8Array, Uint8Array[], Uint8Array]

const rawLogs = (logs: readonly Log[]): RawLog[] =>
  logs.map(({ address, topics, data }) => [address, [...topics], data])

/** The bloom filter over addresses and topics of `logs` (Yellow Paper §4.3.1). */
export const bloomOf = (logs: readonly Log[]): Bloom => {
  const bloom = new Uint8Array(256)
  for (const { address, topics } of logs) {
    addToBloom(bloom, address)
    for (const topic of topics) addToBloom(bloom, topic)
  }
  return bloom
}

const status = (receipt: Receipt): Uint8Array => (receipt.succeeded ? Uint8Array.of(1) : EMPTY_BYTES)

/** The receipt as the receipts root commits to it (EIP-2718): type byte unless legacy, then status, gas, bloom, logs. */
export const encodeReceipt = (receipt: Receipt, type: number, bloom: Bloom): Uint8Array => {
  const payload = RLP.encode([status(receipt), minimalBytes(receipt.cumulativeGasUsed), bloom, rawLogs(receipt.logs)])
  return type === 0 ? payload : concatBytes(Uint8Array.of(type), payload)
}

/** The receipt as it is stored: without the bloom, which follows from the logs. */
export const encodeStoredReceipt = (receipt: Receipt): Uint8Array =>
  RLP.encode([status(receipt), minimalBytes(receipt.cumulativeGasUsed), rawLogs(receipt.logs)])

/**
 * Reads what {@link encodeStoredReceipt} wrote.
 *
 * @throws TypeError when the bytes are no stored receipt
 */
export const decodeStoredReceipt = (encoded: Uint8Array): Receipt => {
  const fields = RLP.decode(encoded)
  if (!Array.isArray(fields) || fields.length !== 3) throw new TypeError('stored receipt: expected a list of 3 fields')
  const [statusBytes, gas, logs] = fields as [Uint8Array, Uint8Array, RawLog[]]
  return {
    succeeded: statusBytes.length === 1,
    cumulativeGasUsed: toBigInt(gas),
    logs: logs.map(([address, topics, data]) => ({ address, topics, data })),
  }
}
