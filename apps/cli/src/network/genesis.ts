import { toHex, type Hex } from 'viem'
import { cliqueExtraData, qbftExtraData } from './extra-data.ts'
import type { NetworkPlan } from './plan.ts'

/** The first block and the rules of a network, as a node program reads them. */
export type Genesis = Readonly<Record<string, unknown>>

/** Every rule change up to this one is in force from the first block. */
const oldForks = {
  homesteadBlock: 0,
  eip150Block: 0,
  eip155Block: 0,
  eip158Block: 0,
  byzantiumBlock: 0,
  constantinopleBlock: 0,
  petersburgBlock: 0,
  istanbulBlock: 0,
  muirGlacierBlock: 0,
  berlinBlock: 0,
  londonBlock: 0,
}

const nothing: Hex = `0x${'00'.repeat(32)}`
const nobody: Hex = `0x${'00'.repeat(20)}`
/** What QBFT blocks carry instead of work: “ctical byzantine fault tolerance”. */
const qbftMark: Hex = '0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365'

const qbftGenesis = ({ chainId, blockSeconds, gasLimit }: NetworkPlan, validators: readonly Hex[]): Genesis => ({
  config: {
    chainId,
    ...oldForks,
    // The contracts use instructions of Shanghai and Cancun.
    shanghaiTime: 0,
    cancunTime: 0,
    // Nobody pays: no base fee, whatever the load.
    zeroBaseFee: true,
    qbft: { epochlength: 30_000, blockperiodseconds: blockSeconds, requesttimeoutseconds: blockSeconds * 2 },
  },
  nonce: '0x0',
  timestamp: '0x0',
  extraData: qbftExtraData(validators),
  gasLimit: toHex(gasLimit),
  difficulty: '0x1',
  mixHash: qbftMark,
  coinbase: nobody,
  baseFeePerGas: '0x0',
  alloc: {},
})

const cliqueGenesis = ({ chainId, blockSeconds, gasLimit }: NetworkPlan, signers: readonly Hex[]): Genesis => ({
  config: { chainId, ...oldForks, clique: { period: blockSeconds, epoch: 30_000 } },
  nonce: '0x0',
  timestamp: '0x0',
  extraData: cliqueExtraData(signers),
  gasLimit: toHex(gasLimit),
  difficulty: '0x1',
  mixHash: nothing,
  coinbase: nobody,
  // It rises only when blocks are more than half full, which this gas limit is to prevent.
  baseFeePerGas: '0x0',
  alloc: {},
})

/**
 * The genesis of a network without fees.
 * @param validators addresses of the first validators
 */
export const genesisOf = (plan: NetworkPlan, validators: readonly Hex[]): Genesis =>
  plan.consensus === 'qbft' ? qbftGenesis(plan, validators) : cliqueGenesis(plan, validators)
