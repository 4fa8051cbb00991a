import type { VM } from '@ethereumjs/vm'
import { Address as LibraryAddress } from '@ethereumjs/util'
import { EVMError, type ExecResult } from '@ethereumjs/evm'
import type { Chain } from '../chain/chain.ts'
import { createMutex } from '../chain/mutex.ts'
import { toHex } from '../bytes/bytes.ts'
import { RpcError, rpcCode, serverError } from '../errors.ts'
import { createMachine, environmentBlock } from '../evm/engine.ts'
import { JournaledState } from '../state/journaled-state.ts'
import type { StateSource } from '../state/entries.ts'
import type { Head } from '../store/block-record.ts'
import type { CallRequest } from './call-request.ts'
import { stateAfter } from './method.ts'
import { revertReason } from './revert-reason.ts'

const { errorMessages } = EVMError

/** What a failed execution is answered with, in geth's form: a revert carries its data, anything else only says why. */
export const executionError = ({ exceptionError, returnValue }: ExecResult): RpcError => {
  if (exceptionError?.error !== errorMessages.REVERT) return serverError(exceptionError?.error ?? 'execution failed')
  const reason = revertReason(returnValue)
  const message = reason === undefined ? 'execution reverted' : `execution reverted: ${reason}`
  return new RpcError(rpcCode.reverted, message, toHex(returnValue))
}

export const succeeded = ({ exceptionError }: ExecResult): boolean => exceptionError === undefined

/** Whether the reason of the failure is too little gas. */
export const ranOutOfGas = ({ exceptionError }: ExecResult): boolean =>
  exceptionError?.error === errorMessages.OUT_OF_GAS || exceptionError?.error === errorMessages.CODESTORE_OUT_OF_GAS

/**
 * Runs calls that leave no trace, on the state of a block and in the place of the next one: `NUMBER` is one more than
 * the block's. On the head `TIMESTAMP` is now, since blocks are made on demand and the head may be old; on an earlier
 * block it is that block's.
 */
export class Caller {
  readonly #chain: Chain
  readonly #state: JournaledState
  readonly #oneAtATime = createMutex()
  #machine: VM | undefined
  #parent: Head | undefined

  constructor(chain: Chain) {
    this.#chain = chain
    this.#state = new JournaledState({
      account: (address, hash) => this.#source.account(address, hash),
      slot: (account, key, keyHash) => this.#source.slot(account, key, keyHash),
      code: (codeHash) => this.#source.code(codeHash),
    })
  }

  /** The state that the call of the moment runs on. */
  get #source(): StateSource {
    return stateAfter({ chain: this.#chain }, this.#parent as Head)
  }

  /**
   * Runs a call with so much gas for the execution itself.
   *
   * @param parent - the block on whose state it runs
   * @throws RpcError when the sender cannot pay the value, or the state is not kept any more
   */
  run(request: CallRequest, gas: bigint, parent: Head): Promise<ExecResult> {
    return this.#oneAtATime(() => this.#run(request, gas, parent))
  }

  async #run(request: CallRequest, gas: bigint, parent: Head): Promise<ExecResult> {
    this.#machine ??= await createMachine(this.#chain.common, this.#state, (number) => this.#chain.hashOf(number))
    const { evm } = this.#machine
    this.#parent = parent
    this.#state.reset()
    evm.journal.cleanJournal()
    const balance = this.#state.entry(request.from).current?.balance ?? 0n
    const cost = request.value + (request.gas ?? 0n) * request.gasPrice
    if (balance < cost) {
      const who = toHex(request.from)
      throw serverError(`insufficient funds for gas * price + value: address ${who} have ${balance} want ${cost}`)
    }
    try {
      this.#warm(request)
      const result = await evm.runCall({
        block: this.#environment(parent),
        caller: new LibraryAddress(request.from),
        ...(request.to === undefined ? {} : { to: new LibraryAddress(request.to) }),
        data: request.data,
        value: request.value,
        gasLimit: gas,
        gasPrice: request.gasPrice,
      })
      return result.execResult
    } catch (error) {
      this.#machine = undefined
      throw error
    } finally {
      this.#state.reset()
    }
  }

  #environment(parent: Head) {
    const latest = parent.header.number === this.#chain.head.header.number
    const now = BigInt(Math.floor(Date.now() / 1_000))
    const timestamp = latest && now > parent.header.timestamp ? now : parent.header.timestamp
    return environmentBlock(this.#chain.common, { parent, timestamp, gasLimit: this.#chain.blockGasLimit })
  }

  /** EIP-2929 and EIP-3651: what a transaction finds warm. */
  #warm({ from, to, accessList }: CallRequest): void {
    const { journal, precompiles } = (this.#machine as VM).evm
    const bare = (bytes: Uint8Array): string => toHex(bytes).slice(2)
    for (const address of precompiles.keys()) journal.addAlwaysWarmAddress(address)
    journal.addAlwaysWarmAddress(bare(from))
    journal.addAlwaysWarmAddress(bare(new Uint8Array(20)))
    if (to !== undefined) journal.addAlwaysWarmAddress(bare(to))
    for (const { address, storageKeys } of accessList) {
      journal.addAlwaysWarmAddress(bare(address))
      for (const key of storageKeys) journal.addAlwaysWarmSlot(bare(address), bare(key))
    }
  }
}
