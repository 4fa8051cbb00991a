import { versionInForce, type EarnRule } from '@candor/api'

export type Standing = 'current' | 'coming' | 'past' | 'ended'

const seconds = (instant: string): number => Date.parse(instant) / 1000

/** Where a version stands now: in force, to come, followed by another, or ended by its own terms. */
export const standingOf = (rule: EarnRule, versions: readonly EarnRule[], now: number): Standing => {
  if (Date.parse(rule.startsAt) > now) return 'coming'
  const periods = versions.map((version) => ({
    version: version.version,
    startsAt: seconds(version.startsAt),
    endsAt: version.endsAt === null ? 0 : seconds(version.endsAt),
  }))
  if (versionInForce(periods, now / 1000)?.version === rule.version) return 'current'
  return rule.endsAt !== null && Date.parse(rule.endsAt) <= now ? 'ended' : 'past'
}

/** Versions under their shop, newest first. */
export const versionsByMerchant = (
  rules: readonly EarnRule[],
): readonly { readonly merchantId: string; readonly versions: readonly EarnRule[] }[] => {
  const ids = [...new Set(rules.map((rule) => rule.merchantId))]
  return ids
    .map((merchantId) => ({
      merchantId,
      versions: rules
        .filter((rule) => rule.merchantId === merchantId)
        .toSorted((left, right) => right.version - left.version),
    }))
    .toSorted((left, right) => (left.versions[0]?.ledgerMember ?? 0) - (right.versions[0]?.ledgerMember ?? 0))
}
