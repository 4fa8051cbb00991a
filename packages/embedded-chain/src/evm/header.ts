import { RLP } from '@ethereumjs/rlp'
import { createHash } from 'node:crypto'
import { EMPTY_BYTES, minimalBytes, toBigInt } from '../bytes/bytes.ts'
import { EMPTY_LIST_HASH, EMPTY_TRIE_ROOT, keccak256 } from '../crypto/keccak.ts'

/** The fields of an Osaka block header that differ from block to block. All others are the constants of {@link encodeHeader}. */
export interface BlockHeader {
  readonly parentHash: Uint8Array
  readonly stateRoot: Uint8Array
  readonly transactionsRoot: Uint8Array
  readonly receiptsRoot: Uint8Array
  readonly logsBloom: Uint8Array
  readonly number: bigint
  readonly gasLimit: bigint
  readonly gasUsed: bigint
  /** Unix time, seconds. */
  readonly timestamp: bigint
  /** What `PREVRANDAO` gives: not random, see {@link prevRandaoAfter}. */
  readonly prevRandao: Uint8Array
}

const ZERO_ADDRESS = new Uint8Array(20)
const ZERO_HASH = new Uint8Array(32)
const ZERO_NONCE = new Uint8Array(8)

/** EIP-7685 hash of a block without requests. */
const EMPTY_REQUESTS_HASH = new Uint8Array(createHash('sha256').digest())

/** Places in the header list (Yellow Paper §4.3, then EIP-1559, 4895, 4844, 4788, 7685). */
const FIELD_COUNT = 21

/**
 * Writes a header as RLP. The beneficiary and the base fee are zero (a fee-free chain), there are no uncles,
 * withdrawals, blobs or requests.
 */
export const encodeHeader = (header: BlockHeader): Uint8Array =>
  RLP.encode([
    header.parentHash,
    EMPTY_LIST_HASH,
    ZERO_ADDRESS,
    header.stateRoot,
    header.transactionsRoot,
    header.receiptsRoot,
    header.logsBloom,
    EMPTY_BYTES,
    minimalBytes(header.number),
    minimalBytes(header.gasLimit),
    minimalBytes(header.gasUsed),
    minimalBytes(header.timestamp),
    EMPTY_BYTES,
    header.prevRandao,
    ZERO_NONCE,
    EMPTY_BYTES,
    EMPTY_TRIE_ROOT,
    EMPTY_BYTES,
    EMPTY_BYTES,
    ZERO_HASH,
    EMPTY_REQUESTS_HASH,
  ])

const field = (fields: readonly unknown[], index: number): Uint8Array => {
  const value = fields[index]
  if (!(value instanceof Uint8Array)) throw new TypeError(`block header: field ${index} is not a byte string`)
  return value
}

/**
 * Reads what {@link encodeHeader} wrote.
 *
 * @throws TypeError when the bytes are no header of this chain
 */
export const decodeHeader = (encoded: Uint8Array): BlockHeader => {
  const fields = RLP.decode(encoded)
  if (!Array.isArray(fields) || fields.length !== FIELD_COUNT) {
    throw new TypeError(`block header: expected a list of ${FIELD_COUNT} fields`)
  }
  return {
    parentHash: field(fields, 0),
    stateRoot: field(fields, 3),
    transactionsRoot: field(fields, 4),
    receiptsRoot: field(fields, 5),
    logsBloom: field(fields, 6),
    number: toBigInt(field(fields, 8)),
    gasLimit: toBigInt(field(fields, 9)),
    gasUsed: toBigInt(field(fields, 10)),
    timestamp: toBigInt(field(fields, 11)),
    prevRandao: field(fields, 13),
  }
}

/** A block's hash is the Keccak-256 of its encoded header. */
export const hashHeader = (encoded: Uint8Array): Uint8Array => keccak256(encoded)

/**
 * `PREVRANDAO` of the block after the one with this hash. It differs from block to block and can be recomputed, but the
 * operator can choose it: contracts must not draw lots with it.
 */
export const prevRandaoAfter = (parentHash: Uint8Array): Uint8Array => keccak256(parentHash)
