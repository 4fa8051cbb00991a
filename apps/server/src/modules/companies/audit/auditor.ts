import type { CompanyProfile } from '@candor/api'
import type { JsonValue } from '@candor/journal'
import { subjectKeys, type SubjectKey } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { CandorError } from '../../../platform/errors.ts'
import { positionPlace } from '../contacts-list.ts'
import { companyFields, openCompany, sortableName, tidyCompany } from '../profile.ts'
import { companiesById, contactsById, missingEntries, type AuditedCompany, type AuditedContact } from './read.ts'

type CompanyFindingCode =
  /** The journal speaks of a company that is gone. */
  | 'COMPANY_MISSING'
  /** A company's stored data is not what was recorded last. */
  | 'COMPANY_CHANGED'
  /** A company or contact of which the journal does not speak, or a count that is not true. */
  | 'COMPANY_UNRECORDED'
  | 'COMPANY_CONTACT_CHANGED'

type Finding = {
  readonly code: CompanyFindingCode
  readonly table: string
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}

/** An entry about a company or a contact, opened. */
type Entry = { readonly id: string; readonly subject: string; readonly kind: string; readonly body: JsonValue }

type CompanyBody = { readonly version?: number; readonly profile: CompanyProfile }
type ContactBody = {
  readonly contactId: string
  readonly companyId?: string
  readonly position?: string | null
  readonly since: string | null
  readonly until: string | null
}

/** Decrypts, or says that it cannot be done: the cause is a changed row, since the key opened the entry. */
const opened = <T>(open: () => T): T | undefined => {
  try {
    return open()
  } catch (error) {
    if (error instanceof CandorError && error.code === 'CORRUPT_CIPHERTEXT') return undefined
    throw error
  }
}

const compareCompany = (entry: Entry, row: AuditedCompany | undefined, key: SubjectKey): Finding[] => {
  const { version = 1, profile } = entry.body as unknown as CompanyBody
  const about = { table: 'company', key: `company ${entry.subject}` }
  if (row === undefined) {
    const what = 'A company that was recorded is gone.'
    return [{ code: 'COMPANY_MISSING', ...about, what, detail: { entry: entry.id } }]
  }
  const what = 'A company’s stored data is not what was recorded last.'
  const changed = (fields: string[]): Finding => ({
    code: 'COMPANY_CHANGED',
    ...about,
    what,
    detail: { fields, entry: entry.id },
  })
  if (row.version < version) return [changed(['version'])]
  if (row.version > version) return []
  const stored = opened(() => openCompany(key, row.id, row.profile))
  if (stored === undefined) return [changed(['profile'])]
  const recorded = tidyCompany(profile)
  const fields = [
    ...companyFields.filter((field) => (recorded[field] ?? null) !== (tidyCompany(stored)[field] ?? null)),
    ...(['industry', 'country', 'city'] as const).filter((field) => (recorded[field] ?? null) !== row[field]),
    ...(recorded.name === row.name && sortableName(recorded.name) === row.nameSort ? [] : ['name (for lists)']),
    ...(row.entryId === entry.id ? [] : ['entry']),
  ]
  return fields.length === 0 ? [] : [changed(fields)]
}

/** Only the entry that recorded what is stored now can be compared with it. */
const compareContact = (entry: Entry, row: AuditedContact | undefined, key: SubjectKey): Finding[] => {
  const { contactId, companyId, position = null, since, until } = entry.body as unknown as ContactBody
  if (row?.entryId !== entry.id) return []
  const place = row.position
  const stored =
    place === null ? null : (opened(() => key.decrypt(positionPlace(row.id), place).toString()) ?? 'cannot be read')
  const same = row.companyId === companyId && row.customerId === entry.subject && stored === position
  if (same && row.since === since && row.until === until) return []
  const what = 'A contact at a company is not what was recorded last.'
  const about = { table: 'company_contact', key: `contact ${contactId}`, what, detail: { entry: entry.id } }
  return [{ code: 'COMPANY_CONTACT_CHANGED', ...about }]
}

/** Only the entry that moved it last says whether it is in the bin. */
const compareBin = (entry: Entry, row: AuditedCompany | undefined): Finding[] => {
  if (row?.binEntryId !== entry.id || row.binned === (entry.kind === 'company.binned')) return []
  const what = 'A company is in the bin, or is not, other than was recorded last.'
  const about = { table: 'company', key: `company ${entry.subject}`, what }
  return [{ code: 'COMPANY_CHANGED', ...about, detail: { fields: ['bin'], entry: entry.id } }]
}

const isOfBin = ({ kind }: Entry): boolean => kind === 'company.binned' || kind === 'company.restored'
const isOfCompany = ({ kind }: Entry): boolean => kind === 'company.created' || kind === 'company.updated'

const compare = async (tx: Tx, entries: readonly Entry[]): Promise<Finding[]> => {
  const contacts = entries.filter((entry) => !isOfCompany(entry) && !isOfBin(entry))
  const subjects = new Set(entries.map(({ subject }) => subject))
  const companies = await companiesById(tx, [...subjects])
  const rows = await contactsById(
    tx,
    contacts.map(({ body }) => (body as unknown as ContactBody).contactId),
  )
  // The entries were opened with these keys, so none of them is made here.
  const keys = await subjectKeys(tx, subjects)
  return entries.flatMap((entry) => {
    const key = keys.get(entry.subject)!
    if (isOfBin(entry)) return compareBin(entry, companies.get(entry.subject))
    return isOfCompany(entry)
      ? compareCompany(entry, companies.get(entry.subject), key)
      : compareContact(entry, rows.get((entry.body as unknown as ContactBody).contactId), key)
  })
}

const finish = async (tx: Tx): Promise<Finding[]> =>
  (await missingEntries(tx)).map(({ table, id, entryId }) => ({
    code: 'COMPANY_UNRECORDED',
    table,
    key: `${table} ${id}`,
    what: 'The journal does not speak of this company or contact, or its count of people is not true.',
    detail: { entry: entryId },
  }))

/** The auditor of companies: every profile and contact against the entry that recorded it last. */
export const companiesAuditor = {
  name: 'companies',
  kinds: [
    'company.created',
    'company.updated',
    'company.binned',
    'company.restored',
    'company.contact-added',
    'company.contact-changed',
  ],
  compare,
  finish,
}
