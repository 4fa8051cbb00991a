import type { LedgerCall, LedgerCallState, ledgerRoutes, RouteOutput } from '@candor/api'
import {
  decodeCall,
  describeCall,
  describeRefusal,
  type DescribeOptions,
  type LedgerContractName,
  type Refusal,
} from '@candor/ledger'
import { z } from 'zod'
import type { Sql, Tx } from '../../../platform/db/index.ts'
import { decodeCursor, pageOf } from '../../../platform/http/page.ts'
import { hexOf } from '../../../platform/hex.ts'

type Row = {
  id: string
  reference: Buffer
  contract: LedgerContractName
  functionName: string
  data: Buffer
  state: Exclude<LedgerCallState, 'final'>
  refusal: Refusal | null
  transactionHash: Buffer | null
  blockNumber: number | null
  createdAt: Date
  sentAt: Date | null
  minedAt: Date | null
}

const columns = `id, reference, contract, function_name as "functionName", data, state, refusal,
  transaction_hash as "transactionHash", block_number as "blockNumber",
  created_at as "createdAt", sent_at as "sentAt", mined_at as "minedAt"`

const callFrom = (row: Row, options: DescribeOptions, finalBlock: number): LedgerCall => {
  const { contract, functionName, refusal, blockNumber } = row
  const call = decodeCall(contract, hexOf(row.data)) ?? { contract, functionName, args: [] }
  const isFinal = row.state === 'mined' && blockNumber !== null && blockNumber <= finalBlock
  return {
    id: row.id,
    reference: hexOf(row.reference),
    contract,
    functionName,
    description: describeCall(call, options),
    state: isFinal ? 'final' : row.state,
    refusal: refusal && { name: refusal.name, message: describeRefusal(refusal, options.language) },
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    minedAt: row.minedAt?.toISOString() ?? null,
    transactionHash: row.transactionHash && hexOf(row.transactionHash),
    blockNumber,
  }
}

type CallQuery = {
  readonly cursor?: string | undefined
  readonly limit: number
  readonly state?: LedgerCallState | undefined
}

const cursorSchema = z.tuple([z.uuid()])

const before = (id: string | undefined): string => id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff'

const queryFor = (tx: Tx, { state, limit }: CallQuery, below: string, finalBlock: number): Sql => {
  const base = [tx.organisationId, below, limit + 1]
  if (state === undefined) {
    return {
      name: 'ledger-calls-list',
      text: `select ${columns} from ledger_call where organisation_id = $1 and id < $2 order by id desc limit $3`,
      values: base,
    }
  }
  if (state === 'final' || state === 'mined') {
    // Both are stored as mined; the newest final block tells them apart.
    return {
      name: `ledger-calls-list-${state}`,
      text: `select ${columns} from ledger_call where organisation_id = $1 and state = 'mined' and id < $2
               and (block_number <= $4) = ${String(state === 'final')} order by id desc limit $3`,
      values: [...base, finalBlock],
    }
  }
  return {
    name: 'ledger-calls-list-state',
    text: `select ${columns} from ledger_call where organisation_id = $1 and state = $4 and id < $2
            order by id desc limit $3`,
    values: [...base, state],
  }
}

/**
 * Calls of the organisation, newest first.
 * @param finalBlock newest block that the chain will not take back
 */
export const listCalls = async (
  tx: Tx,
  query: CallQuery,
  options: DescribeOptions,
  finalBlock: number,
): Promise<RouteOutput<typeof ledgerRoutes.calls>> => {
  const [below] = decodeCursor(cursorSchema, query.cursor) ?? [undefined]
  const rows = await tx.rows<Row>(queryFor(tx, query, before(below), finalBlock))
  return pageOf(
    rows,
    query.limit,
    ({ id }) => [id],
    (row) => callFrom(row, options, finalBlock),
  )
}
