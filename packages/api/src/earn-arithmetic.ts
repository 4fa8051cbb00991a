/** The numbers of an earn rule, as they stand on the ledger. */
export interface EarnTerms {
  /** Points per `spendUnit`. */
  readonly pointsNumerator: bigint
  /** Minor units of the programme's currency that earn `pointsNumerator` points; never 0. */
  readonly spendUnit: bigint
  /** Smallest purchase that earns, in minor units. */
  readonly minimumSpend: bigint
  /** Most points that one purchase earns; {@link noCap} where there is no limit worth the name. */
  readonly maximumPoints: bigint
}

/** When a version of a rule is in force, in seconds since 1970. */
export interface EarnPeriod {
  readonly startsAt: number
  /** End (exclusive); 0 if open. */
  readonly endsAt: number
}

/** The largest cap that the ledger can hold. */
export const noCap = 2n ** 32n - 1n

/** Why the arithmetic gave what it gave. */
export const earnReasons = ['rule', 'below-minimum', 'capped', 'no-rule'] as const
export type EarnReason = (typeof earnReasons)[number]

export interface Earned {
  readonly points: bigint
  readonly reason: EarnReason
}

/**
 * The points that a purchase earns: min(maximumPoints, ⌊amount × pointsNumerator ÷ spendUnit⌋), or none below the
 * minimum. Whole-number arithmetic throughout, so that anybody can repeat it with pencil and paper.
 * @param terms the rule in force when the purchase was made; absent when none was
 * @param amount total of the purchase in minor units, not negative
 */
export const pointsEarned = (terms: EarnTerms | undefined, amount: bigint): Earned => {
  if (!terms) return { points: 0n, reason: 'no-rule' }
  if (amount < terms.minimumSpend) return { points: 0n, reason: 'below-minimum' }
  const points = (amount * terms.pointsNumerator) / terms.spendUnit
  return points > terms.maximumPoints ? { points: terms.maximumPoints, reason: 'capped' } : { points, reason: 'rule' }
}

/**
 * The version in force at a time: the one that started last, unless it has ended; an ended version is not
 * followed by the one before it.
 * @param versions every version of one merchant, in any order
 * @param time when the purchase was made, in seconds since 1970
 */
export const versionInForce = <Version extends EarnPeriod>(
  versions: readonly Version[],
  time: number,
): Version | undefined => {
  let latest: Version | undefined
  for (const version of versions) {
    if (version.startsAt <= time && (!latest || version.startsAt > latest.startsAt)) latest = version
  }
  return latest && (latest.endsAt === 0 || time < latest.endsAt) ? latest : undefined
}
