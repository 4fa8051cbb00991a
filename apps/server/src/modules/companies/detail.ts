import type { CompanyDetail, CompanySummary } from '@candor/api'
import { subjectKey } from '../../platform/crypto/index.ts'
import { homeCurrency, type Tx } from '../../platform/db/index.ts'
import { peopleNow } from './contacts-list.ts'
import { companyErrors } from './errors.ts'
import type { CompaniesNeeds } from './needs.ts'
import { openCompany } from './profile.ts'

type Row = Omit<CompanySummary, 'createdAt'> & {
  readonly createdAt: Date
  readonly binnedAt: Date | null
  readonly profile: Buffer
  readonly version: number
}

/** What the people of a company have ordered, together; amounts in minor units. */
const ordersOf = async (tx: Tx, needs: CompaniesNeeds, id: string): Promise<CompanyDetail['orders']> => {
  const people = [...(await needs.people(tx, await peopleNow(tx, id))).values()]
  const times = people.flatMap(({ lastOrderAt }) => lastOrderAt ?? [])
  return {
    orderCount: people.reduce((sum, { orderCount }) => sum + orderCount, 0),
    returnCount: people.reduce((sum, { returnCount }) => sum + returnCount, 0),
    spent: people.reduce((sum, { spent }) => sum + BigInt(spent), 0n).toString(),
    currency: await homeCurrency(tx),
    lastOrderAt: times.toSorted().at(-1) ?? null,
  }
}

/** One company with profile and figures. @throws COMPANY_NOT_FOUND */
export const companyDetail = async (tx: Tx, needs: CompaniesNeeds, id: string): Promise<CompanyDetail> => {
  const row = await tx.maybe<Row>({
    name: 'company-detail',
    text: `select id, name, industry, country, city, contact_count as "contactCount", created_at as "createdAt",
                  binned_at as "binnedAt", profile, version
             from company where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, id],
  })
  if (row === undefined) throw companyErrors.COMPANY_NOT_FOUND(`there is no company ${id}`)
  const profile = openCompany(await subjectKey(tx, id), id, row.profile)
  return {
    ...row,
    profile,
    createdAt: row.createdAt.toISOString(),
    binnedAt: row.binnedAt?.toISOString() ?? null,
    orders: await ordersOf(tx, needs, id),
  }
}
