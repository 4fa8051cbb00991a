import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/index.ts'
import { uuidv7 } from '../ids.ts'
import { plainArray } from './arrays.ts'
import { sqlState } from './sql-state.ts'
import type { Tx } from './types.ts'

let test: TestDatabase
let here: string
let there: string

beforeAll(async () => {
  test = await testDatabase()
  const [first = '', second = ''] = test.organisations
  here = first
  there = second
})
afterAll(async () => test.close())

const putJob = async (tx: Tx, id: string, organisationId = tx.organisationId): Promise<string> => {
  await tx.append({
    name: 'test-job-add',
    text: `insert into job (organisation_id, id, kind, input, created_by)
           select made.organisation_id, made.id, 'test', '{}', 'system'
             from unnest($1::uuid[], $2::uuid[]) as made (organisation_id, id)`,
    columns: [plainArray, plainArray],
    rows: [[organisationId, id]],
  })
  return id
}
const transactionOf = async (tx: Tx): Promise<string> =>
  (await tx.one<{ id: string }>({ text: 'select pg_current_xact_id()::text as id' })).id
const stored = async (ids: readonly string[], organisationId = here): Promise<string[]> =>
  test.db.inOrganisation(organisationId, async (tx) => {
    const rows = await tx.rows<{ id: string }>({
      text: 'select id from job where id = any($1::uuid[]) order by id',
      values: [ids],
    })
    return rows.map(({ id }) => id)
  })
const ids = (count: number): string[] => Array.from({ length: count }, () => uuidv7()).toSorted()

describe('appending together', () => {
  it('lets callers who come together share one transaction', async () => {
    const transactions = await Promise.all(
      ids(20).map(async (id) =>
        test.db.appendInOrganisation(here, async (tx) => {
          await putJob(tx, id)
          return transactionOf(tx)
        }),
      ),
    )
    expect(new Set(transactions).size).toBe(1)
  })

  it('stores everybody’s rows once and gives each caller its own result', async () => {
    const all = ids(500)
    expect(
      await Promise.all(all.map(async (id) => test.db.appendInOrganisation(here, async (tx) => putJob(tx, id)))),
    ).toEqual(all)
    expect(await stored(all)).toEqual(all)
  })

  it('makes one caller’s failure nobody else’s, whether it is thrown or the database’s', async () => {
    const all = ids(12)
    const [first = ''] = all
    const thrown = new Error('changed its mind')
    const results = await Promise.allSettled(
      all.map(async (id, at) =>
        test.db.appendInOrganisation(here, async (tx) => {
          await putJob(tx, at === 5 ? first : id)
          if (at === 7) throw thrown
          return id
        }),
      ),
    )
    const failed = results.flatMap((result, at) =>
      result.status === 'rejected' ? [{ at, reason: result.reason }] : [],
    )
    // Either of the two that gave the same id may be the one that was first.
    expect(failed).toHaveLength(2)
    expect(failed.find(({ at }) => at === 7)?.reason).toBe(thrown)
    expect(sqlState(failed.find(({ at }) => at !== 7)?.reason)).toBe('23505')
    expect(await stored(all)).toEqual(all.filter((_, at) => at !== 5 && at !== 7))
  })

  it('calls what waits for the commit once for each, and not for who failed', async () => {
    const told: number[] = []
    await Promise.allSettled(
      ids(6).map(async (id, at) =>
        test.db.appendInOrganisation(here, async (tx) => {
          tx.afterCommit(() => told.push(at))
          await putJob(tx, id)
          if (at === 2) throw new Error('no')
        }),
      ),
    )
    expect(told.toSorted((a, b) => a - b)).toEqual([0, 1, 3, 4, 5])
  })

  it('keeps organisations apart: none writes into another, nor shares with it', async () => {
    const [mine = '', theirs = '', foreign = ''] = ids(3)
    const [one, two, three] = await Promise.allSettled([
      test.db.appendInOrganisation(here, async (tx) => [await putJob(tx, mine), await transactionOf(tx)]),
      test.db.appendInOrganisation(there, async (tx) => [await putJob(tx, theirs), await transactionOf(tx)]),
      test.db.appendInOrganisation(here, async (tx) => putJob(tx, foreign, there)),
    ])
    expect(one.status === 'fulfilled' && two.status === 'fulfilled' && one.value[1] !== two.value[1]).toBe(true)
    expect(three.status === 'rejected' && sqlState(three.reason)).toBe('42501')
    expect([await stored([mine, foreign]), await stored([theirs, foreign], there)]).toEqual([[mine], [theirs]])
  })

  it('refuses an organisation id that is not a UUID', async () => {
    const work = test.db.appendInOrganisation("x'; drop table job; --", async (tx) => transactionOf(tx))
    await expect(work).rejects.toThrow(TypeError)
  })
})
