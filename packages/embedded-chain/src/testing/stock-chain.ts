import { createBlock } from '@ethereumjs/block'
import { createCustomCommon, Mainnet, type Common } from '@ethereumjs/common'
import { createMPT } from '@ethereumjs/mpt'
import { RLP } from '@ethereumjs/rlp'
import { Caches, MerkleStateManager } from '@ethereumjs/statemanager'
import { createTxFromRLP } from '@ethereumjs/tx'
import { Address, createAccount, equalsBytes } from '@ethereumjs/util'
import { createVM, encodeReceipt, runTx, type RunTxResult, type VM } from '@ethereumjs/vm'
import type { Head } from '../store/block-record.ts'
import { HARDFORK } from '../evm/common.ts'
import { prevRandaoAfter } from '../evm/header.ts'

/**
 * The same chain made of the library's own parts only: its state manager, trie, cryptography and receipts.
 * What ours must agree with.
 */
export class StockChain {
  readonly #common: Common
  readonly #state: MerkleStateManager
  readonly #machine: VM

  private constructor(common: Common, state: MerkleStateManager, machine: VM) {
    this.#common = common
    this.#state = state
    this.#machine = machine
  }

  static async create(chainId: number, funded: readonly Uint8Array[], balance: bigint): Promise<StockChain> {
    const common = createCustomCommon({ chainId }, Mainnet, { hardfork: HARDFORK })
    const state = new MerkleStateManager({
      common,
      trie: await createMPT({ useKeyHashing: true, common }),
      caches: new Caches(),
    })
    for (const address of funded) await state.putAccount(new Address(address), createAccount({ balance }))
    await state.flush()
    return new StockChain(common, state, await createVM({ common, stateManager: state }))
  }

  stateRoot(): Promise<Uint8Array> {
    return this.#state.getStateRoot()
  }

  /** Runs a block; a transaction that the library refuses is `undefined`. */
  async run(
    parent: Head,
    gasLimit: bigint,
    timestamp: bigint,
    raws: readonly Uint8Array[],
  ): Promise<{
    readonly results: (RunTxResult | undefined)[]
    readonly receiptsRoot: Uint8Array
    readonly gasUsed: bigint
  }> {
    const block = createBlock(
      {
        header: {
          parentHash: parent.hash,
          number: parent.header.number + 1n,
          timestamp,
          gasLimit,
          baseFeePerGas: 0n,
          mixHash: prevRandaoAfter(parent.hash),
        },
      },
      { common: this.#common, skipConsensusFormatValidation: true },
    )
    const receipts = await createMPT()
    const results: (RunTxResult | undefined)[] = []
    let gasUsed = 0n
    let included = 0
    for (const raw of raws) {
      const tx = createTxFromRLP(raw, { common: this.#common })
      try {
        const result = await runTx(this.#machine, { tx, block, blockGasUsed: gasUsed })
        gasUsed += result.totalGasSpent
        await receipts.put(RLP.encode(included), encodeReceipt(result.receipt, tx.type))
        included += 1
        results.push(result)
      } catch {
        results.push(undefined)
      }
    }
    return { results, receiptsRoot: receipts.root(), gasUsed }
  }

  /** Whether an account has the code; tells whether a fuzz run did anything. */
  async hasCode(address: Uint8Array): Promise<boolean> {
    return !equalsBytes(await this.#state.getCode(new Address(address)), new Uint8Array(0))
  }
}
