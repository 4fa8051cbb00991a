import type { VM } from '@ethereumjs/vm'
import { equalBytes, toHex } from '../bytes/bytes.ts'
import { ChainError } from '../errors.ts'
import { OpenBlock } from '../evm/engine.ts'
import type { BlockHeader } from '../evm/header.ts'
import { encodeStoredReceipt } from '../evm/receipt.ts'
import { decodeTransaction } from '../evm/transaction.ts'
import type { BlockRecord, Head, TransactionRecord } from '../store/block-record.ts'

const rootFields = ['stateRoot', 'receiptsRoot', 'transactionsRoot', 'logsBloom', 'gasUsed', 'parentHash'] as const

const differs = (a: BlockHeader, b: BlockHeader, name: (typeof rootFields)[number]): boolean => {
  const [one, other] = [a[name], b[name]]
  return one instanceof Uint8Array && other instanceof Uint8Array ? !equalBytes(one, other) : one !== other
}

/** Says in which field a stored block and the block made again from its transactions part. */
const mismatch = (stored: BlockRecord, made: BlockRecord): ChainError => {
  const field = rootFields.find((name) => differs(stored.header, made.header, name)) ?? 'hash'
  return new ChainError(
    'CHAIN_CORRUPT',
    `Block ${stored.header.number} (${toHex(stored.hash)}) does not follow from its transactions: ${field} differs when they are run again.`,
  )
}

const sameRecord = (a: TransactionRecord, b: TransactionRecord | undefined): boolean =>
  b !== undefined &&
  equalBytes(a.sender, b.sender) &&
  equalBytes(encodeStoredReceipt(a.receipt), encodeStoredReceipt(b.receipt))

/**
 * Runs a stored block again on the state of its parent, which thereby becomes the state of the block.
 *
 * @param sealRoot - works out the state root from what was written
 * @throws ChainError `CHAIN_CORRUPT` when the outcome is not what the block says
 */
export const replayBlock = async (
  machine: VM,
  parent: Head,
  stored: BlockRecord,
  sealRoot: () => Promise<Uint8Array> | Uint8Array,
): Promise<void> => {
  const { gasLimit, timestamp, number } = stored.header
  if (number !== parent.header.number + 1n) {
    throw new ChainError('CHAIN_CORRUPT', `Block ${parent.header.number + 1n} is missing from the store.`)
  }
  const block = new OpenBlock(machine, { parent, gasLimit, timestamp })
  for (const [index, { raw }] of stored.transactions.entries()) {
    try {
      await block.run(decodeTransaction(raw, machine.common))
    } catch (error) {
      throw new ChainError('CHAIN_CORRUPT', `Block ${number}: transaction ${index} cannot be run again.`, {
        cause: error,
      })
    }
  }
  const made = block.seal(await sealRoot())
  if (!equalBytes(made.hash, stored.hash)) throw mismatch(stored, made)
  for (const [index, transaction] of stored.transactions.entries()) {
    if (!sameRecord(transaction, made.transactions[index])) {
      throw new ChainError('CHAIN_CORRUPT', `Block ${number}: sender or receipt of transaction ${index} was changed.`)
    }
  }
}
