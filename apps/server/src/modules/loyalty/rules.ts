import { type EarnRule, type EarnTerms } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import type { Merchant } from './needs.ts'
import type { Programme } from './programme.ts'

/** A version of a merchant's rule as projected from the ledger. */
export type RuleVersion = EarnTerms & {
  readonly merchantId: string
  readonly member: number
  readonly version: number
  readonly startsAt: Date
  readonly endsAt: Date | null
  readonly publishedAt: Date
  readonly transactionHash: Buffer
}

type Row = Omit<RuleVersion, keyof EarnTerms> & Record<keyof EarnTerms, string>

/** Columns of a {@link RuleVersion}; tables `r` and `m`. */
export const ruleColumns = `r.merchant_id as "merchantId", m.member, r.version,
  r.points_numerator::text as "pointsNumerator", r.spend_unit::text as "spendUnit",
  r.minimum_spend::text as "minimumSpend", r.maximum_points::text as "maximumPoints",
  r.starts_at as "startsAt", r.ends_at as "endsAt", r.published_at as "publishedAt",
  r.transaction_hash as "transactionHash"`

export const ruleVersionOf = (row: Row): RuleVersion => ({
  ...row,
  pointsNumerator: BigInt(row.pointsNumerator),
  spendUnit: BigInt(row.spendUnit),
  minimumSpend: BigInt(row.minimumSpend),
  maximumPoints: BigInt(row.maximumPoints),
})

/** Every version of every merchant's rule, newest first. */
export const ruleVersions = async (tx: Tx, programmeId: string): Promise<RuleVersion[]> => {
  const rows = await tx.rows<Row>({
    name: 'loyalty-rules',
    text: `select ${ruleColumns} from earn_rule r
             join programme_merchant m on m.organisation_id = r.organisation_id and m.programme_id = r.programme_id
                                      and m.merchant_id = r.merchant_id
            where r.organisation_id = $1 and r.programme_id = $2
            order by r.starts_at desc, m.member, r.version desc`,
    values: [tx.organisationId, programmeId],
  })
  return rows.map(ruleVersionOf)
}

/** A version as the API shows it. */
export const shownRule = (
  rule: RuleVersion,
  programme: Programme,
  merchant: Pick<Merchant, 'name' | 'nameZh'>,
): EarnRule => ({
  merchantId: rule.merchantId,
  merchantName: merchant.name,
  merchantNameZh: merchant.nameZh,
  ledgerMember: rule.member,
  version: rule.version,
  pointsNumerator: String(rule.pointsNumerator),
  spendUnit: String(rule.spendUnit),
  minimumSpend: String(rule.minimumSpend),
  maximumPoints: String(rule.maximumPoints),
  currency: programme.currency,
  startsAt: rule.startsAt.toISOString(),
  endsAt: rule.endsAt?.toISOString() ?? null,
  publishedAt: rule.publishedAt.toISOString(),
  transactionHash: `0x${rule.transactionHash.toString('hex')}`,
})
