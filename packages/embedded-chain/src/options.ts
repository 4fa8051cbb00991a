import type { ClientConfig } from 'pg'
import type { Address } from './bytes/bytes.ts'
import { ChainError } from './errors.ts'

/** How far the opening has come: blocks that had to be run again, `block` of `of`. */
export interface Progress {
  readonly block: bigint
  readonly of: bigint
}

export interface EmbeddedChainOptions {
  /** Where the blocks are kept. The role must be allowed to create the schema `chain`. No functions: it crosses to a thread. */
  readonly postgres: ClientConfig
  /** Folder for the state cache. It may be deleted while the chain is closed: it is made again from the blocks. */
  readonly cacheFolder: string
  /** EIP-155 chain id. */
  readonly chainId: number
  /** Accounts that a new chain is born with {@link FUNDED_BALANCE} in. Of no effect on a chain that exists. */
  readonly funded?: readonly Address[]
  /** Gas that one block may use; 100 million unless given. One transaction may use 2^24 at most (EIP-7825). */
  readonly blockGasLimit?: bigint
  /** Milliseconds from one block to the next at least, while transactions wait; 100 unless given. */
  readonly blockInterval?: number
  readonly onProgress?: (progress: Progress) => void
}

/** Options as the worker thread gets them: complete, and without functions. */
export interface WorkerOptions {
  readonly postgres: ClientConfig
  readonly cacheFolder: string
  readonly chainId: number
  readonly funded: readonly Address[]
  readonly blockGasLimit: bigint
  readonly blockInterval: number
}

/** One million ether, in wei. */
export const FUNDED_BALANCE = 1_000_000n * 10n ** 18n

const DEFAULT_BLOCK_GAS_LIMIT = 100_000_000n
const DEFAULT_BLOCK_INTERVAL_MS = 100

/** The most gas one transaction may have (EIP-7825): a block with less could not hold it. */
const MIN_BLOCK_GAS_LIMIT = 2n ** 24n

const invalid = (message: string): ChainError => new ChainError('CHAIN_OPTIONS_INVALID', message)

/**
 * Checks options and fills in what was left out.
 *
 * @throws ChainError `CHAIN_OPTIONS_INVALID`
 */
export const completeOptions = (options: EmbeddedChainOptions): WorkerOptions => {
  const { postgres, cacheFolder, chainId, funded = [] } = options
  const { blockGasLimit = DEFAULT_BLOCK_GAS_LIMIT, blockInterval = DEFAULT_BLOCK_INTERVAL_MS } = options
  if (!Number.isSafeInteger(chainId) || chainId < 1) throw invalid(`chainId must be a positive integer, not ${chainId}`)
  if (cacheFolder === '') throw invalid('cacheFolder must name a folder')
  if (blockGasLimit < MIN_BLOCK_GAS_LIMIT) throw invalid(`blockGasLimit must be at least ${MIN_BLOCK_GAS_LIMIT}`)
  if (!Number.isFinite(blockInterval) || blockInterval < 0)
    throw invalid('blockInterval must be 0 or more milliseconds')
  for (const address of funded) {
    if (!/^0x[0-9a-fA-F]{40}$/.test(address)) throw invalid(`funded: "${address}" is not an address`)
  }
  const addresses = funded.map((address) => address.toLowerCase() as Address)
  return { postgres, cacheFolder, chainId, funded: addresses, blockGasLimit, blockInterval }
}
