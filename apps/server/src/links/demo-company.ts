import { basename } from 'node:path'
import type { ImportSummary } from '@candor/api'
import type { Companies } from '../modules/companies/index.ts'
import type { Consent } from '../modules/consent/index.ts'
import type { Deals } from '../modules/deals/index.ts'
import type { Duplicates } from '../modules/duplicates/index.ts'
import {
  enteredAgain,
  openFile,
  personOf,
  readCustomers,
  readFamilies,
  type DemoCompany,
} from '../modules/demo/index.ts'
import type { Identity } from '../modules/identity/index.ts'
import { summaryOf } from '../modules/imports/index.ts'
import type { Loyalty } from '../modules/loyalty/index.ts'
import { furnishFields, furnishObjects } from '../modules/fields/index.ts'
import { ensureMerchant, merchantsOf, replaceProductFamilies } from '../modules/orders/index.ts'
import { homeCurrency } from '../platform/db/index.ts'
import type { SubjectRequests } from '../modules/subject-requests/index.ts'
import type { Sales } from '../modules/sales/index.ts'
import type { Tickets } from '../modules/tickets/index.ts'
import type { Platform } from '../platform/platform.ts'
import { StartError } from '../platform/start-error.ts'
import { makeDemoCompanies } from './company-side.ts'
import type { CustomerSide } from './customer-side.ts'
import { furnishDemoDeals } from './deal-side.ts'
import { furnishDemoSales } from './sales-side.ts'
import { furnishWork } from './demo-work.ts'
import type { WorkSide } from './work-side.ts'
import { followDemoCustomers, type FollowingParts } from './demo-following.ts'

/** The parts by which the demo is made: the same that everybody else uses. */
export type DemoParts = FollowingParts & {
  readonly platform: Platform
  readonly identity: Pick<Identity, 'createOrganisation' | 'createStaff'>
  readonly customerSide: CustomerSide
  readonly workSide: Pick<WorkSide, 'tasks'>
  readonly tickets: Tickets
  readonly subjectRequests: SubjectRequests
  readonly companies: Companies
  readonly deals: Deals
  readonly sales: Sales
  readonly loyalty: Loyalty
  readonly consent: Pick<Consent, 'ensureCatalogue'>
  readonly duplicates: Duplicates
}

const customersAtOnce = 500
const pause = 250

/** Epochs of a quarter; points live for seven of them. */
const quarter = 90 * 86_400
const lifetimeEpochs = 7

/** Makes the customers, and companies at which some of them work. What an earlier run made is not made again. */
const createPeople = async (parts: DemoParts, organisationId: string, company: DemoCompany): Promise<void> => {
  const { customerReference, country } = company.mapping
  const named = [...(await readCustomers(company.file, { customerReference, country }))]
  for (let at = 0; at < named.length; at += customersAtOnce) {
    const batch = named
      .slice(at, at + customersAtOnce)
      .map(([reference, country]) => ({ reference, profile: personOf(reference, country) }))
    await parts.platform.db.inOrganisation(organisationId, async (tx) => {
      const by = { actor: 'system', purpose: 'demonstration' }
      const made = await parts.customerSide.customers.createCustomers(tx, batch, by)
      if (at > 0 || made.length === 0) return
      await makeDemoCompanies(
        tx,
        parts.companies,
        made.map(({ id }) => id),
      )
    })
  }
}

/** How many customers are in the books twice, to begin with. */
const enteredTwice = 6

/** Enters a few customers again, as the web shop would have, and has all of them compared. */
const enterTwice = async (parts: DemoParts, organisationId: string, company: DemoCompany): Promise<void> => {
  const { customerReference, country: countryColumn } = company.mapping
  const again: { reference: string; profile: ReturnType<typeof personOf> }[] = []
  for (const [reference, country] of await readCustomers(company.file, { customerReference, country: countryColumn })) {
    const profile = personOf(reference, country)
    if (profile.phone) again.push({ reference: `WEB-${reference}`, profile: enteredAgain(profile) })
    if (again.length === enteredTwice) break
  }
  await parts.platform.db.inOrganisation(organisationId, async (tx) => {
    await parts.customerSide.customers.createCustomers(tx, again, { actor: 'system', purpose: 'demonstration' })
    await parts.duplicates.startScan(tx, 'system')
  })
}

const setUpMerchants = async ({ platform, loyalty }: DemoParts, organisationId: string, company: DemoCompany) => {
  const ids = await platform.db.inOrganisation(organisationId, async (tx) => {
    const made: string[] = []
    for (const merchant of company.merchants) made.push(await ensureMerchant(tx, merchant))
    if (company.families) await replaceProductFamilies(tx, readFamilies(company.families))
    return made
  })
  await loyalty.setUpProgramme(organisationId, {
    ...company.programme,
    currency: company.currency,
    epochLength: quarter,
    lifetimeEpochs,
    merchants: company.merchants.map(({ rules }, at) => ({ merchantId: ids[at] as string, rules })),
  })
}

const notLoaded = ({ name }: DemoCompany, { error }: ImportSummary): StartError =>
  new StartError(
    `The purchases of the demo company ${name} could not be imported: ${error?.message ?? 'no reason is known'}`,
    'Set that right and start with an empty data folder, or start without the demo: CANDOR_DEMO=no npm start',
  )

