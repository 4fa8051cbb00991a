import type { LedgerReader } from '@candor/ledger'
import { accessLogAuditor } from '../modules/access-log/index.ts'
import { calendarAuditor } from '../modules/calendar/index.ts'
import { companiesAuditor } from '../modules/companies/index.ts'
import { consentAuditor } from '../modules/consent/index.ts'
import { customerImportsAuditor } from '../modules/customer-imports/index.ts'
import { careAuditor, customersAuditor, filesAuditor, relationsAuditor } from '../modules/customers/index.ts'
import {
  auditJournal,
  type AnchorChain,
  type AuditOptions,
  type AuditReport,
  type Finding,
} from '../modules/journal/index.ts'
import { apiKeysAuditor, modulesAuditor } from '../modules/identity/index.ts'
import { dealsAuditor } from '../modules/deals/index.ts'
import { duplicatesAuditor } from '../modules/duplicates/index.ts'
import { pointsAuditor } from '../modules/loyalty/audit/auditor.ts'
import { rewardsAuditor } from '../modules/loyalty/audit/rewards.ts'
import { ordersAuditor, purchasesByNumber } from '../modules/orders/index.ts'
import { subjectRequestsAuditor } from '../modules/subject-requests/index.ts'
import { salesAuditor } from '../modules/sales/index.ts'
import { tasksAuditor } from '../modules/tasks/index.ts'
import { ticketsAuditor } from '../modules/tickets/index.ts'
import { webhooksAuditor } from '../modules/webhooks/index.ts'
import type { Database } from '../platform/db/index.ts'
import { emergencyAuditor } from '../modules/emergency/index.ts'
import { eventsAuditor } from '../modules/events/index.ts'
import { fieldsAuditor } from '../modules/fields/index.ts'
import { lifecycleAuditor } from '../modules/lifecycle/index.ts'
import { figuresAuditor } from './figures-auditor.ts'

const anchorsOf = (reader: LedgerReader): AnchorChain => ({
  rootAt: async (log, treeSize) => reader.readAnchor(log, BigInt(treeSize)),
  latest: async (log) => {
    const newest = await reader.latestAnchor(log)
    return newest && { treeSize: Number(newest.treeSize), root: newest.rootHash }
  },
})

/**
 * Audits everything of one organisation: its journal, and what every module keeps against what the journal and the
 * ledger say.
 * @param reader the ledger, asked directly; without one, anchors and points are not compared with it
 * @yields each record that is not as it was recorded
 * @returns what was looked at
 */
export async function* auditOrganisation(
  db: Database,
  organisationId: string,
  reader: LedgerReader | undefined,
  options: Pick<AuditOptions, 'incremental' | 'save' | 'onProgress'> = {},
): AsyncGenerator<Finding, AuditReport> {
  const points =
    reader === undefined
      ? []
      : [
          pointsAuditor({ ledger: () => reader, purchases: { byNumber: purchasesByNumber } }),
          rewardsAuditor({ ledger: () => reader }),
        ]
  const consents = consentAuditor({ consents: reader && (() => reader) })
  return yield* auditJournal(db, organisationId, {
    ...options,
    auditors: [
      customersAuditor,
      careAuditor,
      customerImportsAuditor,
      relationsAuditor,
      filesAuditor,
      companiesAuditor,
      fieldsAuditor,
      duplicatesAuditor,
      ordersAuditor,
      figuresAuditor,
      eventsAuditor,
      lifecycleAuditor,
      tasksAuditor,
      dealsAuditor,
      salesAuditor,
      ticketsAuditor,
      subjectRequestsAuditor,
      accessLogAuditor,
      emergencyAuditor,
      calendarAuditor,
      modulesAuditor,
      webhooksAuditor,
      apiKeysAuditor,
      consents,
      ...points,
    ],
    chain: reader && anchorsOf(reader),
  })
}
