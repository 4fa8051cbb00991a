import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openEmbeddedChain, type EmbeddedChain } from '@candor/embedded-chain'
import { connectLedger, type LedgerConnection } from '@candor/ledger/node'
import type { Hex } from 'viem'
import type { Config } from '../../../platform/config.ts'
import type { Database } from '../../../platform/db/index.ts'
import type { RpcProvider } from '../rpc.ts'

/** Chain id of the embedded chain: not one of a network that is listed anywhere. */
export const embeddedChainId = 20_261_121

/** A way to the ledger, and how to close it. */
export type OpenLedger = {
  readonly connection: LedgerConnection
  /** Takes raw JSON-RPC, for programs that speak to the ledger through this server. */
  readonly provider: RpcProvider
  readonly close: () => Promise<void>
}

export type OpenLedgerOptions = {
  /** Account that the embedded chain is born with funds in. */
  readonly registrar: Hex
  readonly onStep?: ((step: string) => void) | undefined
}

const openEmbedded = async (
  config: Config,
  db: Database,
  { registrar, onStep }: OpenLedgerOptions,
): Promise<EmbeddedChain> => {
  const cacheFolder = join(config.data, 'ledger-cache')
  await mkdir(cacheFolder, { recursive: true })
  return openEmbeddedChain({
    postgres: { ...db.connection },
    cacheFolder,
    chainId: embeddedChainId,
    funded: [registrar],
    onProgress: ({ block, of }) => onStep?.(`Running the ledger's blocks again: ${block} of ${of}`),
  })
}

/**
 * Opens the ledger that the settings name: the embedded chain, or a network.
 * @throws ChainError when the embedded chain cannot be opened
 * @throws LedgerError LEDGER_UNREACHABLE when the network does not answer
 */
export const openLedger = async (config: Config, db: Database, options: OpenLedgerOptions): Promise<OpenLedger> => {
  if (config.ledgerUrl !== undefined) {
    const connection = await connectLedger({ url: config.ledgerUrl })
    const request: RpcProvider['request'] = async (args) => connection.client.request(args as never)
    return { connection, provider: { request }, close: async () => undefined }
  }
  const chain = await openEmbedded(config, db, options)
  try {
    const connection = await connectLedger({ provider: chain })
    return { connection, provider: chain, close: async () => chain.close() }
  } catch (error) {
    await chain.close()
    throw error
  }
}
