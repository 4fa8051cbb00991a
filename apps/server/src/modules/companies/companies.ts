import type { CompanyProfile } from '@candor/api'
import type { JsonObject } from '@candor/journal'
import { subjectKey, subjectKeys, type SubjectKey } from '../../platform/crypto/index.ts'
import { plainArray, type Tx } from '../../platform/db/index.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { companyErrors } from './errors.ts'
import type { Authorship, CompaniesNeeds } from './needs.ts'
import {
  changedCompany,
  companyChanges,
  openCompany,
  sealCompany,
  searchedTexts,
  sortableName,
  tidyCompany,
  type CompanyEdit,
} from './profile.ts'

type Needs = Pick<CompaniesNeeds, 'record' | 'recordMany' | 'search'>

/** A company that now exists, or was changed. */
export type StoredCompany = { readonly id: string; readonly version: number; readonly entryId: string }

/** The columns that follow from a profile. */
const columnsOf = async (tx: Tx, needs: Needs, key: SubjectKey, id: string, profile: CompanyProfile) => {
  const { name, industry = null, country = null, city = null } = profile
  const tokens = plainArray(await needs.search.tokensOf(tx, searchedTexts(profile)))
  return [name, sortableName(name), industry, country, city, sealCompany(key, id, profile), tokens] as const
}

const insertCompany = `
  insert into company (organisation_id, id, entry_id, name, name_sort, industry, country, city, profile, tokens)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::int4[])`

/**
 * Creates companies in the caller's transaction, each with a key and a journal entry of its own.
 * @returns in the order given
 */
export const createCompanies = async (
  tx: Tx,
  needs: Needs,
  profiles: readonly CompanyProfile[],
  { actor, purpose }: Authorship,
): Promise<StoredCompany[]> => {
  const made = profiles.map((profile) => ({ id: uuidv7(), profile: tidyCompany(profile) }))
  const keys = await subjectKeys(
    tx,
    made.map(({ id }) => id),
  )
  const entries = await needs.recordMany(
    tx,
    made.map(({ id, profile }) => ({
      subject: id,
      kind: 'company.created' as const,
      actor,
      purpose,
      body: { profile: profile as JsonObject },
    })),
  )
  const stored: StoredCompany[] = []
  for (const [at, { id, profile }] of made.entries()) {
    const entryId = entries[at]!.id
    const columns = await columnsOf(tx, needs, keys.get(id)!, id, profile)
    await tx.rows({
      name: 'company-insert',
      text: insertCompany,
      values: [tx.organisationId, id, entryId, ...columns],
    })
    stored.push({ id, version: 1, entryId })
  }
  return stored
}

type Row = { profile: Buffer; version: number }

/**
 * Changes a company's profile. The journal keeps every changed field with the value before and after, and the whole.
 * @throws COMPANY_NOT_FOUND; COMPANY_CHANGED_MEANWHILE with the stored profile and version; COMPANY_NOTHING_CHANGED
 */
export const updateCompany = async (
  tx: Tx,
  needs: Needs,
  { id, version, profile: changes }: { readonly id: string; readonly version: number; readonly profile: CompanyEdit },
  { actor, purpose }: Authorship,
): Promise<StoredCompany & { readonly profile: CompanyProfile }> => {
  const row = await tx.maybe<Row>({
    name: 'company-lock',
    text: 'select profile, version from company where organisation_id = $1 and id = $2 for no key update',
    values: [tx.organisationId, id],
  })
  if (row === undefined) throw companyErrors.COMPANY_NOT_FOUND(`there is no company ${id}`)
  const key = await subjectKey(tx, id)
  const before = openCompany(key, id, row.profile)
  if (row.version !== version) {
    throw companyErrors.COMPANY_CHANGED_MEANWHILE(
      `version ${row.version} is stored, the change is based on ${version}`,
      { stored: { version: row.version, profile: before } },
    )
  }
  const after = changedCompany(before, changes)
  const differing = companyChanges(before, after)
  if (Object.keys(differing).length === 0) {
    throw companyErrors.COMPANY_NOTHING_CHANGED('every field already has the value that was sent')
  }
  const { id: entryId } = await needs.record(tx, {
    subject: id,
    kind: 'company.updated',
    actor,
    purpose,
    body: { version: version + 1, changes: differing, profile: after as JsonObject },
  })
  await tx.rows({
    name: 'company-update',
    text: `update company
              set version = $3, entry_id = $4, name = $5, name_sort = $6, industry = $7, country = $8, city = $9,
                  profile = $10, tokens = $11::int4[], updated_at = now()
            where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, id, version + 1, entryId, ...(await columnsOf(tx, needs, key, id, after))],
  })
  return { id, version: version + 1, entryId, profile: after }
}

/** Makes sure that a company exists. @throws COMPANY_NOT_FOUND */
export const requireCompany = async (tx: Tx, id: string): Promise<{ readonly name: string }> => {
  const row = await tx.maybe<{ name: string }>({
    name: 'company-exists',
    text: 'select name from company where organisation_id = $1 and id = $2',
    values: [tx.organisationId, id],
  })
  if (row === undefined) throw companyErrors.COMPANY_NOT_FOUND(`there is no company ${id}`)
  return row
}

/** What is known of a company. @throws COMPANY_NOT_FOUND */
export const companyById = async (tx: Tx, id: string): Promise<{ readonly profile: CompanyProfile }> => {
  const row = await tx.maybe<Pick<Row, 'profile'>>({
    name: 'company-profile',
    text: 'select profile from company where organisation_id = $1 and id = $2',
    values: [tx.organisationId, id],
  })
  if (row === undefined) throw companyErrors.COMPANY_NOT_FOUND(`there is no company ${id}`)
  return { profile: openCompany(await subjectKey(tx, id), id, row.profile) }
}
