import type { CompanyProfile } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import type { App } from '../../platform/platform.ts'
import { createCompanies, type StoredCompany } from './companies.ts'
import { addContact, type Place } from './contacts.ts'
import type { Authorship, CompaniesNeeds } from './needs.ts'
import { registerCompanyRoutes } from './routes.ts'

export { requireCompany } from './companies.ts'
export { eraseContacts } from './erase.ts'
export { companiesAuditor } from './audit/auditor.ts'
export { demoCompanies } from './demo.ts'
export { companyErrors } from './errors.ts'
export type { CompaniesNeeds, ContactPerson } from './needs.ts'

/** What others may use of the companies. */
export type Companies = {
  /** See {@link createCompanies}. */
  readonly createCompanies: (tx: Tx, profiles: readonly CompanyProfile[], by: Authorship) => Promise<StoredCompany[]>
  /** See {@link addContact}. */
  readonly addContact: (
    tx: Tx,
    contact: Place & { readonly companyId: string; readonly customerId: string },
    by: Authorship,
  ) => Promise<{ id: string; entryId: string }>
}

/** Puts the module's routes on the server. */
export const registerCompanies = (app: App, needs: CompaniesNeeds): Companies => {
  registerCompanyRoutes(app, needs)
  return {
    createCompanies: async (tx, profiles, by) => createCompanies(tx, needs, profiles, by),
    addContact: async (tx, contact, by) => addContact(tx, needs, contact, by),
  }
}
