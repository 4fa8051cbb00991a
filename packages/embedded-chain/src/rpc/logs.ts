import { mapKey } from '../bytes/bytes.ts'
import type { BlockReader } from '../chain/block-reader.ts'
import { invalidParams, RpcError, rpcCode, serverError } from '../errors.ts'
import type { Log } from '../evm/receipt.ts'
import type { Queryable } from '../store/block-rows.ts'
import { selectCandidateBlocks, type LogFilter } from '../store/log-query.ts'
import { logTerm, type LogPosition } from '../store/log-terms.ts'
import { blockLogsJson, type Json } from './format.ts'
import { addressOf, blockOf, hashOf, objectOf, type BlockReference } from './params.ts'

/** The most logs that one answer over more than one block holds. */
const MAX_LOGS = 20_000
/** Blocks fetched at a time. */
const BATCH = 256

const oneOrMany = (value: unknown, name: string, read: (value: unknown, name: string) => Uint8Array): Uint8Array[] =>
  Array.isArray(value) ? value.map((each, index) => read(each, `${name}[${index}]`)) : [read(value, name)]

/** Reads the address and topics of a filter object. @throws RpcError invalid params */
export const logFilterOf = (value: unknown): LogFilter => {
  const filter = objectOf(value, 'filter')
  const { address, topics = [] } = filter
  if (!Array.isArray(topics) || topics.length > 4) throw invalidParams('filter.topics: expected a list of up to 4')
  const absent = (each: unknown): boolean =>
    each === undefined || each === null || (Array.isArray(each) && each.length === 0)
  return {
    addresses: absent(address) ? undefined : oneOrMany(address, 'filter.address', addressOf),
    topics: topics.map((topic, index) =>
      absent(topic) ? undefined : oneOrMany(topic, `filter.topics[${index}]`, hashOf),
    ),
  }
}

/** The blocks that a filter object speaks of. @throws RpcError invalid params */
export const logRangeOf = (value: unknown): { readonly from: BlockReference; readonly to: BlockReference } => {
  const filter = objectOf(value, 'filter')
  if (filter['blockHash'] !== undefined) {
    if (filter['fromBlock'] !== undefined || filter['toBlock'] !== undefined) {
      throw invalidParams('filter: blockHash cannot be combined with fromBlock or toBlock')
    }
    const block = { kind: 'hash', hash: hashOf(filter['blockHash'], 'filter.blockHash') } as const
    return { from: block, to: block }
  }
  return { from: blockOf(filter['fromBlock'], 'filter.fromBlock'), to: blockOf(filter['toBlock'], 'filter.toBlock') }
}

const matcherOf = ({ addresses, topics }: LogFilter): ((log: Log) => boolean) => {
  const addressKeys = addresses === undefined ? undefined : new Set(addresses.map(mapKey))
  const topicKeys = topics.map((values) => (values === undefined ? undefined : new Set(values.map(mapKey))))
  return (log) =>
    (addressKeys === undefined || addressKeys.has(mapKey(log.address))) &&
    log.topics.length >= topicKeys.length &&
    topicKeys.every((keys, index) => keys === undefined || keys.has(mapKey(log.topics[index] as Uint8Array)))
}

/** Restricted places, the most telling first: indexed arguments, then the kind of event, then the contract. */
const termsOf = ({ addresses, topics }: LogFilter): bigint[][] => {
  const places: (readonly [LogPosition, readonly Uint8Array[] | undefined])[] = [
    [3, topics[3]],
    [2, topics[2]],
    [1, topics[1]],
    [0, topics[0]],
    ['address', addresses],
  ]
  return places.flatMap(([position, values]) =>
    values === undefined ? [] : [values.map((value) => logTerm(position, value))],
  )
}

/**
 * Logs that match, in the order of the chain.
 *
 * @throws RpcError when there are too many for one answer
 */
export const findLogs = async (
  reader: Queryable,
  blocks: BlockReader,
  filter: LogFilter,
  from: bigint,
  to: bigint,
): Promise<Json[]> => {
  const passes = matcherOf(filter)
  const terms = termsOf(filter)
  const found: Json[] = []
  let next = from
  while (next <= to) {
    const numbers = from === to ? [from] : await selectCandidateBlocks(reader, terms, next, to, BATCH)
    for (const block of await blocks.loggedByNumbers(numbers)) {
      for (const log of blockLogsJson(block, passes)) found.push(log)
      if (found.length > MAX_LOGS && from !== to) {
        throw new RpcError(
          rpcCode.limit,
          `query returned more than ${MAX_LOGS} results. Try with a range that ends before block ${block.header.number}.`,
        )
      }
    }
    const last = numbers.at(-1)
    if (last === undefined || numbers.length < BATCH) break
    next = last + 1n
  }
  return found
}

export const unknownBlock = (): RpcError => serverError('unknown block')
