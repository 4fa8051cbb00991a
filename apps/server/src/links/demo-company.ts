import { basename } from 'node:path'
import type { ImportSummary } from '@candor/api'
import type { Consent } from '../modules/consent/index.ts'
import { openFile, personOf, readCustomers, readFamilies, type DemoCompany } from '../modules/demo/index.ts'
import type { Identity } from '../modules/identity/index.ts'
import { summaryOf } from '../modules/imports/index.ts'
import type { Loyalty } from '../modules/loyalty/index.ts'
import { ensureMerchant, merchantsOf, replaceProductFamilies } from '../modules/orders/index.ts'
import type { Platform } from '../platform/platform.ts'
import { StartError } from '../platform/start-error.ts'
import type { CustomerSide } from './customer-side.ts'

/** The parts by which the demo is made: the same that everybody else uses. */
export type DemoParts = {
  readonly platform: Platform
  readonly identity: Pick<Identity, 'createOrganisation' | 'createStaff'>
  readonly customerSide: CustomerSide
  readonly loyalty: Loyalty
  readonly consent: Pick<Consent, 'ensureCatalogue'>
}

const customersAtOnce = 500
const pause = 250

/** Epochs of a quarter; points live for seven of them. */
const quarter = 90 * 86_400
const lifetimeEpochs = 7

const createPeople = async (parts: DemoParts, organisationId: string, company: DemoCompany): Promise<void> => {
  const { customerReference, country } = company.mapping
  const named = [...(await readCustomers(company.file, { customerReference, country }))]
  for (let at = 0; at < named.length; at += customersAtOnce) {
    const batch = named
      .slice(at, at + customersAtOnce)
      .map(([reference, country]) => ({ reference, profile: personOf(reference, country) }))
    await parts.platform.db.inOrganisation(organisationId, async (tx) =>
      parts.customerSide.customers.createCustomers(tx, batch, { actor: 'system', purpose: 'demonstration' }),
    )
  }
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
  for (const person of company.staff) {
    await identity.createStaff({ organisationId, demo: true, ...person })
  }
  onProgress('Setting up its merchants and points programme')
  await setUpMerchants(parts, organisationId, company)
  await parts.platform.db.inOrganisation(organisationId, async (tx) => parts.consent.ensureCatalogue(tx, 'system'))
  onProgress('Making up its customers')
  await createPeople(parts, organisationId, company)
  await importOrders(parts, organisationId, company, (run) => onProgress('Importing its purchases', run))
}
