import type { Common } from '@ethereumjs/common'
import { EVM, EVMMockBlockchain, Message, NobleBN254, type ExecResult } from '@ethereumjs/evm'
import { Account, Address } from '@ethereumjs/util'
import { EMPTY_BYTES, equalBytes } from '../../bytes/bytes.ts'
import type { JournaledState } from '../../state/journaled-state.ts'
import { Frame, type Request, type TransactionContext } from './frame.ts'
import { isHalt, isRevert, isStop } from './halt.ts'
import { programOf } from './program.ts'
import { run } from './run.ts'
import { wordOf } from './words.ts'

const DEEPEST_CALL = 1_024
const LARGEST_NONCE = 2n ** 64n - 1n

type Asked<Kind extends Request['kind']> = Extract<Request, { readonly kind: Kind }>

/**
 * The library's EVM with an interpreter of our own: it runs every instruction without waiting, on our state. What happens around
 * a message (value, checkpoints, precompiles, the making of contracts) stays the library's.
 */
export class Machine extends EVM {
  readonly #state: JournaledState
  readonly #hashOf: (number: bigint) => Uint8Array
  /** Whether what runs named slots beforehand (EIP-2930): they are looked for then. */
  listsSlots = true

  /** @param hashOf - hash of one of the last 256 blocks */
  constructor(common: Common, state: JournaledState, hashOf: (number: bigint) => Uint8Array) {
    // Hashes of blocks are asked of us alone, so what the library would ask for them is never looked at.
    super({ common, stateManager: state, blockchain: new EVMMockBlockchain(), bn254: new NobleBN254() })
    this.#state = state
    this.#hashOf = hashOf
  }

