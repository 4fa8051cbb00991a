import type { Client } from 'pg'
import { equalBytes, toHex } from '../bytes/bytes.ts'
import { ChainError } from '../errors.ts'
import { decodeHeader, encodeHeader, hashHeader } from '../evm/header.ts'
import { keccak256 } from '../crypto/keccak.ts'
import { decodeStoredReceipt, encodeStoredReceipt } from '../evm/receipt.ts'
import type { BlockRecord, Head, LoggedBlock, TransactionRecord } from './block-record.ts'
import { termsOf } from './log-terms.ts'

/** Anything that runs a statement: a connection or a pool of them. */
export type Queryable = Pick<Client, 'query'>

interface HeadRow {
  readonly number: string
  readonly hash: Buffer
  readonly header: Buffer
}

interface LoggedRow extends HeadRow {
  /** None when the block has no transactions. */
  readonly transaction_hash: Buffer | null
  readonly receipt: Buffer
}

interface BlockRow extends LoggedRow {
  readonly sender: Buffer
  readonly raw: Buffer
}

/** Rows come as views into the connection's buffer: copied, so that a small value does not hold a large buffer. */
const copy = (buffer: Buffer): Uint8Array => new Uint8Array(buffer)

/** @throws ChainError `CHAIN_CORRUPT` when the header is not the one with that hash */
const headOf = (row: HeadRow): Head => {
  const [hash, encoded] = [copy(row.hash), copy(row.header)]
  if (!equalBytes(hashHeader(encoded), hash)) {
    throw new ChainError(
      'CHAIN_CORRUPT',
      `Block ${row.number}: the stored header does not have the hash ${toHex(hash)}.`,
    )
  }
  return { hash, header: decodeHeader(encoded) }
}

/**
 * Writes a block in one statement, hence in one transaction: header, transactions with receipts, log index.
 * Resolves when it is durable.
 *
 * @throws a unique violation when the chain already has a block with that number
 */
export const insertBlock = async (client: Queryable, block: BlockRecord): Promise<void> => {
  const { transactions } = block
  await client.query({
    name: 'chain-insert-block',
    text: `
      with block as (
        insert into chain.block (number, hash, header) values ($1, $2, $3)
      ), transactions as (
        insert into chain.transaction (block_number, transaction_index, hash, sender, raw, receipt)
        select $1, row.index - 1, row.hash, row.sender, row.raw, row.receipt
        from unnest($4::bytea[], $5::bytea[], $6::bytea[], $7::bytea[])
          with ordinality as row (hash, sender, raw, receipt, index)
      )
      insert into chain.log_block (term, block_number) select term, $1 from unnest($8::bigint[]) as term
      on conflict do nothing`,
    values: [
      block.header.number,
      Buffer.from(block.hash),
      Buffer.from(encodeHeader(block.header)),
      transactions.map(({ hash }) => Buffer.from(hash)),
      transactions.map(({ sender }) => Buffer.from(sender)),
      transactions.map(({ raw }) => Buffer.from(raw)),
      transactions.map(({ receipt }) => Buffer.from(encodeStoredReceipt(receipt))),
      termsOf(transactions.flatMap(({ receipt }) => receipt.logs)),
    ],
  })
}

/** The last block, or none when the chain has not been born. */
export const selectHead = async (client: Queryable): Promise<Head | undefined> => {
  const { rows } = await client.query<HeadRow>(
    'select number, hash, header from chain.block order by number desc limit 1',
  )
  return rows[0] === undefined ? undefined : headOf(rows[0])
}

/** Hashes of the blocks `from` to `to`, both included, in order. */
export const selectHashes = async (client: Queryable, from: bigint, to: bigint): Promise<Uint8Array[]> => {
  const { rows } = await client.query<{ hash: Buffer }>({
    name: 'chain-select-hashes',
    text: 'select hash from chain.block where number between $1 and $2 order by number',
    values: [from, to],
  })
  return rows.map((row) => copy(row.hash))
}

const changed = (row: LoggedRow, cause?: unknown): ChainError => {
  const hash = toHex(row.transaction_hash as Buffer)
  return new ChainError('CHAIN_CORRUPT', `Block ${row.number}: the stored transaction ${hash} was changed.`, { cause })
}

/** @throws ChainError `CHAIN_CORRUPT` when the receipt is none */
const loggedOf = (row: LoggedRow): Pick<TransactionRecord, 'hash' | 'receipt'> => {
  try {
    return { hash: copy(row.transaction_hash as Buffer), receipt: decodeStoredReceipt(copy(row.receipt)) }
  } catch (error) {
    throw changed(row, error)
  }
}

/** @throws ChainError `CHAIN_CORRUPT` when the transaction is not the one with that hash, or the receipt is none */
const transactionOf = (row: BlockRow): TransactionRecord => {
  const logged = loggedOf(row)
  const raw = copy(row.raw)
  if (!equalBytes(keccak256(raw), logged.hash)) throw changed(row)
  return { ...logged, raw, sender: copy(row.sender) }
}

/** Puts the rows of each block together; they come in order. */
const blocksOf = <Row extends LoggedRow, Transaction>(
  rows: readonly Row[],
  read: (row: Row) => Transaction,
): (Head & { readonly transactions: Transaction[] })[] => {
  const blocks: (Head & { readonly transactions: Transaction[] })[] = []
  let number: string | undefined
  for (const row of rows) {
    if (row.number !== number) blocks.push({ ...headOf(row), transactions: [] })
    number = row.number
    if (row.transaction_hash !== null) blocks.at(-1)?.transactions.push(read(row))
  }
  return blocks
}

const selectJoined = (columns: string): string => `
  select b.number, b.hash, b.header, t.hash as transaction_hash, ${columns}
  from chain.block b left join chain.transaction t on t.block_number = b.number
  where b.number = any($1::bigint[])
  order by b.number, t.transaction_index`

/** Whole blocks with the given numbers, in order of number; those that do not exist are left out. */
export const selectBlocks = async (client: Queryable, numbers: readonly bigint[]): Promise<BlockRecord[]> => {
  const { rows } = await client.query<BlockRow>({
    name: 'chain-select-blocks',
    text: selectJoined('t.receipt, t.sender, t.raw'),
    values: [numbers],
  })
  return blocksOf(rows, transactionOf)
}

/** The same, without the transactions themselves. */
export const selectLoggedBlocks = async (client: Queryable, numbers: readonly bigint[]): Promise<LoggedBlock[]> => {
  const { rows } = await client.query<LoggedRow>({
    name: 'chain-select-logged-blocks',
    text: selectJoined('t.receipt'),
    values: [numbers],
  })
  return blocksOf(rows, loggedOf)
}

/** Number of the block with this hash. */
export const selectNumberOfBlock = async (client: Queryable, hash: Uint8Array): Promise<bigint | undefined> => {
  const { rows } = await client.query<{ number: string }>({
    name: 'chain-select-number-of-block',
    text: 'select number from chain.block where hash = $1',
    values: [Buffer.from(hash)],
  })
  return rows[0] === undefined ? undefined : BigInt(rows[0].number)
}

/** Number of the block that holds the transaction with this hash. */
export const selectNumberOfTransaction = async (client: Queryable, hash: Uint8Array): Promise<bigint | undefined> => {
  const { rows } = await client.query<{ block_number: string }>({
    name: 'chain-select-number-of-transaction',
    text: 'select block_number from chain.transaction where hash = $1',
    values: [Buffer.from(hash)],
  })
  return rows[0] === undefined ? undefined : BigInt(rows[0].block_number)
}
