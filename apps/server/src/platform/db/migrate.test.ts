import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/index.ts'
import { appendOnlyTables } from '../../tables.ts'
import { StartError } from '../start-error.ts'
import { migrateDatabase } from './migrate.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
})
afterAll(async () => test.close())

describe('migrations', () => {
  it('may be run again, and by several servers at once, and then change nothing', async () => {
    const other = await test.another()
    const [here = ''] = test.organisations
    await Promise.all(
      [test.db.owner, other.owner, test.db.owner].map(async (owner) => migrateDatabase(owner, appendOnlyTables)),
    )
    expect(await test.db.organisationIds()).toContain(here)
  })

  it('refuse a database that a later version made, and leave it as it is', async () => {
    await test.db.owner.query(
      `insert into drizzle.__drizzle_migrations (hash, created_at) values ('of a later version', 9e15)`,
    )
    const migrating = migrateDatabase(test.db.owner, appendOnlyTables)
    await expect(migrating).rejects.toBeInstanceOf(StartError)
    await expect(migrating).rejects.toThrow('does not know')
    await test.db.owner.query(`delete from drizzle.__drizzle_migrations where hash = 'of a later version'`)
    await migrateDatabase(test.db.owner, appendOnlyTables)
  })

  it('refuse a database whose first migration is not ours', async () => {
    const { rows } = await test.db.owner.query<{ hash: string }>('select hash from drizzle.__drizzle_migrations')
    await test.db.owner.query(`update drizzle.__drizzle_migrations set hash = 'other'`)
    await expect(migrateDatabase(test.db.owner, appendOnlyTables)).rejects.toThrow('does not know')
    await test.db.owner.query('update drizzle.__drizzle_migrations set hash = $1', [rows[0]?.hash])
  })
})
