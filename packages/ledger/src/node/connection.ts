import { createPublicClient, defineChain, webSocket, http, type Hex, type PublicClient } from 'viem'
import { LedgerError } from '../errors.ts'
import { requestBatch, transportOf } from '../reader.ts'
import { reasonOf } from './rpc-error.ts'

/** An in-process chain: an EIP-1193 provider that tells when a block is made. */
export type LedgerProvider = {
  request(args: { readonly method: string; readonly params?: unknown }): Promise<unknown>
  subscribe?(listener: () => void): () => void
}

/** What a transaction offers for its place in a block, in wei. */
export type Fees = { readonly maxFeePerGas: bigint; readonly maxPriorityFeePerGas: bigint }

/** An open way to a ledger, for the parts that run on a server. */
export type LedgerConnection = {
  readonly client: PublicClient
  readonly chainId: number
  /** Hash of block 0: tells two networks of the same chain id apart. */
  readonly genesisHash: Hex
  /** Whether the chain runs in this process: then it takes no fees, and a block once made stays. */
  readonly embedded: boolean
  /** A block with so many blocks on top of it stays. */
  readonly finalDepth: number
  /** Fees that the network asks for now. */
  readonly fees: () => Promise<Fees>
  /** Calls `listener` when there may be a new block; returns the function that ends it. */
  readonly onBlock: (listener: () => void) => () => void
}

export type ConnectOptions = {
  /** Milliseconds between two looks for a new block on an external network. */
  readonly pollEvery?: number
  /** Blocks after which an external network takes none back any more; 12 unless given. */
  readonly finalDepth?: number
}

const free: Fees = { maxFeePerGas: 0n, maxPriorityFeePerGas: 0n }

/**
 * What the network asks for. A gas price of 0 means that it asks for nothing, as networks among companies do. Otherwise
 * twice the base fee pays through several full blocks, each of which raises it by an eighth.
 */
const networkFees = async (client: PublicClient): Promise<Fees> => {
  const gasPrice = await client.getGasPrice()
  if (gasPrice === 0n) return free
  const [{ baseFeePerGas }, tip] = await Promise.all([client.getBlock(), client.estimateMaxPriorityFeePerGas()])
  return { maxFeePerGas: (baseFeePerGas ?? 0n) * 2n + tip, maxPriorityFeePerGas: tip }
}

const open = async (
  source: { readonly provider: LedgerProvider } | { readonly url: string },
  { pollEvery = 1_000, finalDepth = 12 }: ConnectOptions,
): Promise<LedgerConnection> => {
  const embedded = 'provider' in source
  const transport = embedded
    ? transportOf({ provider: source.provider })
    : source.url.startsWith('ws')
      ? webSocket(source.url, { retryCount: 2, timeout: 20_000 })
      : http(source.url, { batch: requestBatch, retryCount: 2, timeout: 20_000 })
  const unnamed = createPublicClient({ transport })
  const [chainId, genesis] = await Promise.all([unnamed.getChainId(), unnamed.getBlock({ blockNumber: 0n })])
  const chain = defineChain({
    id: chainId,
    name: embedded ? 'embedded' : `network ${chainId}`,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [] } },
  })
  const client = createPublicClient({ chain, transport, cacheTime: 0, pollingInterval: pollEvery })
  return {
    client,
    chainId,
    genesisHash: genesis.hash,
    embedded,
    finalDepth: embedded ? 0 : finalDepth,
    fees: embedded ? async () => free : async () => networkFees(client),
    onBlock: (listener) => {
      const subscription = embedded ? source.provider.subscribe?.(listener) : undefined
      if (subscription !== undefined) return subscription
      const timer = setInterval(listener, pollEvery)
      return () => clearInterval(timer)
    },
  }
}

/**
 * Opens the way to a ledger.
 * @param source an in-process chain, or the URL of a node of an EVM network
 * @throws LedgerError LEDGER_UNREACHABLE when the node does not answer
 */
export const connectLedger = async (
  source: { readonly provider: LedgerProvider } | { readonly url: string },
  options: ConnectOptions = {},
): Promise<LedgerConnection> => {
  try {
    return await open(source, options)
  } catch (error) {
    const where = 'url' in source ? `The ledger node at ${new URL(source.url).host}` : 'The embedded chain'
    throw new LedgerError(
      'LEDGER_UNREACHABLE',
      `${where} does not answer (${reasonOf(error)}). Start it, or correct CANDOR_LEDGER_URL.`,
    )
  }
}
