import type { Tx } from '../../../platform/db/index.ts'

/** A company as stored, the profile still closed. */
export type AuditedCompany = {
  readonly id: string
  readonly profile: Buffer
  readonly version: number
  readonly name: string
  readonly nameSort: string
  readonly industry: string | null
  readonly country: string | null
  readonly city: string | null
  readonly entryId: string
  readonly binned: boolean
  readonly binEntryId: string | null
}

export const companiesById = async (tx: Tx, ids: readonly string[]): Promise<Map<string, AuditedCompany>> => {
  if (ids.length === 0) return new Map()
  const rows = await tx.rows<AuditedCompany>({
    text: `select id, profile, version, name, name_sort as "nameSort", industry, country, city, entry_id as "entryId",
                  binned_at is not null as binned, bin_entry_id as "binEntryId"
             from company where organisation_id = $1 and id = any($2::uuid[])`,
    values: [tx.organisationId, ids],
  })
  return new Map(rows.map((row) => [row.id, row]))
}

/** A contact as stored, the position still closed. */
export type AuditedContact = {
  readonly id: string
  readonly companyId: string
  readonly customerId: string
  readonly position: Buffer | null
  readonly since: string | null
  readonly until: string | null
  readonly entryId: string
}

export const contactsById = async (tx: Tx, ids: readonly string[]): Promise<Map<string, AuditedContact>> => {
  if (ids.length === 0) return new Map()
  const rows = await tx.rows<AuditedContact>({
    text: `select id, company_id as "companyId", customer_id as "customerId", position, since, until,
                  entry_id as "entryId"
             from company_contact where organisation_id = $1 and id = any($2::uuid[])`,
    values: [tx.organisationId, ids],
  })
  return new Map(rows.map((row) => [row.id, row]))
}

/** The newest entries that speak of contacts, by contact: an older one says nothing of what is stored now. */
export const missingEntries = async (tx: Tx): Promise<{ table: string; id: string; entryId: string }[]> =>
  tx.rows({
    text: `(select 'company' as table, c.id, c.entry_id as "entryId" from company c
             where c.organisation_id = $1
               and not exists (select from journal_entry e
                                where e.organisation_id = $1 and e.id = c.entry_id and e.subject = c.id
                                  and e.kind in ('company.created', 'company.updated'))
             limit 100)
           union all
           (select 'company_contact', k.id, k.entry_id from company_contact k
             where k.organisation_id = $1
               and not exists (select from journal_entry e
                                where e.organisation_id = $1 and e.id = k.entry_id
                                  and e.kind in ('company.contact-added', 'company.contact-changed'))
             limit 100)
           union all
           (select 'company', c.id, coalesce(c.bin_entry_id, c.entry_id) from company c
             where c.organisation_id = $1 and (c.binned_at is not null or c.bin_entry_id is not null)
               and not exists (select from journal_entry e
                                where e.organisation_id = $1 and e.id = c.bin_entry_id and e.subject = c.id
                                  and e.kind in ('company.binned', 'company.restored'))
             limit 100)
           union all
           (select 'company', c.id, c.entry_id from company c
             where c.organisation_id = $1
               and c.contact_count <> (select count(*) from company_contact k
                                        where k.organisation_id = $1 and k.company_id = c.id and k.until is null)
             limit 100)`,
    values: [tx.organisationId],
  })
