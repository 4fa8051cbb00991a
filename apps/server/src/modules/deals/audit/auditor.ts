import { canonicalJson, type JsonObject, type JsonValue } from '@candor/journal'
import { subjectKeys } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { CandorError } from '../../../platform/errors.ts'
import { isUuid } from '../../../platform/ids.ts'
import { bodyOf, dealColumns, openDeal, type DealRow } from '../deal.ts'
import { dealSettings } from '../settings.ts'

/** An entry about deals, opened. */
type DealEntry = { readonly id: string; readonly kind: string; readonly subject: string; readonly body: JsonValue }

/** What the audit of deals can find. */
type Finding = {
  readonly code: 'DEAL_MISSING' | 'DEAL_CHANGED' | 'DEAL_UNRECORDED' | 'PIPELINES_CHANGED'
  readonly table: 'deal' | 'deal_entry' | 'deal_settings'
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}

const finding = (code: Finding['code'], id: string, what: string, detail: Finding['detail']): Finding => ({
  code,
  table: 'deal',
  key: `deal ${id}`,
  what,
  detail,
})

const rowsOf = async (tx: Tx, ids: readonly string[]): Promise<Map<string, DealRow>> => {
  const rows = await tx.rows<DealRow>({
    text: `select ${dealColumns} from deal d where d.organisation_id = $1 and d.id = any($2::uuid[])`,
    values: [tx.organisationId, ids],
  })
  return new Map(rows.map((row) => [row.id, row]))
}

/** What an entry says of the deal itself. */
const recordedIn = ({ body }: DealEntry): JsonObject => {
  const { told: _, occurredAt: __, ...recorded } = body as JsonObject
  return recorded
}

const dealIdIn = ({ dealId }: JsonObject): string => (typeof dealId === 'string' ? dealId : '')

/** Names of the fields that differ; their values stay secret. */
const differing = (recorded: JsonObject, stored: JsonObject): string[] =>
  Object.keys({ ...stored, ...recorded }).filter(
    (field) => canonicalJson(stored[field] ?? null) !== canonicalJson(recorded[field] ?? null),
  )

const compareDeals = async (tx: Tx, entries: readonly DealEntry[]): Promise<Finding[]> => {
  const rows = await rowsOf(tx, entries.map((entry) => dealIdIn(recordedIn(entry))).filter(isUuid))
  // The entries were opened with these keys, so none of them is made here.
  const keys = await subjectKeys(
    tx,
    entries.map(({ subject }) => subject),
  )
  return entries.flatMap((entry) => {
    const recorded = recordedIn(entry)
    const id = dealIdIn(recorded)
    const row = rows.get(id)
    const detail = { entry: entry.id }
    if (row === undefined) return [finding('DEAL_MISSING', id, 'A deal that was recorded is gone.', detail)]
    const version = Number(recorded['version'])
    if (row.version > version) return []
    if (row.version < version || row.subjectId !== entry.subject || row.entryId !== entry.id) {
      return [finding('DEAL_CHANGED', id, 'A deal is not as it was recorded last.', detail)]
    }
    try {
      const fields = differing(recorded, bodyOf(openDeal(keys.get(entry.subject)!, row)))
      if (fields.length === 0) return []
      return [finding('DEAL_CHANGED', id, 'A deal is not as it was recorded last.', { ...detail, fields })]
    } catch (error) {
      if (!(error instanceof CandorError && error.code === 'CORRUPT_CIPHERTEXT')) throw error
      return [finding('DEAL_CHANGED', id, 'What a deal says was changed or moved.', detail)]
    }
  })
}

const compareSettings = async (tx: Tx, entries: readonly DealEntry[]): Promise<Finding[]> => {
  const contradicting = await dealSettings.contradicting(tx, entries)
  const what = 'Pipelines or reasons are not what was recorded last.'
  return contradicting.map(({ id }) => ({
    code: 'PIPELINES_CHANGED',
    table: 'deal_settings',
    key: 'pipelines',
    what,
    detail: { entry: id },
  }))
}

const isOfSettings = ({ kind }: DealEntry): boolean => kind === 'pipelines.changed'

const compare = async (tx: Tx, entries: readonly DealEntry[]): Promise<Finding[]> => {
  const deals = await compareDeals(
    tx,
    entries.filter((entry) => !isOfSettings(entry)),
  )
  return [...deals, ...(await compareSettings(tx, entries.filter(isOfSettings)))]
}

const finish = async (tx: Tx): Promise<Finding[]> => {
  const rows = await tx.rows<{ id: string; entryId: string }>({
    text: `select id, entry_id as "entryId" from deal d
            where d.organisation_id = $1
              and (not exists (select from journal_entry e
                                where e.organisation_id = $1 and e.id = d.entry_id and e.subject = d.subject_id
                                  and e.kind like 'deal.%')
                   or not exists (select from deal_entry h
                                   where h.organisation_id = $1 and h.deal_id = d.id and h.version = d.version
                                     and h.entry_id = d.entry_id))
            limit 100`,
    values: [tx.organisationId],
  })
  return rows.map(({ id, entryId }) =>
    finding('DEAL_UNRECORDED', id, 'The journal does not speak of this deal.', { entry: entryId }),
  )
}

/** The auditor of deals: every deal, and the pipelines, against the entry that recorded it last. */
export const dealsAuditor = { name: 'deals', kinds: ['deal.', 'pipelines.changed'], compare, finish }
