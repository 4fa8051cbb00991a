import { membersAbi } from '@candor/contracts'
import type { LedgerAddresses } from '@candor/ledger'
import { deploymentSteps, ensureContracts, type ContractsElsewhere } from '@candor/ledger/node'
import type { Hex, LocalAccount } from 'viem'
import type { Database } from '../../../platform/db/index.ts'
import { JobLocks } from '../../../platform/jobs/locks.ts'
import type { Platform } from '../../../platform/platform.ts'
import { LedgerAccounts } from '../accounts.ts'
import { openLedger, type OpenLedger } from './connect.ts'
import { readContractsFile } from './contracts-file.ts'
import { deployedContracts, deploymentStore } from './deployment-store.ts'

/** A way to the ledger, with its contracts there. */
export type LedgerSetUp = {
  readonly opened: OpenLedger
  readonly addresses: LedgerAddresses
  /** Block of the first contract. */
  readonly firstBlock: number
  /** Whether this installation's own account admits members; elsewhere another company does. */
  readonly admits: boolean
  /** This installation's own account. */
  readonly account: Hex
}

/** Held by the process that works with the ledger. */
export const workerLock = 'ledger'
export const lookForLockEvery = 2_000
const patienceForDeployment = 120_000

export type SetUpOptions = {
  /** Told of each step that can take a while. */
  readonly onStep?: ((step: string) => void) | undefined
  /** Ends the waiting for the network. */
  readonly signal?: AbortSignal | undefined
}

const pause = async (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })

const registrarOf = async (db: Database): Promise<LocalAccount> =>
  // The account itself does not depend on the network; what it signs does.
  new LedgerAccounts(db, 0).registrar()

/** Deploys or checks the contracts. Where another process is at it, waits for it. */
const placeContracts = async (
  { db }: Pick<Platform, 'db'>,
  locks: JobLocks,
  { connection }: OpenLedger,
  elsewhere: ContractsElsewhere | undefined,
  { onStep, signal }: SetUpOptions,
): Promise<LedgerAddresses> => {
  const registrar = await registrarOf(db)
  const deadline = Date.now() + patienceForDeployment
  for (;;) {
    const mine = await locks.take(workerLock)
    const known = await deployedContracts(db.owner)
    const complete = known.filter(({ codeHash }) => codeHash !== undefined).length === deploymentSteps.length
    if (mine || complete || signal?.aborted === true || Date.now() > deadline) {
      try {
        return await ensureContracts({
          connection,
          registrar,
          elsewhere,
          signal,
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

/**
 * Opens the ledger and sees to it that the contracts are there.
 * @throws LedgerError, ChainError when the ledger does not answer or is not the one that the data belong to
 */
export const setUpLedger = async (
  platform: Pick<Platform, 'config' | 'db'>,
  options: SetUpOptions,
): Promise<LedgerSetUp> => {
  const { config, db } = platform
  const { address } = await registrarOf(db)
  const elsewhere =
    config.ledgerContractsFile === undefined ? undefined : await readContractsFile(config.ledgerContractsFile)
  const opened = await openLedger(config, db, { registrar: address, onStep: options.onStep })
  const locks = new JobLocks(db.owner, () => undefined)
  try {
    const addresses = await placeContracts(platform, locks, opened, elsewhere, options)
    const [first] = await deployedContracts(db.owner)
    const registrar = await opened.connection.client.readContract({
      address: addresses.Members,
      abi: membersAbi,
      functionName: 'registrar',
    })
    const admits = registrar.toLowerCase() === address.toLowerCase()
    const account = address.toLowerCase() as Hex
    return { opened, addresses, admits, account, firstBlock: first?.blockNumber ?? 0 }
  } catch (error) {
    await opened.close()
    throw error
  } finally {
    await locks.close()
  }
}
