import type { LedgerContractName, Refusal } from '@candor/ledger'
import type { IndexedLog } from '@candor/ledger/node'
import type { Hex } from 'viem'
import type { Tx } from '../../../platform/db/index.ts'
import { hasEvent } from '../network/logs.ts'

/** Turns an event into a module's own tables, in the transaction that moves the organisation's cursor past it. */
export type LogHandler = (tx: Tx, log: IndexedLog) => Promise<void>
/** Takes back what came from blocks from `fromBlock` on. */
export type RollbackHandler = (tx: Tx, fromBlock: number) => Promise<void>
/** A call that a contract refused. */
export type RefusedCall = {
  readonly id: string
  readonly reference: Hex
  readonly contract: LedgerContractName
  readonly functionName: string
  readonly args: readonly unknown[]
  /** Why; nothing when that could not be found out. */
  readonly refusal: Refusal | undefined
}
/** Reacts to a refusal, in the transaction that notes it. */
export type RefusalHandler = (tx: Tx, call: RefusedCall) => Promise<void>
/** Is told that blocks up to `block` will not be taken back. */
export type FinalHandler = (tx: Tx, block: number) => Promise<void>

/** What the modules want to hear of the ledger. */
export class LedgerHandlers {
  readonly #logs = new Map<string, LogHandler[]>()
  readonly #refusals = new Map<string, RefusalHandler>()
  readonly #rollbacks: RollbackHandler[] = []
  readonly #finals: FinalHandler[] = []

  /**
   * Asks for an event of a contract.
   * @throws Error when the contract has no such event
   */
  onLog(contract: LedgerContractName, event: string, handler: LogHandler): void {
    if (!hasEvent(contract, event)) throw new Error(`the contract ${contract} has no event ${event}`)
    const key = `${contract}.${event}`
    this.#logs.set(key, [...(this.#logs.get(key) ?? []), handler])
  }

  /** Asks to be told when a contract refuses a function's call. There is one who reacts to it: who had it called. */
  onRefused(contract: LedgerContractName, functionName: string, handler: RefusalHandler): void {
    this.#refusals.set(`${contract}.${functionName}`, handler)
  }

  onRollback(handler: RollbackHandler): void {
    this.#rollbacks.push(handler)
  }

  onFinal(handler: FinalHandler): void {
    this.#finals.push(handler)
  }

  async log(tx: Tx, log: IndexedLog): Promise<void> {
    for (const handler of this.#logs.get(`${log.contract}.${log.event}`) ?? []) await handler(tx, log)
  }

  async refused(tx: Tx, call: RefusedCall): Promise<void> {
    await this.#refusals.get(`${call.contract}.${call.functionName}`)?.(tx, call)
  }

  async rollback(tx: Tx, fromBlock: number): Promise<void> {
    for (const handler of this.#rollbacks) await handler(tx, fromBlock)
  }

  async final(tx: Tx, block: number): Promise<void> {
    for (const handler of this.#finals) await handler(tx, block)
  }
}
