import type { DealSource, DealState } from '@candor/api'
import type { JsonObject } from '@candor/journal'
import { subjectKey, type SubjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { dealErrors } from './errors.ts'

/** What of a deal is said in words. */
type Content = {
  readonly title: string
  readonly nextStep: string | null
  readonly reasonText: string | null
  readonly competitor: string | null
}

/** A deal as it is worked with: content opened. Instants as ISO texts. */
export type Deal = Content & {
  readonly id: string
  readonly version: number
  readonly pipeline: string
  readonly stage: string
  readonly state: DealState
  readonly removed: boolean
  /** Minor units. */
  readonly amount: string | null
  readonly currency: string
  readonly closeDay: string | null
  readonly owner: string
  readonly customer: string | null
  readonly company: string | null
  readonly source: DealSource | null
  readonly reason: string | null
  readonly stageSince: string
  readonly changedAt: string
  readonly closedAt: string | null
  readonly createdBy: string
  readonly createdAt: string
}

/** A row of the table, the content still closed. */
export type DealRow = {
  readonly id: string
  readonly version: number
  readonly pipeline: string
  readonly stage: string
  readonly state: DealState
  readonly removed: boolean
  readonly subjectId: string
  readonly customerId: string | null
  readonly companyId: string | null
  readonly content: Buffer
  readonly amount: string | null
  readonly currency: string
  /** `infinity` where nobody knows. */
  readonly closeDay: string
  readonly owner: string
  readonly source: DealSource | null
  readonly reason: string | null
  readonly stageSince: Date
  readonly changedAt: Date
  readonly closedAt: Date | null
  readonly createdBy: string
  readonly createdAt: Date
  readonly entryId: string
}

export const dealColumns = `d.id, d.version, d.pipeline, d.stage, d.state, d.removed, d.subject_id as "subjectId",
  d.customer_id as "customerId", d.company_id as "companyId", d.content, d.amount::text as amount, d.currency,
  d.close_day::text as "closeDay", d.owner, d.source, d.reason, d.stage_since as "stageSince", d.changed_at as "changedAt",
  d.closed_at as "closedAt", d.created_by as "createdBy", d.created_at as "createdAt", d.entry_id as "entryId"`

/** What was said of somebody who was erased cannot be read any more. */
export const readable = `not exists (select from subject_key k where k.organisation_id = d.organisation_id
  and k.subject_id = d.subject_id and k.destroyed_at is not null)`

const place = (id: string) => ({ table: 'deal', column: 'content', id })

/** Closes what a deal says in words. */
export const sealContent = (key: SubjectKey, { id, title, nextStep, reasonText, competitor }: Deal): Buffer =>
  key.encrypt(place(id), JSON.stringify({ title, nextStep, reasonText, competitor } satisfies Content))

/** Opens a row. @throws CORRUPT_CIPHERTEXT when the content was changed or comes from another row */
export const openDeal = (key: SubjectKey, row: DealRow): Deal => {
  const content = JSON.parse(key.decrypt(place(row.id), row.content).toString()) as Content
  const { id, version, pipeline, stage, state, removed, amount, currency, owner, source, reason, createdBy } = row
  return {
    ...content,
    id,
    version,
    pipeline,
    stage,
    state,
    removed,
    amount,
    currency,
    owner,
    source,
    reason,
    createdBy,
    closeDay: row.closeDay === 'infinity' ? null : row.closeDay,
    customer: row.customerId,
    company: row.companyId,
    stageSince: row.stageSince.toISOString(),
    changedAt: row.changedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }
}

/** Whose key protects a deal: that of the customer, else of the company, else of the organisation. */
export const keeperOf = (tx: Tx, { customer, company }: Pick<Deal, 'customer' | 'company'>): string =>
  customer ?? company ?? tx.organisationId

/** What the journal says of a deal: all of it, as it is after what happened. */
export const bodyOf = ({ id, ...deal }: Deal): JsonObject => ({ dealId: id, ...deal })

/** One deal, its row locked. @throws DEAL_NOT_FOUND, SUBJECT_ERASED */
export const lockDeal = async (tx: Tx, id: string): Promise<Deal> => {
  const row = await tx.maybe<DealRow>({
    name: 'deal-lock',
    text: `select ${dealColumns} from deal d where d.organisation_id = $1 and d.id = $2 for no key update`,
    values: [tx.organisationId, id],
  })
  if (row === undefined) throw dealErrors.DEAL_NOT_FOUND(`there is no deal ${id}`)
  return openDeal(await subjectKey(tx, row.subjectId), row)
}
