import { welcomeRoutes, type ImportSummary } from '@candor/api'
import { coalition, teaHouse } from '../modules/demo/index.ts'
import { isForThisMachine, isFromThisMachine, mailboxIsOpen, type Identity } from '../modules/identity/index.ts'
import { route } from '../platform/http/route.ts'
import type { App, Platform } from '../platform/platform.ts'
import { loadDemoCompany, type DemoParts } from './demo-company.ts'
import { demoCustomers } from './demo-customers.ts'

/** Pages that are shown before anybody signed in, and what they offer in the demo. */
export type DemoSide = {
  readonly customers: ReturnType<typeof demoCustomers>
  /** What to tell the person who started the server: whom to sign in as. */
  readonly greeting: () => Promise<string[]>
}

const companies = [coalition, teaHouse]
const accounts = companies.flatMap(({ staff, name, nameZh }) =>
  staff.map((person) => ({ ...person, organisation: { name, nameZh } })),
)

const mailboxPath = '/mailbox'

/**
 * Puts the welcome of the staff sign-in page on the server. The published passwords of the demo are told to this machine
 * only; a server that others can reach keeps them to itself.
 */
export const registerDemoSide = (
  app: App,
  { db, config }: Platform,
  { setUpPath }: Pick<Identity, 'setUpPath'>,
): DemoSide => {
  const customers = demoCustomers(db, config.demo ? coalition.slug : undefined)
  const isLoaded = async (): Promise<boolean> => {
    if (!config.demo) return false
    const { rowCount } = await db.owner.query('select from organisation where slug = $1', [coalition.slug])
    return rowCount === 1
  }
  const mailbox = mailboxIsOpen(config) ? mailboxPath : null
  route(app, welcomeRoutes.staff, async ({ request }) => {
    const told = isForThisMachine(config) && isFromThisMachine(request) && (await isLoaded())
    return { demo: told ? { accounts } : null, setUp: (await setUpPath()) !== undefined, mailbox }
  })
  const setUpLines = async (): Promise<string[]> => {
    const path = await setUpPath()
    return path === undefined
      ? []
      : ['', 'Nobody works here yet. Set your company up (this link opens once):', `  ${config.publicUrl}${path}`]
  }
  const warning = isForThisMachine(config)
    ? []
    : ['Whoever can reach this server can sign in as demo staff; CANDOR_DEMO=no keeps them out.']
  return {
    customers,
    greeting: async () => {
      const demo = await customers()
      const lines = [
        ...(mailbox ? [`Mailbox           ${config.publicUrl}${mailbox} (no mail server is set up)`] : []),
        ...(await setUpLines()),
      ]
      if (demo === null) return lines
      return [
        ...lines,
        '',
        `Demo staff (password ${coalition.staff[0].password}):`,
        ...companies.flatMap(({ name, staff }) =>
          staff.map((person) => `  ${person.email.padEnd(22)} ${person.role.padEnd(8)} ${name}`),
        ),
        ...warning,
        'Demo customers (portal; the code arrives in the mailbox):',
        ...demo.customers.map(({ email, name }) => `  ${email.padEnd(40)} ${name}`),
      ]
    },
  }
}

const percent = (done: number, of: number): string => `${of === 0 ? 100 : Math.floor((100 * done) / of)} %`

const phaseOf = (run: ImportSummary): string => {
  if (run.phase === 'reading') return `${run.rowsRead} rows read`
  if (run.phase === 'orders') {
    const done = run.rowsAccepted + run.rowsRejected + run.rowsUnchanged
    return `${done} of ${run.rowsTotal ?? '?'} rows (${percent(done, run.rowsTotal ?? 0)})`
  }
  return `${run.pointsDone} of ${run.pointsTotal} purchases have their points (${percent(run.pointsDone, run.pointsTotal)})`
}

/** Milliseconds between two lines that say how far a step is. */
const lineEvery = 2000

/**
 * Makes the demo companies unless they are there, with a line for every step and every two seconds of a long one.
 * @param say writes a line for the person who started the server
 */
export const loadDemo = async (parts: DemoParts, say: (line: string) => void): Promise<void> => {
  let saidAt = 0
  for (const company of companies) {
    await loadDemoCompany(parts, company, (step, run) => {
      if (run === undefined) say(step)
      else if (Date.now() - saidAt >= lineEvery) {
        say(`${step}: ${phaseOf(run)}`)
        saidAt = Date.now()
      }
    })
  }
}
