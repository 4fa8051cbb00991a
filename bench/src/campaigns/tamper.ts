import { join } from 'node:path'
import { openLedgerForAudit, type AuditLedger } from '@candor/cli/src/audit/open-ledger.ts'
import { auditParts } from '@candor/cli/src/audit/run-audit.ts'
import { organisationsMeant } from '@candor/cli/src/installation/organisation.ts'
import { readConfig, type Config } from '@candor/server/platform/config'
import { openDatabase, type Database } from '@candor/server/platform/db/index'
import { appendOnlyTables } from '@candor/server/tables'
import type { Tally } from '../measure.ts'
import { prepare } from '../system/prepared.ts'
import { randomFrom, type Random } from '../system/random.ts'
import { wholeNumber, type Task, type TaskContext } from '../task.ts'
import { tamperKinds, type TamperKind } from './tamper-kinds.ts'
import { tampered } from './tampering.ts'

type Subject = {
  readonly db: Database
  readonly ledger: AuditLedger
  readonly organisations: Parameters<typeof auditParts>[1]['organisations']
}

/** What `candor audit` does, with the ledger kept open. @returns table and key of each finding */
const audit = async ({ db, ledger, organisations }: Subject): Promise<string[]> => {
  const nothing = (): void => undefined
  const task = { organisations, incremental: false, full: false, save: false, server: undefined, onStep: nothing }
  const { findings } = await auditParts(db, task, true, async () => ({ ...ledger, close: async () => undefined }))
  return findings.map(({ table, key }) => `${table}: ${key}`)
}

const tryKind = async (
  subject: Subject,
  kind: TamperKind,
  times: number,
  random: Random,
  log: TaskContext['log'],
): Promise<Tally> => {
  let failed = 0
  for (let at = 0; at < times; at += 1) {
    const { touched, change, named } = await kind.plan(subject.db.owner, random)
    const found = await tampered(subject.db.owner, touched, change, async () => audit(subject))
    const missing = named.filter((words) => !found.some((finding) => finding.includes(words)))
    if (missing.length === 0) continue
    failed += 1
    log(
      `missed: ${kind.name}: ${missing.join(', ')} not among ${found.slice(0, 5).join('; ') || 'nothing'} after ${change[0]?.text}`,
    )
  }
  log(`${kind.name}: ${times - failed} of ${times} named`)
  return { name: `found and named: ${kind.name}`, tried: times, failed }
}

const openSubject = async (config: Config): Promise<Subject & { close: () => Promise<void> }> => {
  const { data, masterKeyFile } = config
  const db = await openDatabase({ data, databaseUrl: undefined, masterKeyFile, appendOnly: appendOnlyTables })
  const ledger = await openLedgerForAudit(config, db, { server: undefined, full: false, onStep: () => undefined })
  if (ledger === undefined) throw new Error('there are no contracts to compare with')
  const close = async (): Promise<void> => {
    await ledger.close()
    await db.close()
  }
  return { db, ledger, organisations: await organisationsMeant(db, undefined), close }
}

const run = async (context: TaskContext): Promise<Tally[]> => {
  const data = join(context.folder, 'data')
  const prepared = await prepare(context, data, wholeNumber(context, 'rows'))
  await prepared.close()
  const subject = await openSubject(readConfig({ CANDOR_DATA: data, CANDOR_DEMO: 'no' }))
  try {
    const times = wholeNumber(context, 'times')
    const random = randomFrom(wholeNumber(context, 'seed'))
    const tallies: Tally[] = []
    let alarms = (await audit(subject)).length
    for (const kind of tamperKinds) {
      tallies.push(await tryKind(subject, kind, times, random, context.log))
      alarms += (await audit(subject)).length
    }
    return [...tallies, { name: 'untouched data give no finding', tried: tamperKinds.length + 1, failed: alarms }]
  } finally {
    await subject.close()
  }
}

/** Records changed behind the system's back, at random places: the audit must name each, and nothing else ever. */
export const tamper: Task<Tally> = {
  name: 'tamper',
  summary: 'whatever is changed in the database is found and named by the audit',
  options: {
    times: { help: 'how often each kind of change is tried', default: '20' },
    rows: { help: 'rows of the sample that are imported first', default: '10000' },
    seed: { help: 'of the random numbers', default: '1' },
  },
  run,
}