const importOrders = async (
  { platform, customerSide: { imports } }: DemoParts,
  organisationId: string,
  company: DemoCompany,
  onProgress: (run: ImportSummary) => void,
): Promise<void> => {
  const source = openFile(company.file)
  const { id } = await imports.take(organisationId, {
    name: basename(company.file),
    source,
    createdBy: 'system',
    key: 'demo',
  })
  const merchants = await platform.db.inOrganisation(organisationId, merchantsOf)
  await imports.start(organisationId, id, {
    mapping: company.mapping,
    merchant: company.families ? { by: 'productFamily' } : { by: 'fixed', merchantId: merchants[0]?.id ?? '' },
    currency: company.currency,
    timeZone: company.timeZone,
  })
  for (;;) {
    const run = summaryOf(await imports.find(organisationId, id), 'system')
    onProgress(run)
    if (run.state === 'failed') throw notLoaded(company, run)
    if (run.state === 'completed' || run.state === 'cancelled') return
    await new Promise((resolve) => {
      setTimeout(resolve, pause)
    })
  }
}

/** Whether the company is there already, whole: then there is nothing to do. */
const isLoaded = async ({ platform }: DemoParts, { slug, file }: DemoCompany): Promise<boolean> => {
  const { rows } = await platform.db.owner.query<{ id: string }>('select id from organisation where slug = $1', [slug])
  const [organisation] = rows
  if (!organisation) return false
  const found = await platform.db.inOrganisation(organisation.id, async (tx) =>
    tx.maybe({
      text: `select from import_run where organisation_id = $1 and file_name = $2 and created_by = 'system'
                and state in ('completed', 'cancelled')`,
      values: [tx.organisationId, basename(file)],
    }),
  )
  return found !== undefined
}

/**
 * Makes a company of the demo by the system's own means: people, merchants, points programme, orders. Where an earlier
 * run was ended in the middle it goes on from there; what exists is not made twice.
 * @param onProgress told in a few words what is being done, and how far it is
 * @throws StartError when its purchases cannot be imported
 */
export const loadDemoCompany = async (
  parts: DemoParts,
  company: DemoCompany,
  onProgress: (step: string, run?: ImportSummary) => void,
): Promise<void> => {
  if (await isLoaded(parts, company)) return
  const { identity } = parts
  onProgress(`Making the demo company ${company.name}`)
  const organisationId = await identity.createOrganisation(company)
  const staffIds: string[] = []
  for (const person of company.staff) {
    staffIds.push(await identity.createStaff({ organisationId, demo: true, ...person }))
  }
  onProgress('Setting up its merchants and points programme')
  await setUpMerchants(parts, organisationId, company)
  await parts.platform.db.inOrganisation(organisationId, async (tx) => parts.consent.ensureCatalogue(tx, 'system'))
  await followDemoCustomers(parts, organisationId)
  onProgress('Making up its customers')
  await createPeople(parts, organisationId, company)
  await importOrders(parts, organisationId, company, (run) => onProgress('Importing its purchases', run))
  await enterTwice(parts, organisationId, company)
  const lookAfter = staffIds.filter((_, at) => company.staff[at]?.role !== 'auditor')
  await parts.platform.db.inOrganisation(organisationId, async (tx) =>
    parts.customerSide.customers.furnishLists(tx, lookAfter),
  )
  await parts.platform.db.inOrganisation(organisationId, async (tx) => {
    const best = await tx.rows<{ id: string }>({
      text: `select customer_id as id from customer_figures
              where organisation_id = $1 and binned_at is null order by spent desc, customer_id desc limit 24`,
      values: [organisationId],
    })
    const ids = best.map(({ id }) => id)
    const currency = await homeCurrency(tx)
    await furnishFields(tx, parts.customerSide.fields.needs, ids, currency)
    const language = company.timeZone === 'Asia/Shanghai' ? 'zh' : 'en'
    await furnishObjects(tx, parts.customerSide.fields.needs, { customerIds: ids.slice(0, 12), currency, language })
  })
  const customers = await parts.platform.db.inOrganisation(organisationId, async (tx) =>
    tx.rows<{ id: string }>({
      text: `select customer_id as id from customer_figures where organisation_id = $1 and binned_at is null
              order by spent desc, customer_id desc offset 6 limit 4`,
      values: [tx.organisationId],
    }),
  )
  const merchants = await parts.platform.db.inOrganisation(organisationId, merchantsOf)
  await parts.loyalty.furnishRewards(organisationId, {
    merchants: merchants.map(({ id }) => id),
    customers: customers.map(({ id }) => id),
  })
  const { timeZone } = company
  const isChinese = timeZone === 'Asia/Shanghai'
  const work = {
    people: lookAfter,
    timeZone,
    language: isChinese ? 'zh' : 'en',
    country: isChinese ? 'CN' : 'GB',
  } as const
  await parts.platform.db.inOrganisation(organisationId, async (tx) =>
    furnishWork(tx, { tasks: parts.workSide.tasks, tickets: parts.tickets }, work),
  )
  await parts.platform.db.inOrganisation(organisationId, async (tx) => furnishDemoDeals(tx, parts.deals, work))
  await parts.platform.db.inOrganisation(organisationId, async (tx) => {
    const some = await tx.rows<{ id: string }>({
      text: `select customer_id as id from customer_figures
              where organisation_id = $1 and binned_at is null order by spent, customer_id limit 2`,
      values: [organisationId],
    })
    const [customers, staffId] = [some.map(({ id }) => id), staffIds[0]!]
    await parts.subjectRequests.furnish(tx, { customers, staffId, language: work.language, now: Date.now() })
  })
  await parts.platform.db.inOrganisation(organisationId, async (tx) => furnishDemoSales(tx, parts.sales, work))
}
