import type { Database } from '../../platform/db/index.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { testDatabase } from '../../testing/index.ts'
import type { NewEntry } from './entry.ts'

/** A database of its own without a server on it, for tests that decide themselves when a journal is sealed. */
export type JournalTestDatabase = {
  readonly db: Database
  /** Two organisations, and as many more as a test asks for. */
  readonly organisation: string
  readonly other: string
  addOrganisation: () => Promise<string>
  /** The same database opened a second time: nothing is remembered there. */
  reopen: () => Promise<Database>
  readonly close: () => Promise<void>
}

export const openJournalTestDatabase = async (): Promise<JournalTestDatabase> => {
  const { db, organisations, another, close } = await testDatabase()
  const [organisation = '', other = ''] = organisations
  return {
    db,
    organisation,
    other,
    addOrganisation: async () => {
      const id = uuidv7()
      await db.owner.query(`insert into organisation (id, slug, name, name_zh) values ($1, $2, 'Test', '测试')`, [
        id,
        `test-${id}`,
      ])
      return id
    },
    reopen: another,
    close,
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
