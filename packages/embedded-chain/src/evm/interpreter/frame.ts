import type { EVM, Log, Message, SelfdestructMap } from '@ethereumjs/evm'
import { EMPTY_BYTES, type Hex } from '../../bytes/bytes.ts'
import type { AccountEntry } from '../../state/entries.ts'
import type { JournaledState } from '../../state/journaled-state.ts'
import { halt } from './halt.ts'
import { Memory } from './memory.ts'
import type { Program } from './program.ts'
import { wordOf } from './words.ts'

type Block = NonNullable<Parameters<EVM['runCall']>[0]['block']>

/** What all messages of a transaction share. */
export type TransactionContext = {
  readonly state: JournaledState
  readonly block: Block
  readonly chainId: bigint
  readonly gasPrice: bigint
  readonly origin: Uint8Array
  /** Hash of one of the last 256 blocks. */
  readonly hashOf: (number: bigint) => Uint8Array
  /** EIP-2929: notes that an address was looked at. @returns whether it was for the first time */
  readonly warm: (address: Uint8Array) => boolean
  /** EIP-2930: whether the transaction named a slot beforehand. */
  readonly isListed: (address: Uint8Array, key: Uint8Array) => boolean
  readonly transient: {
    get: (address: Uint8Array, key: Uint8Array) => Uint8Array
    put: (address: Uint8Array, key: Uint8Array, value: Uint8Array) => void
  }
}

/** A message that the running one sends, and where its answer goes. */
export type Request =
  | { readonly kind: 'call'; readonly message: Message; readonly output: { at: number; length: number } }
  | {
      readonly kind: 'create'
      readonly value: bigint
      readonly code: Uint8Array
      readonly gas: number
      readonly salt?: Uint8Array
    }
  | { readonly kind: 'selfdestruct'; readonly beneficiary: Uint8Array }

/** One message being run: its stack, memory, gas, and what came of it so far. */
export class Frame {
  readonly context: TransactionContext
  readonly message: Message
  readonly program: Program
  /** The account whose storage and balance are used. */
  readonly account: AccountEntry
  readonly input: Uint8Array
  readonly stack: bigint[] = []
  readonly memory = new Memory()
  readonly isStatic: boolean
  gas: number
  /** Place of the next instruction. */
  pc = 0
  refund: number
  logs: Log[] = []
  /** Accounts that destroyed themselves, with who got what they had. */
  readonly destroyed: SelfdestructMap
  /** Accounts made in the transaction. */
  readonly created: Set<Hex>
  /** What the last message that was sent gave back. */
  returned: Uint8Array = EMPTY_BYTES
  /** What this message gives back. */
  output: Uint8Array | undefined
  /** Set by an instruction that has to wait for something: the loop stops there. */
  request: Request | undefined

  constructor(context: TransactionContext, message: Message, program: Program, address: Uint8Array) {
    this.context = context
    this.message = message
    this.program = program
    this.account = context.state.entry(address)
    this.input = message.data
    this.isStatic = message.isStatic
    this.gas = Number(message.gasLimit)
    this.refund = Number(message.gasRefund)
    this.destroyed = message.selfdestruct ?? new Map<Hex, Hex>()
    this.created = message.createdAddresses ?? new Set<Hex>()
  }

  pop(): bigint {
    return this.stack.pop() as bigint
  }

  push(word: bigint): void {
    this.stack.push(word)
  }

  pushBytes(bytes: Uint8Array): void {
    this.stack.push(wordOf(bytes))
  }

  charge(gas: number): void {
    this.gas -= gas
    if (this.gas < 0) halt('OUT_OF_GAS')
  }

  /** Pays for a range of memory and makes room for it. */
  expand(offset: bigint, length: bigint): void {
    const words = this.memory.wordsFor(offset, length)
    if (words <= this.memory.words) return
    this.charge(this.memory.costTo(words))
    this.memory.reserve(words)
  }

  /** A copy of a range of memory that was paid for. */
  read(offset: bigint, length: bigint): Uint8Array {
    if (length === 0n) return EMPTY_BYTES
    return this.memory.bytes.slice(Number(offset), Number(offset) + Number(length))
  }

  /** Refuses what a static call may not do (EIP-214). */
  refuseIfStatic(): void {
    if (this.isStatic) halt('STATIC_STATE_CHANGE')
  }
}

/** An instruction: what it costs at least, takes from the stack and gives to it, and does. */
export type Operation = {
  readonly gas: number
  readonly takes: number
  readonly gives: number
  readonly run: (frame: Frame) => void
}

/** Instructions by their byte. */
export type Operations = Readonly<Record<number, Operation>>

export const operation = (gas: number, takes: number, gives: number, run: (frame: Frame) => void): Operation => ({
  gas,
  takes,
  gives,
  run,
})
