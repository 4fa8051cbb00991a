import {
  createLedgerReader,
  LedgerError,
  type LedgerAddresses,
  type LedgerContractName,
  type LedgerReader,
} from '@candor/ledger'
import { reasonOf, type LedgerConnection } from '@candor/ledger/node'
import type { Hex } from 'viem'
import { JobLocks } from '../../platform/jobs/locks.ts'
import type { Platform } from '../../platform/platform.ts'
import { LedgerAccounts } from './accounts.ts'
import { ledgerErrors } from './errors.ts'
import { takeCompanyKey } from './network/company-key.ts'
import { knownLedger, type KnownLedger } from './network/known.ts'
import { lookForLockEvery, setUpLedger, workerLock, type LedgerSetUp } from './network/set-up.ts'
import {
  LedgerHandlers,
  type FinalHandler,
  type LogHandler,
  type RefusalHandler,
  type RollbackHandler,
} from './projection/handlers.ts'
import type { RpcProvider } from './rpc.ts'
import { LedgerWorker, type LedgerPatience } from './worker.ts'

export type LedgerOptions = {
  /** Told in a few words of each step that can take a while. */
  readonly onStep?: ((step: string) => void) | undefined
  readonly patience?: LedgerPatience
}

/** Why there is no way to the ledger yet. */
export type LedgerAbsence = {
  readonly since: Date
  /** A code of LedgerError, or FAILED. */
  readonly code: string
  /** What the network or the way to it said, for whoever runs the server. */
  readonly reason: string
}

/** What there is once the network has answered. */
type Ready = LedgerSetUp & { readonly reader: LedgerReader; readonly worker: LedgerWorker }

/** Pauses between two attempts to reach a network, milliseconds. */
const firstRetry = 1_000
const slowestRetry = 30_000

/** Going on would mix two histories: such a server must not start. */
const isFatal = (error: unknown): boolean =>
  error instanceof LedgerError && ['LEDGER_WRONG_CHAIN', 'LEDGER_CONTRACT_CHANGED'].includes(error.code)

/**
 * The ledger at work: the way to it, its contracts, and what goes to and comes from them. A network that does not answer
 * keeps nobody from working: calls wait in the outbox, and the way is opened as soon as it answers.
 */
export class Ledger {
  readonly #platform: Platform
  readonly #options: LedgerOptions
  readonly #handlers = new LedgerHandlers()
  readonly #locks: JobLocks
  /** Takes raw JSON-RPC. */
  readonly provider: RpcProvider
  #known: KnownLedger | undefined
  #ready: Ready | undefined
  #absence: LedgerAbsence | undefined
  #working = false
  #stopped = true
  #timer: NodeJS.Timeout | undefined
  #retryAfter = firstRetry
  #changing: Promise<void> = Promise.resolve()
  readonly #ending = new AbortController()

  private constructor(platform: Platform, options: LedgerOptions, known: KnownLedger | undefined, ready?: LedgerSetUp) {
    this.#platform = platform
    this.#options = options
    this.#known = known
    this.#locks = new JobLocks(platform.db.owner, () => this.#lostLock())
    if (ready !== undefined) this.#begin(ready)
    // The embedded chain tells of its blocks by itself; a network is asked, and may not be there yet.
    this.provider =
      ready !== undefined && ready.opened.connection.embedded
        ? ready.opened.provider
        : { request: async (args) => this.#need().opened.provider.request(args) }
  }

  /**
   * Opens the ledger and sees to it that the contracts are there. Where a network does not answer, or takes nothing, this
   * is done later, after `start`. Nothing is sent or followed before `start`.
   * @throws ChainError when the embedded chain cannot be opened
   * @throws LedgerError when the ledger is not the one that the data belong to
   */
  static async open(platform: Platform, options: LedgerOptions = {}): Promise<Ledger> {
    const { config, db } = platform
    await takeCompanyKey(config, db)
    options.onStep?.(config.ledgerUrl === undefined ? 'Starting the embedded ledger' : 'Connecting to the ledger')
    try {
      return new Ledger(platform, options, undefined, await setUpLedger(platform, options))
    } catch (error) {
      if (config.ledgerUrl === undefined || isFatal(error)) throw error
      const ledger = new Ledger(platform, options, await knownLedger(db.owner))
      ledger.#missed(error)
      return ledger
    }
  }

  #need(): Ready {
    if (this.#ready !== undefined) return this.#ready
    throw ledgerErrors.LEDGER_UNAVAILABLE('the network of the ledger has not answered yet')
  }

  #knownPlace(): KnownLedger {
    if (this.#known !== undefined) return this.#known
    throw ledgerErrors.LEDGER_UNAVAILABLE('the network of the ledger has never answered')
  }

  /** @throws LEDGER_UNAVAILABLE while there is no way to it */
  get connection(): LedgerConnection {
    return this.#need().opened.connection
  }

  /** @throws LEDGER_UNAVAILABLE while there is no way to it */
  get reader(): LedgerReader {
    return this.#need().reader
  }

  /** Known from earlier starts as well. @throws LEDGER_UNAVAILABLE before the first answer of a network */
  get addresses(): LedgerAddresses {
    return this.#knownPlace().addresses
  }

  /** Known from earlier starts as well. @throws LEDGER_UNAVAILABLE before the first answer of a network */
  get chainId(): number {
    return this.#knownPlace().chainId
  }

  /** Whether it is known where the contracts are. */
  get isPlaced(): boolean {
    return this.#known !== undefined
  }

  /** Whether this installation's own account admits members. @throws LEDGER_UNAVAILABLE while there is no way to it */
  get admits(): boolean {
    return this.#need().admits
  }

  /** This installation's own account. @throws LEDGER_UNAVAILABLE while there is no way to it */
  get account(): Hex {
    return this.#need().account
  }

  /** Why there is no way to it yet; nothing once there is. */
  get absence(): LedgerAbsence | undefined {
    return this.#absence
  }

  #begin(setUp: LedgerSetUp): void {
    const { db, log, events } = this.#platform
    const { opened, addresses, firstBlock, admits } = setUp
    const { connection, provider } = opened
    const worker: LedgerWorker = new LedgerWorker({
      db,
      log,
      connection,
      addresses,
      firstBlock,
      admits,
      patience: this.#options.patience,
      accounts: new LedgerAccounts(db, connection.chainId),
      handlers: this.#handlers,
      onCaughtUp: (organisationId) =>
        events.publish(organisationId, { topic: 'ledger', data: { block: worker.indexer.head?.number ?? 0 } }),
      onCalls: (organisationId) => events.publish(organisationId, { topic: 'ledger', data: { calls: true } }),
    })
    this.#known = { chainId: connection.chainId, addresses }
    this.#ready = { ...setUp, worker, reader: createLedgerReader({ provider, addresses }) }
    this.#absence = undefined
  }

