import { holidaysOf, type HolidayCountry } from '@candor/calendar'
import { setCalendar } from '../modules/calendar/index.ts'
import { record } from '../modules/journal/index.ts'
import { demoTasks } from '../modules/tasks/index.ts'
import type { Tx } from '../platform/db/index.ts'
import type { Tickets } from '../modules/tickets/index.ts'
import type { WorkSide } from './work-side.ts'

const office = [
  { from: '09:00', to: '12:30' },
  { from: '13:30', to: '17:30' },
]
const saturday = [{ from: '10:00', to: '14:00' }]

/** How a company of the demo works. */
export type DemoWork = {
  /** Ids of members of staff who have something to do. */
  readonly people: readonly string[]
  readonly language: 'en' | 'zh'
  readonly timeZone: string
  readonly country: HolidayCountry
}

/** Gives a company of the demo its business hours, its holidays, and its people something to do. */
export const furnishWork = async (
  tx: Tx,
  { tasks, tickets }: Pick<WorkSide, 'tasks'> & { readonly tickets: Tickets },
  { people, language, timeZone, country }: DemoWork,
  now: number = Date.now(),
): Promise<void> => {
  const year = new Date(now).getUTCFullYear()
  const holidays = [year, year + 1].flatMap((each) => holidaysOf(country, each))
  const calendar = {
    timeZone,
    week: [office, office, office, office, office, saturday, []],
    exceptions: holidays.map(({ day, name, nameZh }) => ({ day, name, nameZh, spans: [] })),
  }
  await setCalendar(tx, { record }, { version: 0, calendar }, 'system')
  const customers = await tx.rows<{ id: string }>({
    text: `select customer_id as id from customer_figures where organisation_id = $1
            order by spent desc, customer_id limit 40`,
    values: [tx.organisationId],
  })
  const ids = customers.map(({ id }) => id)
  await tickets.furnish(tx, { customers: ids.slice(5), people, language, now })
  for (const [at, person] of people.entries()) {
    const own = ids.slice(at * 7, at * 7 + 7)
    for (const { customer, ...task } of demoTasks(person, own, { language, timeZone, now })) {
      const subject = customer === undefined ? null : { kind: 'customer' as const, id: customer }
      await tasks.createTask(tx, { ...task, subject }, `staff:${person}`)
    }
  }
}
