import { join } from 'node:path'
import { openDatabase, type Database } from '../platform/db/index.ts'
import { uuidv7 } from '../platform/ids.ts'
import { appendOnlyTables } from '../tables.ts'
import { copyTemplate } from './template-copy.ts'

/** A migrated database with some organisations and no server on it. */
export type TestDatabase = {
  readonly db: Database
  readonly organisations: readonly string[]
  readonly data: string
  /** A second set of pools and caches on the same database and key, as another replica has them. */
  readonly another: () => Promise<Database>
  readonly close: () => Promise<void>
}

/** @param organisations how many to make */
export const testDatabase = async (organisations = 2): Promise<TestDatabase> => {
  const copy = await copyTemplate('tables')
  const { data } = copy
  const open = async (): Promise<Database> =>
    openDatabase({
      data,
      databaseUrl: copy.databaseUrl,
      masterKeyFile: join(data, 'keys', 'master.key'),
      appendOnly: appendOnlyTables,
      attach: true,
    })
  const db = await open()
  const others: Database[] = []
  const ids = Array.from({ length: organisations }, () => uuidv7())
  for (const [index, id] of ids.entries()) {
    await db.owner.query(`insert into organisation (id, slug, name, name_zh) values ($1, $2, $3, $4)`, [
      id,
      `organisation-${index + 1}`,
      `Organisation ${index + 1}`,
      `组织${index + 1}`,
    ])
  }
  return {
    db,
    organisations: ids,
    data,
    another: async () => {
      const other = await open()
      others.push(other)
      return other
    },
    close: async () => {
      await Promise.all(others.map(async (other) => other.close()))
      await db.close()
      await copy.remove()
    },
  }
}
