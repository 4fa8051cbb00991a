import type { LedgerAnchor, LedgerEvent, ledgerRoutes, RouteOutput } from '@candor/api'
import { describeEvent, toJson, type DescribeOptions, type LedgerContractName } from '@candor/ledger'
import type { IndexedLog } from '@candor/ledger/node'
import type { Pool } from 'pg'
import type { Hex } from 'viem'
import { z } from 'zod'
import { decodeCursor, pageOf } from '../../../platform/http/page.ts'
import { endOfBlock } from '../projection/cursor.ts'
import { logColumns, logFrom, type LogPosition, type LogRow } from '../network/logs.ts'

type PageQuery = { readonly cursor?: string | undefined; readonly limit: number }

const cursorSchema = z.tuple([z.number().int().min(0), z.number().int().min(0)])

const placeBefore = (cursor: string | undefined): LogPosition => {
  const [blockNumber, logIndex] = decodeCursor(cursorSchema, cursor) ?? [Number.MAX_SAFE_INTEGER, endOfBlock]
  return { blockNumber, logIndex }
}

const newestFirst = async (
  owner: Pool,
  column: 'contract' | 'event',
  value: string,
  { cursor, limit }: PageQuery,
): Promise<IndexedLog[]> => {
  const { blockNumber, logIndex } = placeBefore(cursor)
  const { rows } = await owner.query<LogRow>({
    name: `ledger-events-by-${column}`,
    text: `select ${logColumns} from system.ledger_log
            where ${column} = $1 and (block_number, log_index) < ($2, $3)
            order by block_number desc, log_index desc limit $4`,
    values: [value, blockNumber, logIndex, limit + 1],
  })
  return rows.map(logFrom)
}

const mark = ({ blockNumber, logIndex }: IndexedLog): readonly number[] => [blockNumber, logIndex]

const eventFrom = (log: IndexedLog, options: DescribeOptions): LedgerEvent => ({
  contract: log.contract,
  event: log.event,
  description: describeEvent(log, options),
  values: toJson(log.args) as Record<string, unknown>,
  blockNumber: log.blockNumber,
  logIndex: log.logIndex,
  transactionHash: log.transactionHash,
  at: log.blockTime.toISOString(),
})

/** Events of a contract, newest first. */
export const listEvents = async (
  owner: Pool,
  contract: LedgerContractName,
  query: PageQuery,
  options: DescribeOptions,
): Promise<RouteOutput<typeof ledgerRoutes.events>> => {
  const logs = await newestFirst(owner, 'contract', contract, query)
  return pageOf(logs, query.limit, mark, (log) => eventFrom(log, options))
}

const anchorFrom = ({ args, ...log }: IndexedLog, { memberName }: DescribeOptions): LedgerAnchor => ({
  member: Number(args['member']),
  memberName: memberName?.(Number(args['member'])) ?? null,
  log: args['log'] as Hex,
  treeSize: Number(args['treeSize']),
  rootHash: args['rootHash'] as Hex,
  checkpointHash: args['checkpointHash'] as Hex,
  transactionHash: log.transactionHash,
  blockNumber: log.blockNumber,
  at: log.blockTime.toISOString(),
})

/** Anchored checkpoints of all members, newest first. */
export const listAnchors = async (
  owner: Pool,
  query: PageQuery,
  options: DescribeOptions,
): Promise<RouteOutput<typeof ledgerRoutes.anchors>> => {
  const logs = await newestFirst(owner, 'event', 'Anchored', query)
  return pageOf(logs, query.limit, mark, (log) => anchorFrom(log, options))
}
