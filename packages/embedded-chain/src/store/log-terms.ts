import { concatBytes } from '../bytes/bytes.ts'
import { keccak256 } from '../crypto/keccak.ts'
import type { Log } from '../evm/receipt.ts'

/** Where in a log a value stands: the address, or a topic by its position. */
export type LogPosition = 'address' | 0 | 1 | 2 | 3

const marks = { address: 0, 0: 1, 1: 2, 2: 3, 3: 4 } as const

/**
 * The key under which the log index finds the blocks that have `value` at `position`: the first 64 bits of a hash, as a
 * signed integer (what Postgres calls `bigint`).
 */
export const logTerm = (position: LogPosition, value: Uint8Array): bigint => {
  const hash = keccak256(concatBytes(Uint8Array.of(marks[position]), value))
  return new DataView(hash.buffer, hash.byteOffset, 8).getBigInt64(0)
}

/** All terms of the logs of one block, each once. */
export const termsOf = (logs: Iterable<Log>): bigint[] => {
  const terms = new Set<bigint>()
  for (const log of logs) {
    terms.add(logTerm('address', log.address))
    for (const [position, topic] of log.topics.entries()) terms.add(logTerm(position as 0 | 1 | 2 | 3, topic))
  }
  return [...terms].sort((a, b) => (a < b ? -1 : 1))
}
