import { earnItemLength } from '@candor/api'
import { size, type Hex } from 'viem'
import type { DecodedCall } from '../decode.ts'

/** EIP-7825: no transaction may have more. */
export const MOST_GAS = 2n ** 24n

/** Batches of this many stay below {@link MOST_GAS}, whatever the state. */
export const LARGEST_EARN_BATCH = 300
export const LARGEST_ENROLMENT = 300

/** Upper bounds by function, from contracts/gas-snapshot.json with room for cold storage and longer histories. */
const bounds: Readonly<Record<string, (args: readonly unknown[]) => bigint>> = {
  'Members.admit': ([, name, keys]) =>
    200_000n + 800n * BigInt(String(name).length) + 60_000n * BigInt((keys as readonly unknown[]).length),
  'Members.setState': () => 80_000n,
  'Members.setKey': () => 120_000n,
  'Members.rotateKey': () => 120_000n,
  'Members.proposeRegistrar': () => 80_000n,
  'Members.acceptRegistrar': () => 80_000n,
  'JournalAnchors.anchor': () => 150_000n,
  'Programmes.createProgramme': ([, , name]) => 350_000n + 800n * BigInt(String(name).length),
  'Programmes.setMerchant': () => 150_000n,
  'EarnRules.publish': () => 250_000n,
  'EarnRules.open': () => 150_000n,
  'Points.enrol': ([, , , accounts]) => 200_000n + 52_000n * BigInt((accounts as readonly unknown[]).length),
  // A passkey costs more where the network has no precompile for P-256.
  'Consents.decide': ([, signature]) => (size(signature as Hex) === 65 ? 250_000n : 900_000n),
  // Points of seven epochs, each with an amount of its own and perhaps a carry.
  'Points.spend': () => 450_000n,
  'Points.restore': () => 500_000n,
  'Rewards.offer': () => 350_000n,
  'Rewards.changeStock': () => 150_000n,
  'Rewards.end': () => 120_000n,
  'Rewards.redeem': () => 600_000n,
  'Rewards.use': () => 180_000n,
  'Rewards.cancel': () => 600_000n,
  'Points.earnBatch': ([, , , packed]) => 350_000n + 50_000n * BigInt(Math.ceil(size(packed as Hex) / earnItemLength)),
}

/**
 * Gas that a call needs at most. Known beforehand, so that calls which build on each other can be sent without waiting
 * for the first to be mined: asking the node would run the second on a state in which it must fail.
 * @returns nothing for a function without a bound
 */
export const gasBound = ({ contract, functionName, args }: DecodedCall): bigint | undefined => {
  const bound = bounds[`${contract}.${functionName}`]?.(args)
  return bound !== undefined && bound > MOST_GAS ? MOST_GAS : bound
}
