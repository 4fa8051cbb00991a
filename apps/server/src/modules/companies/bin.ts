import type { Tx } from '../../platform/db/index.ts'
import { companyErrors } from './errors.ts'
import type { Authorship, CompaniesNeeds } from './needs.ts'

/**
 * Moves a company to the bin, out of lists and searches, or back. Its people, deals and papers stay as they are.
 * @throws COMPANY_NOT_FOUND, COMPANY_NOTHING_CHANGED where it is there already
 */
export const moveCompany = async (
  tx: Tx,
  { record }: Pick<CompaniesNeeds, 'record'>,
  { id, binned }: { readonly id: string; readonly binned: boolean },
  { actor, purpose }: Authorship,
): Promise<{ id: string; entryId: string }> => {
  const row = await tx.maybe<{ binned: boolean }>({
    name: 'company-bin-lock',
    text: `select binned_at is not null as binned from company
            where organisation_id = $1 and id = $2 for no key update`,
    values: [tx.organisationId, id],
  })
  if (row === undefined) throw companyErrors.COMPANY_NOT_FOUND(`there is no company ${id}`)
  if (row.binned === binned)
    throw companyErrors.COMPANY_NOTHING_CHANGED(`it is ${binned ? '' : 'not '}in the bin already`)
  const kind = binned ? ('company.binned' as const) : ('company.restored' as const)
  const { id: entryId } = await record(tx, { subject: id, kind, actor, purpose, body: {} })
  await tx.rows({
    name: 'company-bin',
    text: `update company set binned_at = case when $3 then now() end, bin_entry_id = $4
            where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, id, binned, entryId],
  })
  return { id, entryId }
}
