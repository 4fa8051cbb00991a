import { createLedgerReader, type LedgerAddresses, type LedgerContractName, type LedgerReader } from '@candor/ledger'
import { deploymentSteps, ensureContracts, type LedgerConnection } from '@candor/ledger/node'
import type { LocalAccount } from 'viem'
import type { Database } from '../../platform/db/index.ts'
import { JobLocks } from '../../platform/jobs/locks.ts'
import type { Platform } from '../../platform/platform.ts'
import { LedgerAccounts } from './accounts.ts'
import { takeCompanyKey } from './network/company-key.ts'
import { openLedger, type OpenLedger } from './network/connect.ts'
import { deployedContracts, deploymentStore } from './network/deployment-store.ts'
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

const workerLock = 'ledger'
const lookForLockEvery = 2_000
const patienceForDeployment = 120_000

const pause = async (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })

const registrarOf = async (db: Database): Promise<LocalAccount> =>
  // The account itself does not depend on the network; what it signs does.
  new LedgerAccounts(db, 0).registrar()

/** Deploys or checks the contracts. Where another process is at it, waits for it. */
const placeContracts = async (
  { db }: Platform,
  locks: JobLocks,
  { connection }: OpenLedger,
  { onStep }: LedgerOptions,
): Promise<LedgerAddresses> => {
  const registrar = await registrarOf(db)
  const deadline = Date.now() + patienceForDeployment
  for (;;) {
    const mine = await locks.take(workerLock)
    const known = await deployedContracts(db.owner)
    const complete = known.filter(({ codeHash }) => codeHash !== undefined).length === deploymentSteps.length
    if (mine || complete || Date.now() > deadline) {
      try {
        return await ensureContracts({
          connection,
          registrar,
          store: deploymentStore(db.owner, registrar.address.toLowerCase() as `0x${string}`),
          onStep: (step) => onStep?.(`Putting the contract ${step} on the ledger`),
        })
      } finally {
        if (mine) await locks.release(workerLock)
      }
    }
    await pause(lookForLockEvery)
  }
}

/** The ledger at work: the way to it, its contracts, and what goes to and comes from them. */
export class Ledger {
  readonly connection: LedgerConnection
  readonly addresses: LedgerAddresses
  readonly reader: LedgerReader
  /** Takes raw JSON-RPC. */
  readonly provider: RpcProvider
  readonly #handlers = new LedgerHandlers()
  readonly #worker: LedgerWorker
  readonly #locks: JobLocks
  readonly #close: () => Promise<void>
  #working = false
  #stopped = true
  #timer: NodeJS.Timeout | undefined
  #changing: Promise<void> = Promise.resolve()

  private constructor(
    platform: Platform,
    opened: OpenLedger,
    addresses: LedgerAddresses,
    firstBlock: number,
    patience: LedgerPatience | undefined,
  ) {
    const { db, log, events } = platform
    const { connection } = opened
    this.connection = connection
    this.addresses = addresses
    this.provider = opened.provider
    this.#close = opened.close
    this.reader = createLedgerReader({ provider: opened.provider, addresses })
    this.#locks = new JobLocks(db.owner, () => this.#lostLock())
    this.#worker = new LedgerWorker({
      db,
      log,
      connection,
      addresses,
      firstBlock,
      patience,
      accounts: new LedgerAccounts(db, connection.chainId),
      handlers: this.#handlers,
      onCaughtUp: (organisationId) =>
        events.publish(organisationId, { topic: 'ledger', data: { block: this.#worker.indexer.head?.number ?? 0 } }),
      onCalls: (organisationId) => events.publish(organisationId, { topic: 'ledger', data: { calls: true } }),
    })
  }

  /**
   * Opens the ledger and sees to it that the contracts are there. Nothing is sent or followed before `start`.
   * @throws LedgerError, ChainError when the ledger does not answer or is not the one that the data belong to
   */
  static async open(platform: Platform, options: LedgerOptions = {}): Promise<Ledger> {
    const { config, db } = platform
    await takeCompanyKey(config, db)
    options.onStep?.(config.ledgerUrl === undefined ? 'Starting the embedded ledger' : 'Connecting to the ledger')
    const { address } = await registrarOf(db)
    const opened = await openLedger(config, db, { registrar: address, onStep: options.onStep })
    const locks = new JobLocks(db.owner, () => undefined)
    try {
      const addresses = await placeContracts(platform, locks, opened, options)
      const [first] = await deployedContracts(db.owner)
      return new Ledger(platform, opened, addresses, first?.blockNumber ?? 0, options.patience)
    } catch (error) {
      await opened.close()
      throw error
    } finally {
      await locks.close()
    }
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
    return this.#working ? this.#worker.sender.state.stalledSince : undefined
  }

  /** Looks at once at what the ledger has for an organisation. */
  wake(organisationId: string): void {
    this.#worker.projector.wake(organisationId)
  }

  /** Begins to work, as soon as no other process does. */
  start(): void {
    if (!this.#stopped) return
    this.#stopped = false
    this.#tryToWork()
  }

  /** Ends; resolves when nothing is under way any more. Calls that wait are sent at the next start. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#changing
    if (this.#working) await this.#worker.stop()
    this.#working = false
    await this.#locks.close()
    await this.#close()
  }

  #tryToWork(): void {
    this.#next(async () => {
      if (this.#stopped || this.#working) return
      // When the database does not answer, this is tried again like a lock that somebody else holds.
      this.#working = await this.#locks.take(workerLock).catch(() => false)
      if (this.#working) this.#worker.start()
      else this.#timer = setTimeout(() => this.#tryToWork(), lookForLockEvery)
    })
  }

  /** The connection that held the lock broke: another process may begin, so this one stops. */
  #lostLock(): void {
    this.#next(async () => {
      if (this.#working) await this.#worker.stop()
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
