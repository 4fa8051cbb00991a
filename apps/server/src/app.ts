import { readFileSync } from 'node:fs'
import { registerAccessLogSide } from './links/access-log-side.ts'
import { registerAnchoring } from './links/anchoring.ts'
import { registerCompanySide } from './links/company-side.ts'
import { registerConsentSide } from './links/consent-side.ts'
import { customersByEmail } from './links/customers-by-email.ts'
import { registerCustomerImportsSide } from './links/customer-imports-side.ts'
import { registerCustomerSide, type CustomerSide } from './links/customer-side.ts'
import { registerDealSide } from './links/deal-side.ts'
import { registerDuplicatesSide } from './links/duplicates-side.ts'
import { registerDemoSide } from './links/demo-side.ts'
import { registerEmergencySide } from './links/emergency-side.ts'
import { registerEventSide } from './links/event-side.ts'
import { registerFieldSide } from './links/field-side.ts'
import { registerFollowingSide } from './links/following-side.ts'
import { registerLifecycleSide, type LifecycleSide } from './links/lifecycle-side.ts'
import { registerLoyaltySide } from './links/loyalty-side.ts'
import { registerMembership } from './links/membership.ts'
import { notifyMentioned } from './links/mentions.ts'
import { registerPortalSide } from './links/portal-side.ts'
import { registerSubjectRequestSide } from './links/subject-request-side.ts'
import { registerSalesSide } from './links/sales-side.ts'
import { registerTicketSide } from './links/ticket-side.ts'
import { registerWebhookSide } from './links/webhook-side.ts'
import { registerWitnessing } from './links/witnessing.ts'
import { registerWorkSide, type WorkSide } from './links/work-side.ts'
import { forgetOldLooks, usualGathering } from './modules/access-log/index.ts'
import type { Companies } from './modules/companies/index.ts'
import type { Consent } from './modules/consent/index.ts'
import type { Deals } from './modules/deals/index.ts'
import type { Duplicates } from './modules/duplicates/index.ts'
import { noteVerifiedEmail } from './modules/customers/index.ts'
import { forgetOldMessages } from './modules/events/index.ts'
import type { Fields } from './modules/fields/index.ts'
import { Follower } from './modules/following/index.ts'
import type { CustomerImports } from './modules/customer-imports/index.ts'
import { createIdentity, type Identity } from './modules/identity/index.ts'
import { record, registerJournal } from './modules/journal/index.ts'
import { Ledger, registerLedger } from './modules/ledger/index.ts'
import type { Loyalty } from './modules/loyalty/index.ts'
import { ensureMerchant } from './modules/orders/index.ts'
import type { SubjectRequests } from './modules/subject-requests/index.ts'
import type { Sales } from './modules/sales/index.ts'
import type { Tickets } from './modules/tickets/index.ts'
import { forgetOldDeliveries, type Webhooks } from './modules/webhooks/index.ts'
import type { Config } from './platform/config.ts'
import { openDatabase } from './platform/db/index.ts'
import { Events } from './platform/http/events.ts'
import { databaseCheck, diskCheck, Health } from './platform/http/health.ts'
import { forgetOldAnswers, keepTidy } from './platform/housekeeping.ts'
import { createHttp } from './platform/http/server.ts'
import { registerWebApps } from './platform/http/web-apps.ts'
import { Jobs } from './platform/jobs/jobs.ts'
import { openLog, type LogSink } from './platform/log/log.ts'
import { Mail } from './platform/mail/mail.ts'
import type { App, Platform } from './platform/platform.ts'
import { appendOnlyTables } from './tables.ts'

/** How a build tells what it is doing, and what may differ in tests. */
export type BuildOptions = {
  /** Told in a few words of each step that can take a while. */
  readonly onStep?: (step: string) => void
  /** Told when something broke without which the server cannot go on. */
  readonly onFatal?: (reason: string) => void
  readonly logSink?: LogSink
  /** Milliseconds that looks at personal data wait for others that belong to them before they come into the journal. */
  readonly gatherLooksFor?: number
  /** Puts routes on the server that the product does not have, before it is ready: for measurements. */
  readonly extend?: (app: App, platform: Platform) => void
}

/** The whole server, ready to listen or to be asked with `app.inject`. */
export type Candor = {
  readonly app: App
  readonly platform: Platform
  readonly identity: Identity
  readonly ledger: Ledger
  readonly customerSide: CustomerSide
  readonly customerImports: CustomerImports
  readonly workSide: WorkSide
  readonly companies: Companies
  readonly deals: Deals
  readonly fields: Fields
  readonly loyalty: Loyalty
  readonly consent: Consent
  readonly duplicates: Duplicates
  readonly lifecycle: LifecycleSide
  readonly sales: Sales
  readonly tickets: Tickets
  readonly subjectRequests: SubjectRequests
  readonly webhooks: Webhooks
  /** What to tell the person who started the server, line by line: sign-ins of the demo, the mailbox. */
  readonly greeting: () => Promise<string[]>
}

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }

