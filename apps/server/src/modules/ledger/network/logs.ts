import { abiOf, decodeEvent, type LedgerContractName } from '@candor/ledger'
import type { IndexedLog } from '@candor/ledger/node'
import type { Pool } from 'pg'
import { hexOf } from '../../../platform/hex.ts'

export type LogRow = {
  blockNumber: number
  logIndex: number
  blockHash: Buffer
  blockTime: Date
  transactionHash: Buffer
  transactionIndex: number
  contract: LedgerContractName
  event: string
  topics: Buffer[]
  data: Buffer
  input: Buffer | null
}

export const logColumns = `block_number as "blockNumber", log_index as "logIndex", block_hash as "blockHash",
  block_time as "blockTime", transaction_hash as "transactionHash", transaction_index as "transactionIndex",
  contract, event, topics, data, input`

/** Opens a stored log. */
export const logFrom = (row: LogRow): IndexedLog => {
  const topics = row.topics.map(hexOf)
  const data = hexOf(row.data)
  return {
    contract: row.contract,
    event: row.event,
    args: decodeEvent(row.contract, { topics, data })?.args ?? {},
    topics,
    data,
    blockNumber: row.blockNumber,
    blockHash: hexOf(row.blockHash),
    blockTime: row.blockTime,
    transactionHash: hexOf(row.transactionHash),
    transactionIndex: row.transactionIndex,
    logIndex: row.logIndex,
    input: row.input === null ? undefined : hexOf(row.input),
  }
}

/** A place in the order of all events. */
export type LogPosition = { readonly blockNumber: number; readonly logIndex: number }

/** Whom events are looked for. */
export type Concerned = {
  readonly members: readonly number[]
  readonly programmes: readonly number[]
  readonly references: readonly Buffer[]
}

/** Events after a place that concern an organisation, in order. */
export const logsAfter = async (
  owner: Pool,
  { blockNumber, logIndex }: LogPosition,
  upTo: number,
  { members, programmes, references }: Concerned,
  limit: number,
): Promise<IndexedLog[]> => {
  const { rows } = await owner.query<LogRow>({
    name: 'ledger-logs-after',
    text: `select ${logColumns} from system.ledger_log
            where (block_number, log_index) > ($1, $2) and block_number <= $3
              and (member = any($4::int[]) or programme = any($5::int[]) or reference = any($6::bytea[]))
            order by block_number, log_index limit $7`,
    values: [blockNumber, logIndex, upTo, members, programmes, references, limit],
  })
  return rows.map(logFrom)
}

/** Programmes that members run. */
export const programmesOf = async (owner: Pool, members: readonly number[]): Promise<number[]> => {
  const { rows } = await owner.query<{ programme: number }>({
    name: 'ledger-programmes-of',
    text: `select programme from system.ledger_log where event = 'ProgrammeCreated' and member = any($1::int[])`,
    values: [members],
  })
  return rows.map(({ programme }) => programme)
}

/** Whether the contract has an event of this name. */
export const hasEvent = (contract: LedgerContractName, event: string): boolean =>
  abiOf(contract).some((item) => item.type === 'event' && item.name === event)
