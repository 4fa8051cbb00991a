import {
  createPublicClient,
  createWalletClient,
  custom,
  defineChain,
  type Chain,
  type CustomTransport,
  type PublicClient,
  type WalletClient,
} from 'viem'
import { privateKeyToAccount, type PrivateKeyAccount } from 'viem/accounts'
import type { EmbeddedChain } from '../open.ts'

export const CHAIN_ID = 20_261

/** A throw-away account that a test chain is born with funds in. */
export const account = privateKeyToAccount(`0x${'42'.repeat(32)}`)
/** An account without funds. */
export const stranger = privateKeyToAccount(`0x${'17'.repeat(32)}`)

export const viemChain: Chain = defineChain({
  id: CHAIN_ID,
  name: 'embedded',
  nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
  rpcUrls: { default: { http: [] } },
})

type Writer = WalletClient<CustomTransport, Chain, PrivateKeyAccount>

export interface Clients {
  readonly reader: PublicClient<CustomTransport, Chain>
  /** Signs for {@link account}. */
  readonly writer: Writer
  /** Signs for {@link stranger}. */
  readonly visitor: Writer
}

/** viem clients with their defaults, on an embedded chain. */
export const clientsOf = (chain: Pick<EmbeddedChain, 'request'>): Clients => {
  const transport = custom(chain, { retryCount: 0 })
  return {
    reader: createPublicClient({ chain: viemChain, transport, pollingInterval: 20, cacheTime: 0 }),
    writer: createWalletClient({ account, chain: viemChain, transport }),
    visitor: createWalletClient({ account: stranger, chain: viemChain, transport }),
  }
}