  #missed(error: unknown): void {
    const code = error instanceof LedgerError ? error.code : 'FAILED'
    const reason = reasonOf(error)
    const { code: before, since = new Date() } = this.#absence ?? {}
    this.#absence = { since, code, reason }
    if (code !== before) this.#platform.log.warn({ code, reason }, 'the ledger cannot be set up yet, calls wait')
  }

  /** Tries to open the way that was missing. */
  #retry(): void {
    this.#next(async () => {
      if (this.#stopped || this.#ready !== undefined) return
      try {
        this.#begin(await setUpLedger(this.#platform, { signal: this.#ending.signal }))
        this.#platform.log.info('the ledger answers and is set up')
        this.#timer = setTimeout(() => this.#tryToWork(), 0)
      } catch (error) {
        this.#missed(error)
        this.#timer = setTimeout(() => this.#retry(), this.#retryAfter)
        this.#retryAfter = Math.min(slowestRetry, 2 * this.#retryAfter)
      }
    })
  }

  /** Asks for an event of a contract; before `start`. See {@link LogHandler}. */
  onLog(contract: LedgerContractName, event: string, handler: LogHandler): void {
    this.#handlers.onLog(contract, event, handler)
  }

  /** Asks to be told when a contract refuses a function's call; before `start`. See {@link RefusalHandler}. */
  onRefused(contract: LedgerContractName, functionName: string, handler: RefusalHandler): void {
    this.#handlers.onRefused(contract, functionName, handler)
  }

  /** Asks to be told when the chain takes blocks back; before `start`. */
  onRollback(handler: RollbackHandler): void {
    this.#handlers.onRollback(handler)
  }

  /** Asks to be told up to which block nothing will be taken back; before `start`. */
  onFinal(handler: FinalHandler): void {
    this.#handlers.onFinal(handler)
  }

  /** Since when calls wait and the ledger takes none; nothing while all is well, or while another process sends. */
  get stalledSince(): Date | undefined {
    return this.#absence?.since ?? (this.#working ? this.#ready?.worker.sender.state.stalledSince : undefined)
  }

  /** Transactions that were handed over and have no receipt yet. */
  get underWay(): number {
    return this.#working ? (this.#ready?.worker.sender.state.open ?? 0) : 0
  }

  /** Looks at once at what the ledger has for an organisation. */
  wake(organisationId: string): void {
    this.#ready?.worker.projector.wake(organisationId)
  }

  /** Begins to work, as soon as no other process does. */
  start(): void {
    if (!this.#stopped) return
    this.#stopped = false
    if (this.#ready === undefined) this.#timer = setTimeout(() => this.#retry(), firstRetry)
    else this.#tryToWork()
  }

  /** Ends; resolves when nothing is under way any more. Calls that wait are sent at the next start. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#ending.abort()
    clearTimeout(this.#timer)
    await this.#changing
    clearTimeout(this.#timer)
    if (this.#working) await this.#ready?.worker.stop()
    this.#working = false
    await this.#locks.close()
    await this.#ready?.opened.close()
  }

  #tryToWork(): void {
    this.#next(async () => {
      if (this.#stopped || this.#working) return
      // When the database does not answer, this is tried again like a lock that somebody else holds.
      this.#working = await this.#locks.take(workerLock).catch(() => false)
      if (this.#working) this.#ready?.worker.start()
      else this.#timer = setTimeout(() => this.#tryToWork(), lookForLockEvery)
    })
  }

  /** The connection that held the lock broke: another process may begin, so this one stops. */
  #lostLock(): void {
    this.#next(async () => {
      if (this.#working) await this.#ready?.worker.stop()
      this.#working = false
      if (!this.#stopped) this.#timer = setTimeout(() => this.#tryToWork(), lookForLockEvery)
    })
  }

  /** Beginning and ending happen one after the other. */
  #next(change: () => Promise<void>): void {
    const before = this.#changing
    this.#changing = (async () => {
      await before
      await change()
    })()
  }
}
