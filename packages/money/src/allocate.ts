/**
 * Divides an amount in whole minor units by weights, so that the parts sum to it exactly: everybody gets the whole part of
 * their share, and what is left goes one by one to the largest remainders, the first of equal ones first (Hamilton’s method
 * of apportionment).
 * @param amount not negative
 * @param weights not negative; where all are zero everybody weighs the same
 */
export const allocate = (amount: bigint, weights: readonly bigint[]): bigint[] => {
  const given = weights.reduce((sum, weight) => sum + weight, 0n)
  const fair = given === 0n ? weights.map(() => 1n) : weights
  const whole = given === 0n ? BigInt(weights.length) : given
  const shares = fair.map((weight) => (amount * weight) / whole)
  const left = amount - shares.reduce((sum, share) => sum + share, 0n)
  const byRemainder = fair
    .map((weight, at) => ({ at, remainder: (amount * weight) % whole }))
    .toSorted((one, other) =>
      one.remainder === other.remainder ? one.at - other.at : one.remainder < other.remainder ? 1 : -1,
    )
  const lucky = new Set(byRemainder.slice(0, Number(left)).map(({ at }) => at))
  return shares.map((share, at) => (lucky.has(at) ? share + 1n : share))
}
