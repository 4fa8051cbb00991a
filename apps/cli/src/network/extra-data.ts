import { concatHex, toRlp, type Hex } from 'viem'

const zeros = (bytes: number): Hex => `0x${'00'.repeat(bytes)}`

/** Validators in the order in which every node sorts them. */
export const sortedAddresses = (addresses: readonly Hex[]): Hex[] =>
  addresses.map((address) => address.toLowerCase() as Hex).toSorted()

/**
 * What names the first validators in the genesis block of a QBFT network: RLP of 32 free bytes, the validators, no vote,
 * round 0 and no seals (EEA QBFT specification 1, as `besu rlp encode --type=QBFT_EXTRA_DATA` writes it).
 * @param validators addresses; they are written in the order given
 */
export const qbftExtraData = (validators: readonly Hex[]): Hex => toRlp([zeros(32), [...validators], [], '0x', []])

/**
 * What names the first signers in the genesis block of a Clique network (EIP-225): 32 free bytes, the signers in
 * ascending order, and room for a signature of 65 bytes.
 * @param signers addresses, in any order
 */
export const cliqueExtraData = (signers: readonly Hex[]): Hex =>
  concatHex([zeros(32), ...sortedAddresses(signers), zeros(65)])
