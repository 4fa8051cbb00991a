import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbeddedChain } from '@candor/embedded-chain'
import { createLedgerReader, ledgerContractNames, type LedgerAddresses, type LedgerReader } from '@candor/ledger'
import { connectLedger, type LedgerConnection } from '@candor/ledger/node'
import { embeddedChainId } from '@candor/server/modules/ledger/network/connect'
import { deployedContracts } from '@candor/server/modules/ledger/network/deployment-store'
import type { Config } from '@candor/server/platform/config'
import type { Database } from '@candor/server/platform/db/index'

/** A ledger to compare with. */
export type AuditLedger = {
  readonly connection: LedgerConnection
  readonly reader: LedgerReader
  readonly addresses: LedgerAddresses
  readonly close: () => Promise<void>
}

export type OpenLedgerForAudit = {
  /** Address of the running server, if one runs. */
  readonly server: string | undefined
  /** Whether to run every block again from the first, on a state of its own. */
  readonly full: boolean
  readonly onStep: (step: string) => void
}

const addressesIn = async (db: Database): Promise<LedgerAddresses | undefined> => {
  const placed = (await deployedContracts(db.owner)).filter(({ codeHash }) => codeHash !== undefined)
  const found = new Map(placed.map(({ step, address }) => [step as string, address]))
  if (ledgerContractNames.some((name) => !found.has(name))) return undefined
  return Object.fromEntries(ledgerContractNames.map((name) => [name, found.get(name)])) as LedgerAddresses
}

const overUrl = async (url: string, addresses: LedgerAddresses): Promise<AuditLedger> => {
  const connection = await connectLedger({ url })
  return { connection, addresses, reader: createLedgerReader({ rpcUrl: url, addresses }), close: async () => undefined }
}

const embedded = async (
  config: Config,
  db: Database,
  addresses: LedgerAddresses,
  { full, onStep }: OpenLedgerForAudit,
): Promise<AuditLedger> => {
  const cacheFolder = full ? await mkdtemp(join(tmpdir(), 'candor-audit-')) : join(config.data, 'ledger-cache')
  const tidy = async (): Promise<void> => (full ? rm(cacheFolder, { recursive: true, force: true }) : undefined)
  try {
    await mkdir(cacheFolder, { recursive: true })
    const chain = await openEmbeddedChain({
      postgres: { ...db.connection },
      cacheFolder,
      chainId: embeddedChainId,
      onProgress: ({ block, of }) => onStep(`running the ledger’s blocks again: ${block} of ${of}`),
    })
    const close = async (): Promise<void> => {
      await chain.close()
      await tidy()
    }
    return {
      connection: await connectLedger({ provider: chain }),
      reader: createLedgerReader({ provider: chain, addresses }),
      addresses,
      close,
    }
  } catch (error) {
    await tidy()
    throw error
  }
}

/**
 * Opens the ledger of an installation: a network, the chain of a running server, or the embedded chain itself.
 * @returns nothing when no contracts were put on a ledger yet
 * @throws ChainError `CHAIN_CORRUPT` when the stored blocks do not give what they say
 */
export const openLedgerForAudit = async (
  config: Config,
  db: Database,
  options: OpenLedgerForAudit,
): Promise<AuditLedger | undefined> => {
  const addresses = await addressesIn(db)
  if (addresses === undefined) return undefined
  if (config.ledgerUrl !== undefined) return overUrl(config.ledgerUrl, addresses)
  if (options.server !== undefined) return overUrl(`${options.server}/rpc`, addresses)
  return embedded(config, db, addresses, options)
}