const createPlatform = async (config: Config, { onStep, onFatal, logSink }: BuildOptions): Promise<Platform> => {
  const log = openLog(config, logSink)
  onStep?.(config.databaseUrl === undefined ? 'Starting the embedded Postgres' : 'Connecting to Postgres')
  const db = await openDatabase({
    data: config.data,
    databaseUrl: config.databaseUrl,
    masterKeyFile: config.masterKeyFile,
    appendOnly: appendOnlyTables,
    onError: (error) => log.warn({ err: error }, 'a database connection broke'),
    onCrash: (reason) => {
      log.fatal({ reason }, 'the embedded Postgres ended')
      onFatal?.(`The embedded Postgres ended: ${reason}`)
    },
  })
  const events = new Events()
  const jobs = new Jobs(db, events, log)
  const health = new Health()
  health.add('database', databaseCheck(db.app))
  health.add('disk', diskCheck(config.data))
  return { config, db, log, events, jobs, mail: new Mail(config, db, jobs), health }
}

/** Hooks run last registered first, so this is registered first: the database closes when nothing needs it any more. */
const closeLast = (app: App, { db, mail, jobs }: Platform): void => {
  app.addHook('onClose', async () => {
    await jobs.stop()
    mail.close()
    await db.close()
  })
}

/**
 * Opens everything and puts it together: the only place that knows all parts (docs/decisions/0002-composition.md).
 * Closing the app closes everything in the right order.
 * @throws StartError when something about the machine or the settings keeps it from starting
 */
export const build = async (config: Config, options: BuildOptions = {}): Promise<Candor> => {
  const platform = await createPlatform(config, options)
  let opened: Ledger | undefined
  try {
    const identity = await createIdentity(platform)
    const app = await createHttp(platform, identity.sessions, version)
    closeLast(app, platform)
    const stopTidying = keepTidy(platform.db, platform.log, [
      forgetOldAnswers,
      forgetOldMessages,
      forgetOldDeliveries,
      forgetOldLooks,
      identity.forgetExpired,
    ])
    app.addHook('onClose', stopTidying)
    registerAccessLogSide(app, platform, identity.staffNames, options.gatherLooksFor ?? usualGathering)
    const ledger = await Ledger.open(platform, options)
    opened = ledger
    const follower = new Follower(platform.db, platform.log)
    let webhooks: Webhooks | undefined
    registerJournal(app, platform, {
      onSealed: (organisationId) => {
        follower.look(organisationId)
        webhooks?.look(organisationId)
      },
      anchorContract: async () =>
        ledger.isPlaced ? { chainId: ledger.chainId, contract: ledger.addresses.JournalAnchors } : undefined,
    })
    const workSide = registerWorkSide(app, platform, identity)
    const { notify } = workSide.notifications
    webhooks = registerWebhookSide(app, platform, { notify })
    const lifecycle = registerLifecycleSide(app, platform, identity.staffNames)
    const fields = registerFieldSide(app, platform, identity.staffNames)
    const customerSide = registerCustomerSide(app, platform, identity.staffNames, lifecycle.recordMany, notify, fields)
    customerSide.onMention(notifyMentioned(notify, identity.staffNames))
    registerEmergencySide(app, platform, { staffNames: identity.staffNames, notify })
    const customerImports = registerCustomerImportsSide(
      app,
      platform,
      customerSide.customers,
      identity.staffNames,
      notify,
      fields,
    )
    const duplicates = registerDuplicatesSide(app, platform, customerSide, identity.staffNames, lifecycle.recordMany)
    identity.register(app, {
      findCustomersByEmail: customersByEmail(platform.db),
      noteVerifiedEmail: async (tx, customerId, email) => noteVerifiedEmail(tx, { record }, customerId, email),
      record,
      openShop: async (tx, shop) => {
        await lifecycle.ensureRules(tx, 'system')
        return ensureMerchant(tx, shop)
      },
    })
    const companies = registerCompanySide(app, identity.staffNames, notify)
    registerFollowingSide(app, follower, { notify, staffNames: identity.staffNames })
    const deals = registerDealSide(app, platform, identity, workSide.notifications)
    const sales = registerSalesSide(app, platform, identity)
    const loyalty = registerLoyaltySide(app, platform, ledger, notify, identity.staffNames)
    const consent = registerConsentSide(app, ledger)
    registerEventSide(app, platform, { staffNames: identity.staffNames, onSeen: lifecycle.seen })
    const tickets = registerTicketSide(app, platform, { staffNames: identity.staffNames, notify })
    const subjectRequests = registerSubjectRequestSide(app, platform, { notify, staffNames: identity.staffNames })
    const demo = registerDemoSide(app, platform, identity)
    registerPortalSide(app, platform, {
      customerSide,
      loyalty,
      staffNames: identity.staffNames,
      demoCustomers: demo.customers,
    })
    registerAnchoring(app, platform, ledger)
    await registerWitnessing(app, platform)
    registerMembership(app, ledger)
    registerLedger(app, platform, ledger)
    await registerWebApps(app)
    app.addHook('onReady', async () => {
      platform.jobs.start()
    })
    options.extend?.(app, platform)
    await app.ready()
    return {
      app,
      platform,
      identity,
      ledger,
      customerSide,
      companies,
      deals,
      fields,
      customerImports,
      workSide,
      loyalty,
      consent,
      duplicates,
      lifecycle,
      sales,
      tickets,
      subjectRequests,
      webhooks,
      greeting: demo.greeting,
    }
  } catch (error) {
    await opened?.stop()
    await platform.db.close()
    throw error
  }
}
