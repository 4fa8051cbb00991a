import type { Hex } from 'viem'
import { contractAt, ledgerContractNames, type LedgerAddresses } from '../contracts.ts'
import { decodeEvent } from '../decode.ts'
import { earnedBatchTopic } from '../earned-batch.ts'
import type { LedgerConnection } from './connection.ts'
import type { IndexedBlock, IndexedLog } from './indexer-types.ts'

type RawLog = Awaited<ReturnType<LedgerConnection['client']['getLogs']>>[number]

const addressesOf = (addresses: LedgerAddresses): Hex[] => ledgerContractNames.map((name) => addresses[name])

/** Time of the block of each log. Newer nodes say it with the log; others are asked for the block. */
const timesOf = async ({ client }: LedgerConnection, logs: readonly RawLog[]): Promise<Map<bigint, Date>> => {
  const times = new Map<bigint, Date>()
  const unknown = new Set<bigint>()
  for (const { blockNumber, blockTimestamp } of logs) {
    if (blockNumber === null) continue
    if (blockTimestamp === undefined) unknown.add(blockNumber)
    else times.set(blockNumber, new Date(Number(blockTimestamp) * 1000))
  }
  await Promise.all(
    [...unknown]
      .filter((number) => !times.has(number))
      .map(async (blockNumber) => {
        const { timestamp } = await client.getBlock({ blockNumber })
        times.set(blockNumber, new Date(Number(timestamp) * 1000))
      }),
  )
  return times
}

/** Calldata of the transactions whose events say half only. */
const inputsOf = async ({ client }: LedgerConnection, logs: readonly RawLog[]): Promise<Map<Hex, Hex>> => {
  const hashes = new Set(
    logs.flatMap(({ topics, transactionHash }) => (topics[0] === earnedBatchTopic ? (transactionHash ?? []) : [])),
  )
  const inputs = await Promise.all(
    [...hashes].map(async (hash) => [hash, (await client.getTransaction({ hash })).input] as const),
  )
  return new Map(inputs)
}

/**
 * Reads the contracts' events of a span of blocks.
 * @param from first block
 * @param to last block, as it was seen just before
 * @returns nothing when the chain changed while it was read: then the answer may mix two histories
 */
export const fetchLogs = async (
  connection: LedgerConnection,
  addresses: LedgerAddresses,
  from: number,
  to: IndexedBlock,
): Promise<readonly IndexedLog[] | undefined> => {
  const logs: readonly RawLog[] = await connection.client.getLogs({
    address: addressesOf(addresses),
    fromBlock: BigInt(from),
    toBlock: BigInt(to.number),
  })
  const [times, inputs, last] = await Promise.all([
    timesOf(connection, logs),
    inputsOf(connection, logs),
    connection.client.getBlock({ blockNumber: BigInt(to.number) }),
  ])
  if (last.hash !== to.hash) return undefined
  return logs.flatMap((log) => {
    const contract = contractAt(addresses, log.address)
    if (contract === undefined) return []
    // An event of a later version of the contract is kept unopened.
    const { event, args } = decodeEvent(contract, log) ?? { event: 'unknown', args: {} }
    return {
      contract,
      event,
      args,
      topics: log.topics,
      data: log.data,
      blockNumber: Number(log.blockNumber),
      blockHash: log.blockHash ?? '0x',
      blockTime: times.get(log.blockNumber ?? 0n) ?? new Date(0),
      transactionHash: log.transactionHash ?? '0x',
      transactionIndex: Number(log.transactionIndex),
      logIndex: Number(log.logIndex),
      input: inputs.get(log.transactionHash ?? '0x'),
    }
  })
}
