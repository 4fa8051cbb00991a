import type { LedgerAddresses } from '@candor/ledger'
import {
  LogIndexer,
  reasonOf,
  TransactionSender,
  type IndexedLog,
  type LedgerConnection,
  type SenderOptions,
} from '@candor/ledger/node'
import type { Database } from '../../platform/db/index.ts'
import type { Log } from '../../platform/platform.ts'
import type { LedgerAccounts } from './accounts.ts'
import { indexStore } from './network/index-store.ts'
import { markReopened } from './outbox/call-rows.ts'
import { onEnqueued } from './outbox/enqueued-signal.ts'
import { PostgresSenderStore } from './outbox/sender-store.ts'
import { forgetFinal, reopenTransactions } from './outbox/transactions.ts'
import type { LedgerHandlers } from './projection/handlers.ts'
import { LogProjector } from './projection/projector.ts'

/** After how many milliseconds the sender does something about a call that the ledger does not take. */
export type LedgerPatience = Pick<SenderOptions, 'resendAfter' | 'replaceAfter' | 'stallAfter'>

export type LedgerWorkerOptions = {
  readonly db: Database
  readonly log: Pick<Log, 'error' | 'warn'>
  readonly connection: LedgerConnection
  readonly addresses: LedgerAddresses
  readonly accounts: LedgerAccounts
  readonly handlers: LedgerHandlers
  /** Whether this installation's own account admits members. */
  readonly admits: boolean
  /** How patient the sender is; its own defaults unless given. */
  readonly patience?: LedgerPatience | undefined
  /** Block of the first contract. */
  readonly firstBlock: number
  /** Told when an organisation has seen everything up to the newest block. */
  readonly onCaughtUp?: (organisationId: string) => void
  /** Told when the state of an organisation's calls changed. */
  readonly onCalls?: (organisationId: string) => void
}

/** Calls are retried when time alone cures the refusal: the ledger's clock may be a little behind ours. */
const retried = ['PurchaseInFuture']
const lookForCallsEvery = 2_000

/** Sends calls, indexes events and hands them on: one worker at a time for an installation. */
export class LedgerWorker {
  readonly #options: LedgerWorkerOptions
  readonly #store: PostgresSenderStore
  readonly sender: TransactionSender
  readonly indexer: LogIndexer
  readonly projector: LogProjector
  #endSignal: (() => void) | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(options: LedgerWorkerOptions) {
    const { db, log, connection, addresses, accounts, handlers, admits } = options
    this.#options = options
    this.#store = new PostgresSenderStore({
      db,
      accounts,
      addresses,
      handlers,
      admits,
      finalBlock: () => this.finalBlock,
    })
    const told = new Map<string, number>()
    const onError = (message: string) => (error: unknown) => {
      // The same trouble comes again every second while a node is away: it is told once a minute.
      if (Date.now() - (told.get(message) ?? 0) < 60_000) return
      told.set(message, Date.now())
      log.warn({ reason: reasonOf(error) }, message)
    }
    this.projector = new LogProjector({ ...options, finalDepth: connection.finalDepth })
    this.sender = new TransactionSender({
      connection,
      store: this.#store,
      sign: accounts.sign,
      retried,
      ...options.patience,
      onError: onError('calls could not be handed to the ledger'),
      onSettled: (settled) => {
        const organisations = new Set(settled.map(({ transaction }) => transaction.organisationId))
        for (const organisationId of organisations) options.onCalls?.(organisationId)
      },
    })
    this.indexer = new LogIndexer({
      connection,
      addresses,
      store: indexStore(db.owner),
      firstBlock: options.firstBlock,
      onAppended: (_to, logs) => this.#appended(logs),
      onRolledBack: async ({ number }) => this.#rolledBack(number),
      onError: onError('events of the ledger could not be indexed'),
    })
  }

  /** The newest block that the chain will not take back, as far as it is indexed here. */
  get finalBlock(): number {
    const { connection } = this.#options
    if (connection.embedded) return Infinity
    return (this.indexer.head?.number ?? 0) - connection.finalDepth
  }

  start(): void {
    this.#endSignal = onEnqueued((organisationId) => this.#notice(organisationId))
    this.sender.start()
    this.indexer.start()
    this.projector.start()
    this.#lookForCalls()
  }

  async stop(): Promise<void> {
    this.#endSignal?.()
    clearTimeout(this.#timer)
    await Promise.all([this.sender.stop(), this.indexer.stop()])
    await this.projector.stop()
  }

  #notice(organisationId: string): void {
    this.#store.notice(organisationId)
    this.sender.wake()
    // It may wait for an admission now.
    this.projector.wake(organisationId)
  }

  /** Calls that another process put into the outbox, or that have become due. */
  #lookForCalls(): void {
    const { db, log } = this.#options
    this.#timer = setTimeout(() => {
      void (async () => {
        try {
          for (const organisationId of await db.organisationIds()) this.#store.notice(organisationId)
          this.sender.wake()
          if (Number.isFinite(this.finalBlock)) await forgetFinal(db.owner, this.finalBlock)
        } catch (error) {
          log.error({ err: error }, 'the outbox of the ledger could not be looked at')
        }
        this.#timer?.refresh()
      })()
    }, lookForCallsEvery)
  }

  #appended(logs: readonly IndexedLog[]): void {
    if (logs.length > 0) this.projector.noticeLogs(logs)
  }

  /** The chain took blocks back: calls that were in them are under way again. */
  async #rolledBack(toBlock: number): Promise<void> {
    const { db } = this.#options
    for (const [organisationId, calls] of await reopenTransactions(db.owner, toBlock)) {
      await db.inOrganisation(organisationId, async (tx) => markReopened(tx, calls))
    }
    await this.sender.reload()
    for (const organisationId of await db.organisationIds()) this.projector.wake(organisationId)
  }
}
