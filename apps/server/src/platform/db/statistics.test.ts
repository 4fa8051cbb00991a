import { afterAll, beforeAll, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/index.ts'
import { refreshStatistics } from './statistics.ts'

let made: TestDatabase
beforeAll(async () => {
  made = await testDatabase()
  await made.db.owner.query('create table much (n int)')
  await made.db.owner.query('create table little (n int)')
  await made.db.owner.query('insert into much select generate_series(1, 40000)')
  await made.db.owner.query('insert into little values (1)')
})
afterAll(async () => made.close())

it('are made for tables that have grown, and for no others', async () => {
  await refreshStatistics(made.db.owner)
  const { rows } = await made.db.owner.query<{ name: string }>(
    `select distinct tablename as name from pg_stats where tablename in ('much', 'little')`,
  )
  expect(rows).toEqual([{ name: 'much' }])
})