  #context(message: Message): TransactionContext {
    if (this._block === undefined) throw new Error('a message runs within a block')
    const { journal, transientStorage } = this
    const addressOf = (bytes: Uint8Array): Address => new Address(bytes)
    return {
      state: this.#state,
      block: this._block,
      chainId: this.common.chainId(),
      gasPrice: this._tx?.gasPrice ?? 0n,
      origin: (this._tx?.origin ?? message.caller).bytes,
      hashOf: this.#hashOf,
      warm: (address) => {
        if (journal.isWarmedAddress(address)) return false
        journal.addWarmedAddress(address)
        return true
      },
      isListed: (address, key) => this.listsSlots && journal.isWarmedStorage(address, key),
      transient: {
        get: (address, key) => transientStorage.get(addressOf(address), key),
        put: (address, key, value) => transientStorage.put(addressOf(address), key, value),
      },
    }
  }

  protected override async runInterpreter(message: Message): Promise<ExecResult> {
    const address = message.to ?? new Address(new Uint8Array(20))
    const program = programOf(message.code as Uint8Array)
    const frame = new Frame(this.#context(message), message, program, address.bytes)
    try {
      for (;;) {
        run(frame)
        const { request } = frame
        if (request === undefined) break
        frame.request = undefined
        if (request.kind === 'call') await this.#call(frame, request)
        else if (request.kind === 'create') await this.#create(frame, request)
        else {
          await this.#selfDestruct(frame, request)
          break
        }
      }
    } catch (error) {
      if (!isHalt(error)) throw error
      if (!isStop(error)) return failed(frame, error)
    }
    return {
      executionGasUsed: message.gasLimit - BigInt(frame.gas),
      gas: BigInt(frame.gas),
      gasRefund: BigInt(frame.refund),
      returnValue: frame.output ?? EMPTY_BYTES,
      logs: frame.logs,
      selfdestruct: frame.destroyed,
      createdAddresses: frame.created,
    }
  }

  /** What the frame has so far goes along, so that what the message adds can be left out if it fails. */
  async #send(frame: Frame, message: Message) {
    const destroyed = new Map(frame.destroyed)
    const created = new Set(frame.created)
    message.selfdestruct = destroyed
    message.createdAddresses = created
    const { execResult, createdAddress } = await this.runCall({ message })
    frame.charge(Number(execResult.executionGasUsed))
    if (execResult.exceptionError === undefined) {
      if (execResult.logs !== undefined) frame.logs = frame.logs.concat(execResult.logs)
      for (const [account, beneficiary] of destroyed) frame.destroyed.set(account, beneficiary)
      for (const account of created) frame.created.add(account)
      frame.refund = Number(execResult.gasRefund ?? 0n)
    }
    return { execResult, createdAddress }
  }

  async #call(frame: Frame, { message, output }: Asked<'call'>): Promise<void> {
    frame.returned = EMPTY_BYTES
    const balance = frame.account.current?.balance ?? 0n
    if (frame.message.depth >= DEEPEST_CALL || (!message.delegatecall && balance < message.value)) {
      return frame.push(0n)
    }
    const { exceptionError, returnValue } = (await this.#send(frame, message)).execResult
    if (exceptionError === undefined || isRevert(exceptionError)) frame.returned = returnValue
    const length = Math.min(output.length, frame.returned.length)
    if (length > 0) frame.memory.put(output.at, length, frame.returned)
    return frame.push(exceptionError === undefined ? 1n : 0n)
  }

  async #create(frame: Frame, { value, code, gas, salt }: Asked<'create'>): Promise<void> {
    frame.returned = EMPTY_BYTES
    const { current, address } = frame.account
    const nonce = current?.nonce ?? 0n
    if (frame.message.depth >= DEEPEST_CALL || (current?.balance ?? 0n) < value || nonce >= LARGEST_NONCE) {
      return frame.push(0n)
    }
    const caller = new Address(address)
    const account = (await this.#state.getAccount(caller)) ?? new Account()
    account.nonce += 1n
    await this.journal.putAccount(caller, account)
    const message = new Message({
      caller,
      value,
      data: code,
      gasLimit: BigInt(gas),
      gasRefund: BigInt(frame.refund),
      depth: frame.message.depth + 1,
      ...(salt && { salt }),
      ...(frame.message.blobVersionedHashes && { blobVersionedHashes: frame.message.blobVersionedHashes }),
    })
    const { execResult, createdAddress } = await this.#send(frame, message)
    const { exceptionError, returnValue } = execResult
    if (exceptionError !== undefined && isRevert(exceptionError)) frame.returned = returnValue
    return frame.push(exceptionError === undefined && createdAddress ? wordOf(createdAddress.bytes) : 0n)
  }

  /** EIP-6780: the balance goes; the account itself only if it was made in the same transaction. */
  async #selfDestruct(frame: Frame, { beneficiary }: Asked<'selfdestruct'>): Promise<void> {
    const self = new Address(frame.account.address)
    const heir = new Address(beneficiary)
    const toSelf = equalBytes(self.bytes, heir.bytes)
    const balance = frame.account.current?.balance ?? 0n
    frame.destroyed.set(self.toString(), heir.toString())
    if (!toSelf) {
      const account = (await this.#state.getAccount(heir)) ?? new Account()
      account.balance += balance
      await this.journal.putAccount(heir, account)
    }
    if (!toSelf || frame.created.has(self.toString())) await this.#state.modifyAccountFields(self, { balance: 0n })
  }
}

/** A message that failed leaves nothing; only one that reverted keeps the gas it has left. */
const failed = ({ message, gas, output }: Frame, error: Parameters<typeof isRevert>[0]): ExecResult => {
  const reverted = isRevert(error)
  return {
    executionGasUsed: reverted ? message.gasLimit - BigInt(gas) : message.gasLimit,
    gas: reverted ? BigInt(gas) : 0n,
    gasRefund: 0n,
    returnValue: (reverted ? output : undefined) ?? EMPTY_BYTES,
    logs: [],
    selfdestruct: new Map(),
    createdAddresses: new Set(),
    exceptionError: error,
  }
}
