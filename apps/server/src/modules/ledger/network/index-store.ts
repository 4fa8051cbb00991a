import type { IndexedBlock, IndexedLog, IndexStore } from '@candor/ledger/node'
import type { ClientBase, Pool } from 'pg'
import { bytesOf, hexOf } from '../../../platform/hex.ts'
import { inOwnerTransaction } from './owner-transaction.ts'

/** Hashes of so many blocks are remembered: far more than a chain ever goes back. */
const remembered = 5_000

type BlockRow = { number: number; hash: Buffer }

const blocksFrom = (rows: readonly BlockRow[]): IndexedBlock[] =>
  rows.map(({ number, hash }) => ({ number, hash: hexOf(hash) }))

const numberIn = (args: IndexedLog['args'], ...names: readonly string[]): number | null => {
  for (const name of names) if (typeof args[name] === 'number') return args[name]
  return null
}

const referenceIn = ({ ref }: IndexedLog['args']): Buffer | null => (typeof ref === 'string' ? bytesOf(ref) : null)

const insertLogs = async (client: ClientBase, logs: readonly IndexedLog[]): Promise<void> => {
  for (const log of logs) {
    await client.query({
      name: 'ledger-log-insert',
      text: `insert into system.ledger_log (block_number, log_index, block_hash, block_time, transaction_hash,
               transaction_index, contract, event, topics, data, input, member, programme, reference)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      values: [
        log.blockNumber,
        log.logIndex,
        bytesOf(log.blockHash),
        log.blockTime,
        bytesOf(log.transactionHash),
        log.transactionIndex,
        log.contract,
        log.event,
        log.topics.map(bytesOf),
        bytesOf(log.data),
        log.input === undefined ? null : bytesOf(log.input),
        numberIn(log.args, 'member', 'merchant', 'operator'),
        numberIn(log.args, 'programme'),
        referenceIn(log.args),
      ],
    })
  }
}

const insertBlocks = async (client: ClientBase, to: IndexedBlock, logs: readonly IndexedLog[]): Promise<void> => {
  const blocks = new Map(logs.map(({ blockNumber, blockHash }) => [blockNumber, blockHash]))
  blocks.set(to.number, to.hash)
  await client.query(`insert into system.ledger_block (number, hash) select * from unnest($1::bigint[], $2::bytea[])`, [
    [...blocks.keys()],
    [...blocks.values()].map(bytesOf),
  ])
  await client.query('delete from system.ledger_block where number < $1', [to.number - remembered])
}

/** Keeps the index of the contracts' events in Postgres. */
export const indexStore = (owner: Pool): IndexStore => ({
  cursor: async () => {
    const { rows } = await owner.query<BlockRow>({
      name: 'ledger-index-cursor',
      text: 'select number, hash from system.ledger_block order by number desc limit 1',
    })
    return blocksFrom(rows)[0]
  },
  blocks: async () => {
    const { rows } = await owner.query<BlockRow>('select number, hash from system.ledger_block order by number desc')
    return blocksFrom(rows)
  },
  append: async (to, logs) =>
    inOwnerTransaction(owner, async (client) => {
      await insertLogs(client, logs)
      await insertBlocks(client, to, logs)
    }),
  rollBack: async (to) =>
    inOwnerTransaction(owner, async (client) => {
      await client.query('delete from system.ledger_log where block_number > $1', [to.number])
      await client.query('delete from system.ledger_block where number > $1', [to.number])
      await client.query('insert into system.ledger_rollback (to_block) values ($1)', [to.number])
    }),
})
