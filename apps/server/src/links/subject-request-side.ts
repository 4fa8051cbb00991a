import { looksAt } from '../modules/access-log/index.ts'
import { businessTimeOf, calendarOf } from '../modules/calendar/index.ts'
import { liftLimit, limitsOf, setLimit } from '../modules/consent/index.ts'
import { cardOf, refuseDuringImports } from '../modules/customer-imports/index.ts'
import {
  customerById,
  fileContent,
  filesOf,
  headOf,
  lockRecords,
  recordsOf,
  requireCustomer,
} from '../modules/customers/index.ts'
import { eventsOfCustomer } from '../modules/events/index.ts'
import { cellsToExport, recordsAbout } from '../modules/fields/index.ts'
import { readEntries, receiptOf, record, timelineOf } from '../modules/journal/index.ts'
import {
  registerSubjectRequests,
  type SubjectRequests,
  type SubjectRequestsNeeds,
} from '../modules/subject-requests/index.ts'
import type { App, Platform } from '../platform/platform.ts'
import { actorNames, type StaffNames } from './access-log-side.ts'
import { eraseParts } from './erase-parts.ts'
import { customerNames, workers } from './work-side.ts'

/** Puts the desk for requests about own data on the server and joins it with all that holds such data. */
export const registerSubjectRequestSide = (
  app: App,
  platform: Platform,
  { notify, staffNames }: Pick<SubjectRequestsNeeds, 'notify'> & { readonly staffNames: StaffNames },
): SubjectRequests =>
  registerSubjectRequests(app, platform, {
    record,
    notify,
    workers,
    workingDays: async (tx) => ({
      timeZone: (await calendarOf(tx)).calendar.timeZone,
      business: await businessTimeOf(tx),
    }),
    customers: {
      require: requireCustomer,
      recordsOf,
      headOf,
      names: customerNames,
      person: async (tx, id) => {
        const { reference, profile } = await customerById(tx, id)
        return { id, reference, profile }
      },
      lock: lockRecords,
    },
    limits: {
      set: async (tx, limiting, actor) => setLimit(tx, { record }, limiting, actor),
      lift: async (tx, limiting, actor) => liftLimit(tx, { record }, limiting, actor),
      of: limitsOf,
    },
    refuseErasure: refuseDuringImports,
    eraseParts: eraseParts(platform.mail),
    data: {
      history: timelineOf,
      events: eventsOfCustomer,
      ownFields: async (tx, id) => (await cellsToExport(tx, [id])).get(id) ?? {},
      ownRecords: async (tx, id) => recordsAbout(tx, await recordsOf(tx, id)),
      looks: async (tx, id, page) => looksAt(tx, { readEntries, actorNames: actorNames(staffNames) }, id, page),
      files: filesOf,
      fileContent: async (tx, id) => (await fileContent(tx, id)).content,
      card: cardOf,
      receipt: async (tx, entryId) => receiptOf(tx, entryId, true),
    },
  })
