import { createBlock, type Block } from '@ethereumjs/block'
import type { Common } from '@ethereumjs/common'
import { createVM, runTx, type VM } from '@ethereumjs/vm'
import { uniteBlooms, type Bloom } from './bloom.ts'
import { encodeHeader, hashHeader, prevRandaoAfter, type BlockHeader } from './header.ts'
import { Machine } from './interpreter/machine.ts'
import { listRoot } from './list-root.ts'
import { encodeReceipt, type Receipt } from './receipt.ts'
import type { SignedTransaction } from './transaction.ts'
import type { BlockRecord, Head, TransactionRecord } from '../store/block-record.ts'
import type { JournaledState } from '../state/journaled-state.ts'

/** What a block is told before its transactions run. */
export interface BlockContext {
  readonly parent: Head
  readonly gasLimit: bigint
  /** Unix time, seconds; not before the parent's. */
  readonly timestamp: bigint
}

/** Hashes of blocks before the one that runs, for the `BLOCKHASH` instruction. */
export type BlockHashes = (number: bigint) => Uint8Array

/** Makes the library's virtual machine over a state. */
export const createMachine = (common: Common, state: JournaledState, hashes: BlockHashes): Promise<VM> => {
  const evm = new Machine(common, state, hashes)
  return createVM({ common, stateManager: state, evm })
}

/** The block that instructions such as `NUMBER` and `TIMESTAMP` see. */
export const environmentBlock = (common: Common, context: BlockContext): Block =>
  createBlock(
    {
      header: {
        parentHash: context.parent.hash,
        number: context.parent.header.number + 1n,
        timestamp: context.timestamp,
        gasLimit: context.gasLimit,
        baseFeePerGas: 0n,
        mixHash: prevRandaoAfter(context.parent.hash),
      },
    },
    { common, skipConsensusFormatValidation: true, freeze: false },
  )

/** A block whose transactions are being run, one after the other. */
export class OpenBlock {
  readonly #machine: VM
  readonly #context: BlockContext
  readonly #environment: Block
  readonly #transactions: TransactionRecord[] = []
  readonly #encodedReceipts: Uint8Array[] = []
  readonly #blooms: Bloom[] = []
  #gasUsed = 0n

  constructor(machine: VM, context: BlockContext) {
    this.#machine = machine
    this.#context = context
    this.#environment = environmentBlock(machine.common, context)
  }

  get size(): number {
    return this.#transactions.length
  }

  /** Gas that the block has left. */
  get gasLeft(): bigint {
    return this.#context.gasLimit - this.#gasUsed
  }

  /**
   * Runs a transaction that was found valid against the state as it is now.
   *
   * @throws whatever the library throws: the state is then not to be trusted any more
   */
  async run(transaction: SignedTransaction): Promise<void> {
    const { body, hash, sender, raw } = transaction
    if (this.#machine.evm instanceof Machine) {
      this.#machine.evm.listsSlots = 'accessList' in body && body.accessList.length > 0
    }
    const result = await runTx(this.#machine, {
      tx: body,
      block: this.#environment,
      blockGasUsed: this.#gasUsed,
      skipHardForkValidation: true,
    })
    this.#gasUsed += result.totalGasSpent
    const receipt: Receipt = {
      succeeded: result.execResult.exceptionError === undefined,
      cumulativeGasUsed: this.#gasUsed,
      logs: result.receipt.logs.map(([address, topics, data]) => ({ address, topics, data })),
    }
    this.#transactions.push({ hash, sender, raw, receipt })
    this.#encodedReceipts.push(encodeReceipt(receipt, body.type, result.bloom.bitvector))
    this.#blooms.push(result.bloom.bitvector)
  }

  /** Closes the block over the state that its transactions made. */
  seal(stateRoot: Uint8Array): BlockRecord {
    const { parent, gasLimit, timestamp } = this.#context
    const header: BlockHeader = {
      parentHash: parent.hash,
      stateRoot,
      transactionsRoot: listRoot(this.#transactions.map(({ raw }) => raw)),
      receiptsRoot: listRoot(this.#encodedReceipts),
      logsBloom: uniteBlooms(this.#blooms),
      number: parent.header.number + 1n,
      gasLimit,
      gasUsed: this.#gasUsed,
      timestamp,
      prevRandao: prevRandaoAfter(parent.hash),
    }
    return { hash: hashHeader(encodeHeader(header)), header, transactions: this.#transactions }
  }
}
