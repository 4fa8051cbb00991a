import { calendarOf, registerCalendar } from '../modules/calendar/index.ts'
import { openRows, requireCustomer } from '../modules/customers/find.ts'
import { recordsOf } from '../modules/customers/index.ts'
import type { Identity } from '../modules/identity/index.ts'
import { staffPeople } from '../modules/identity/people/people.ts'
import { allRoles, keyOf } from '../modules/identity/roles/role.ts'
import { record } from '../modules/journal/index.ts'
import { registerNotifications, type Notifications } from '../modules/notifications/index.ts'
import { registerPreferences, timeZoneOf } from '../modules/preferences/index.ts'
import { registerTasks, type Tasks, type TaskSubjectRules, type Worker } from '../modules/tasks/index.ts'
import type { Tx } from '../platform/db/index.ts'
import type { App, Platform } from '../platform/platform.ts'

/** What belongs to the working day: tasks, notifications, calendar, everybody's own preferences. */
export type WorkSide = { readonly tasks: Tasks; readonly notifications: Notifications }

/** Everybody who works for the transaction's organisation now, with what they may do. */
export const workers = async (tx: Tx): Promise<Worker[]> => {
  const [people, roles] = [await staffPeople(tx), await allRoles(tx)]
  const rightsOf = new Map(roles.map(({ key, rights }) => [key, new Set(rights)]))
  return people
    .filter(({ deactivatedAt }) => deactivatedAt === null)
    .map(({ id, name, ...stored }) => ({ id, name, rights: rightsOf.get(keyOf(stored)) ?? new Set() }))
}

/** Names of customers by id, for what is about them; unknown ids are left out. */
export const customerNames = async (tx: Tx, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = await tx.rows<{ id: string; profile: Buffer }>({
    name: 'task-customers',
    text: 'select id, profile from customer where organisation_id = $1 and id = any($2::uuid[])',
    values: [tx.organisationId, ids],
  })
  return new Map((await openRows(tx, rows)).map(({ id, profile }) => [id, profile.name]))
}

/** Customers as something that tasks are about. */
const customerTasks: TaskSubjectRules = {
  right: 'customer.read',
  require: requireCustomer,
  records: recordsOf,
  names: customerNames,
}

const preferences = { organisationZone: async (tx: Tx) => (await calendarOf(tx)).calendar.timeZone }

/** The zone in which somebody's days begin and end. */
export const zoneOf = async (tx: Tx, userId: string): Promise<string> => timeZoneOf(tx, preferences, userId)

/** Puts tasks, notifications, calendar and preferences on the server and gives each what it needs of the others. */
export const registerWorkSide = (
  app: App,
  platform: Platform,
  { staffNames }: Pick<Identity, 'staffNames'>,
): WorkSide => {
  registerPreferences(app, preferences)
  registerCalendar(app, { record })
  const notifications = registerNotifications(app, platform, { timeZoneOf: zoneOf })
  const tasks = registerTasks(app, platform, {
    record,
    subjects: { customer: customerTasks },
    workers,
    staffNames,
    timeZoneOf: zoneOf,
    notify: notifications.notify,
  })
  return { tasks, notifications }
}
