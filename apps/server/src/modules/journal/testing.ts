import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase, type Database } from '../../platform/db/index.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { NewEntry } from './entry.ts'
import { appendOnlyTables } from './schema.ts'

/** A database of its own with two organisations, for tests. */
export type JournalTestDatabase = {
  readonly db: Database
  /** The two organisations, and a new one. */
  readonly organisation: string
  readonly other: string
  addOrganisation: () => Promise<string>
  /** The same database opened a second time: nothing is remembered there. Close it before the first. */
  reopen: () => Promise<{ readonly db: Database; readonly close: () => Promise<void> }>
  close: () => Promise<void>
}

export const openJournalTestDatabase = async (): Promise<JournalTestDatabase> => {
  const data = mkdtempSync(join(tmpdir(), 'candor-journal-'))
  const options = {
    data,
    databaseUrl: undefined,
    masterKeyFile: join(data, 'master.key'),
    appendOnly: [...appendOnlyTables],
  }
  const db = await openDatabase(options)
  const addOrganisation = async (): Promise<string> => {
    const id = uuidv7()
    await db.owner.query(`insert into organisation (id, slug, name, name_zh) values ($1, $2, 'Test', '测试')`, [
      id,
      `test-${id}`,
    ])
    return id
  }
  return {
    db,
    organisation: await addOrganisation(),
    other: await addOrganisation(),
    addOrganisation,
    reopen: async () => {
      const again = await openDatabase({ ...options, attach: true })
      return { db: again, close: async () => again.close() }
    },
    close: async () => {
      await db.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** An order as a module would record it. */
export const orderEntry = (subject: string, amount = 1250): NewEntry => ({
  subject,
  kind: 'order.placed',
  actor: 'system',
  purpose: 'service-contract',
  body: { total: { amount, currency: 'GBP' }, lines: 3, note: '谢谢' },
})
