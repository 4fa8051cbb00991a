import { versionInForce, type EarnTerms, type RulePreview } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import { loyaltyErrors } from './errors.ts'
import type { PreviewRule } from './needs.ts'
import { programmeOf, takingPart } from './programme.ts'
import { ruleVersions } from './rules.ts'
import { faultsOf } from './publish-rule.ts'

/** What is asked: the numbers of a rule, and a period. */
export type PreviewWanted = {
  readonly merchantId: string
  readonly pointsNumerator: string
  readonly spendUnit: string
  readonly minimumSpend: string
  readonly maximumPoints: string
  readonly from: string | null
  readonly until: string | null
}

const exact = (wanted: PreviewWanted): EarnTerms => ({
  pointsNumerator: BigInt(wanted.pointsNumerator),
  spendUnit: BigInt(wanted.spendUnit),
  minimumSpend: BigInt(wanted.minimumSpend),
  maximumPoints: BigInt(wanted.maximumPoints),
})

const seconds = (time: Date | null): number => (time === null ? 0 : Math.floor(time.getTime() / 1000))

/** Points of a sample as an estimate for all. */
const scaled = (points: string, sampled: RulePreview['sampled']): string =>
  sampled === null ? points : String((BigInt(points) * BigInt(sampled.of)) / BigInt(sampled.looked))

/**
 * What a rule would have given for purchases that were really made, beside what the rule now in force would have.
 * @throws LOYALTY_NO_PROGRAMME, LOYALTY_MERCHANT_NOT_FOUND, LOYALTY_RULE_INVALID, LOYALTY_PREVIEW_TOO_LONG
 */
export const previewOf = async (tx: Tx, preview: PreviewRule, wanted: PreviewWanted): Promise<RulePreview> => {
  const programme = await programmeOf(tx)
  const { merchantId, from, until } = wanted
  if (!(await takingPart(tx, programme.id)).some((each) => each.merchantId === merchantId)) {
    throw loyaltyErrors.LOYALTY_MERCHANT_NOT_FOUND(`merchant ${merchantId} takes no part in the programme`, {
      errors: [{ path: '/body/merchantId', message: 'takes no part in the programme' }],
    })
  }
  const faults = faultsOf(wanted)
  if (from !== null && until !== null && Date.parse(until) <= Date.parse(from)) {
    faults.push({ path: '/body/until', message: 'must lie after from' })
  }
  if (faults.length > 0) throw loyaltyErrors.LOYALTY_RULE_INVALID('the rule is not possible', { errors: faults })
  const versions = (await ruleVersions(tx, programme.id)).filter((version) => version.merchantId === merchantId)
  const inForce = versionInForce(
    versions.map(({ version, startsAt, endsAt }) => ({
      version,
      startsAt: seconds(startsAt),
      endsAt: seconds(endsAt),
    })),
    Date.now() / 1000,
  )
  const now = versions.find(({ version }) => version === inForce?.version)
  const { currency } = programme
  const count = await preview(tx, { merchantId, currency, rule: exact(wanted), now, from, until })
  const { sampled } = count
  return {
    merchantId,
    currency,
    currentVersion: now?.version ?? null,
    purchases: Number(scaled(String(count.purchases), sampled)),
    first: count.first?.toISOString() ?? null,
    last: count.last?.toISOString() ?? null,
    points: scaled(count.points, sampled),
    pointsNow: scaled(count.pointsNow, sampled),
    members: count.members,
    sampled,
    months: count.months.map((month) => ({
      month: month.month,
      purchases: Number(scaled(String(month.purchases), sampled)),
      points: scaled(month.points, sampled),
      pointsNow: scaled(month.pointsNow, sampled),
    })),
  }
}
