import type { OpenTransaction } from '@candor/ledger/node'
import type { ClientBase, Pool } from 'pg'
import { parseTransaction, type Hex } from 'viem'
import { bytesOf, hexOf } from '../../../platform/hex.ts'

type Row = {
  account: Buffer
  nonce: number
  organisation: string
  call: string
  raw: Buffer
  hash: Buffer
  earlier: Buffer[]
  attempt: number
}

const transactionFrom = (row: Row): OpenTransaction => {
  const raw = hexOf(row.raw)
  const parsed = parseTransaction(raw as `0x02${string}`)
  return {
    organisationId: row.organisation,
    callId: row.call,
    from: hexOf(row.account),
    nonce: row.nonce,
    raw,
    hash: hexOf(row.hash),
    earlier: row.earlier.map(hexOf),
    attempt: row.attempt,
    to: parsed.to as Hex,
    data: parsed.data ?? '0x',
    gas: parsed.gas ?? 0n,
    fees: {
      maxFeePerGas: parsed.maxFeePerGas ?? 0n,
      maxPriorityFeePerGas: parsed.maxPriorityFeePerGas ?? 0n,
    },
  }
}

/** Transactions whose receipts were not seen, in the order of their nonces. */
export const openTransactions = async (owner: Pool): Promise<OpenTransaction[]> => {
  const { rows } = await owner.query<Row>(
    `select account, nonce, organisation, call, raw, hash, earlier, attempt from system.ledger_transaction
      where block_number is null order by account, nonce`,
  )
  return rows.map(transactionFrom)
}

/** The next nonce of an account, locked until the transaction ends. */
export const lockNonce = async (client: ClientBase, account: Hex, organisation: string | null): Promise<number> => {
  await client.query(
    'insert into system.ledger_key (account, organisation) values ($1, $2) on conflict (account) do nothing',
    [bytesOf(account), organisation],
  )
  const { rows } = await client.query<{ next: number }>(
    'select next_nonce as next from system.ledger_key where account = $1 for update',
    [bytesOf(account)],
  )
  return rows[0]?.next ?? 0
}

export const setNonce = async (client: ClientBase | Pool, account: Hex, next: number): Promise<void> => {
  await client.query('update system.ledger_key set next_nonce = greatest(next_nonce, $2) where account = $1', [
    bytesOf(account),
    next,
  ])
}

/** Keeps signed transactions before they are sent. */
export const keepTransactions = async (client: ClientBase, kept: readonly OpenTransaction[]): Promise<void> => {
  await client.query({
    name: 'ledger-transactions-keep',
    text: `insert into system.ledger_transaction (account, nonce, organisation, call, raw, hash, attempt)
           select * from unnest($1::bytea[], $2::bigint[], $3::uuid[], $4::uuid[], $5::bytea[], $6::bytea[], $7::int[])`,
    values: [
      kept.map(({ from }) => bytesOf(from)),
      kept.map(({ nonce }) => nonce),
      kept.map(({ organisationId }) => organisationId),
      kept.map(({ callId }) => callId),
      kept.map(({ raw }) => bytesOf(raw)),
      kept.map(({ hash }) => bytesOf(hash)),
      kept.map(({ attempt }) => attempt),
    ],
  })
}

/** Keeps another version of a transaction before it is sent. */
export const keepVersion = async (owner: Pool, { callId, raw, hash, earlier }: OpenTransaction): Promise<void> => {
  await owner.query('update system.ledger_transaction set raw = $2, hash = $3, earlier = $4 where call = $1', [
    callId,
    bytesOf(raw),
    bytesOf(hash),
    earlier.map(bytesOf),
  ])
}

/** Closes transactions: forgets those that can never come back, and notes the block of the others. */
export const closeTransactions = async (
  owner: Pool,
  closed: readonly { readonly callId: string; readonly blockNumber: number | undefined }[],
  finalBlock: number,
): Promise<void> => {
  const lasting = closed.filter(({ blockNumber }) => blockNumber !== undefined && blockNumber > finalBlock)
  const gone = closed.filter((each) => !lasting.includes(each)).map(({ callId }) => callId)
  if (gone.length > 0) {
    await owner.query({
      name: 'ledger-transactions-forget',
      text: 'delete from system.ledger_transaction where call = any($1::uuid[])',
      values: [gone],
    })
  }
  if (lasting.length === 0) return
  await owner.query(
    `update system.ledger_transaction t set block_number = s.block
       from unnest($1::uuid[], $2::bigint[]) as s (call, block) where t.call = s.call`,
    [lasting.map(({ callId }) => callId), lasting.map(({ blockNumber }) => blockNumber)],
  )
}

/** Forgets transactions in blocks that the chain will not take back any more. */
export const forgetFinal = async (owner: Pool, finalBlock: number): Promise<void> => {
  await owner.query('delete from system.ledger_transaction where block_number <= $1', [finalBlock])
}

/** Opens transactions again whose blocks the chain took back. @returns their calls, by organisation */
export const reopenTransactions = async (owner: Pool, toBlock: number): Promise<Map<string, string[]>> => {
  const { rows } = await owner.query<{ organisation: string; call: string }>(
    `update system.ledger_transaction set block_number = null where block_number > $1 returning organisation, call`,
    [toBlock],
  )
  return Map.groupBy(rows, ({ organisation }) => organisation)
    .entries()
    .reduce(
      (calls, [id, of]) =>
        calls.set(
          id,
          of.map(({ call }) => call),
        ),
      new Map<string, string[]>(),
    )
}
