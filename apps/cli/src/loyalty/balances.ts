import { setTimeout as wait } from 'node:timers/promises'
import { abiOf } from '@candor/ledger'
import type { LoyaltyLedger } from './ledger-facts.ts'

/** Points of a member by the epoch in which they were credited, as the contract has them. */
export type Lots = Readonly<Record<string, string>>

const lotsOf = (buckets: readonly { readonly epoch: number; readonly points: bigint }[]): Lots =>
  Object.fromEntries(buckets.map(({ epoch, points }) => [String(epoch), String(points)]))

/** Members asked for in one call, to begin with. */
const together = 32
/** Nodes count calls by the minute; one that refuses for that reason is asked again after a pause (milliseconds). */
const pause = 5_000
const patience = 90_000
const tooMany = -32_005

const isTooMany = (error: unknown): boolean => {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ((cause as { readonly code?: unknown }).code === tooMany) return true
  }
  return false
}

const ask = async (
  ledger: LoyaltyLedger,
  programme: number,
  members: readonly number[],
  at: { readonly blockNumber?: bigint },
): Promise<Lots[]> => {
  const read = { address: ledger.contracts.Points, abi: abiOf('Points'), functionName: 'bucketsOf' } as const
  const [only, ...others] = members
  if (only === undefined) return []
  if (others.length === 0)
    return [lotsOf(await ledger.client.readContract({ ...read, ...at, args: [programme, only] }))]
  const answers = await ledger.client.multicall({
    ...at,
    contracts: members.map((member) => ({ ...read, args: [programme, member] as const })),
    // A program that only runs inside the call, as no ledger of companies keeps the usual contract for this.
    deployless: true,
    batchSize: 0,
    allowFailure: false,
  })
  return answers.map(lotsOf)
}

/**
 * Asks the contract what each member holds, several members to a call, fewer where the node gives a call less to work with.
 * @param blockNumber as of which block; the newest at each call unless given
 * @throws Error when the node does not answer, has no state of that block any more, or refuses one member alone
 */
export async function* lotsOfMembers(
  ledger: LoyaltyLedger,
  programme: number,
  members: readonly number[],
  blockNumber?: bigint,
): AsyncGenerator<readonly [member: number, lots: Lots]> {
  let size = together
  let waited = 0
  for (let at = 0; at < members.length;) {
    const some = members.slice(at, at + size)
    let answers: Lots[]
    try {
      answers = await ask(ledger, programme, some, blockNumber === undefined ? {} : { blockNumber })
    } catch (error) {
      if (isTooMany(error) && waited < patience) {
        waited += pause
        await wait(pause)
        continue
      }
      if (some.length === 1) throw error
      size = Math.ceil(some.length / 2)
      continue
    }
    waited = 0
    for (const [index, member] of some.entries()) yield [member, answers[index] ?? {}]
    at += some.length
  }
}
