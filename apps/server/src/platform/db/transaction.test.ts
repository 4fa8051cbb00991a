import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/index.ts'
import { uuidv7 } from '../ids.ts'
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

const putJob = async (tx: Tx, organisationId: string, id = uuidv7()): Promise<string> => {
  await tx.rows({
    text: `insert into job (organisation_id, id, kind, input, created_by) values ($1, $2, 'test', '{}', 'system')`,
    values: [organisationId, id],
  })
  return id
}
const allJobs = async (tx: Tx) => tx.rows<{ id: string }>({ text: 'select id from job' })
const stateOf = async (work: Promise<unknown>): Promise<string | undefined> => work.then(() => undefined, sqlState)

describe('a transaction of one organisation', () => {
  it('sees the rows of that organisation only, even without a condition', async () => {
    const mine = await test.db.inOrganisation(here, async (tx) => putJob(tx, here))
    const seenHere = await test.db.inOrganisation(here, allJobs)
    const seenThere = await test.db.inOrganisation(there, allJobs)
    expect(seenHere.map(({ id }) => id)).toContain(mine)
    expect(seenThere.map(({ id }) => id)).not.toContain(mine)
  })

  it('cannot write a row of another organisation', async () => {
    expect(await stateOf(test.db.inOrganisation(here, async (tx) => putJob(tx, there)))).toBe('42501')
  })

  it('cannot change or remove a row of another organisation', async () => {
    const theirs = await test.db.inOrganisation(there, async (tx) => putJob(tx, there))
    const touched = await test.db.inOrganisation(here, async (tx) =>
      tx.rows({ text: `update job set kind = 'stolen' where id = $1 returning id`, values: [theirs] }),
    )
    const removed = await test.db.inOrganisation(here, async (tx) =>
      tx.rows({ text: 'delete from job where id = $1 returning id', values: [theirs] }),
    )
    expect([...touched, ...removed]).toEqual([])
  })

  it('leaves nothing behind on its connection for the next user of it', async () => {
    await test.db.inOrganisation(here, allJobs)
    await expect(test.db.app.query('select * from job')).rejects.toThrow(/uuid|candor.organisation_id/)
  })

  it('refuses an organisation id that is not a UUID', async () => {
    await expect(test.db.inOrganisation(`${here}', true); drop table job; --`, allJobs)).rejects.toThrow(TypeError)
  })

  it('stores nothing when the work fails', async () => {
    const id = uuidv7()
    const work = test.db.inOrganisation(here, async (tx) => {
      await putJob(tx, here, id)
      throw new Error('changed my mind')
    })
    await expect(work).rejects.toThrow('changed my mind')
    const seen = await test.db.inOrganisation(here, allJobs)
    expect(seen.map((row) => row.id)).not.toContain(id)
  })

  it('does not report success when an error inside it was swallowed', async () => {
    const work = test.db.inOrganisation(here, async (tx) => {
      await putJob(tx, here)
      await tx.rows({ text: 'select 1 / 0' }).catch(() => undefined)
    })
    await expect(work).rejects.toThrow('swallowed')
  })

  it('answers statements that were started together in their order', async () => {
    const answers = await test.db.inOrganisation(here, async (tx) =>
      Promise.all(
        Array.from({ length: 50 }, async (_, index) =>
          tx.one<{ n: number }>({ name: 'test-echo', text: 'select $1::int as n', values: [index] }),
        ),
      ),
    )
    expect(answers.map(({ n }) => n)).toEqual(Array.from({ length: 50 }, (_, index) => index))
  })

  it('cannot be used after its end', async () => {
    const late = await test.db.inOrganisation(here, async (tx) => async () => tx.rows({ text: 'select 1' }))
    await expect(late()).rejects.toThrow('is over')
  })

  it('says NOT_FOUND where one row was asked for and there is none', async () => {
    const work = test.db.inOrganisation(here, async (tx) => tx.one({ text: 'select 1 where false' }))
    await expect(work).rejects.toMatchObject({ code: 'NOT_FOUND', status: 404 })
  })

  it('reads whole numbers as numbers and refuses those that would lose digits', async () => {
    const value = async (sql: string) =>
      test.db.inOrganisation(here, async (tx) => tx.one<{ v: unknown }>({ text: sql }))
    expect(await value('select 9007199254740991::int8 as v')).toEqual({ v: Number.MAX_SAFE_INTEGER })
    await expect(value('select 9007199254740993::int8 as v')).rejects.toThrow(RangeError)
    expect(await value(`select date '2026-02-28' as v`)).toEqual({ v: '2026-02-28' })
    expect(await value('select 12345678901234567890::numeric as v')).toEqual({ v: '12345678901234567890' })
  })
})

describe('notices after the commit', () => {
  it('are given when the transaction is durable, and not when it is rolled back', async () => {
    const heard: string[] = []
    await test.db.inOrganisation(here, async (tx) => tx.afterCommit(() => heard.push('committed')))
    await test.db
      .inOrganisation(here, async (tx) => {
        tx.afterCommit(() => heard.push('rolled back'))
        throw new Error('no')
      })
      .catch(() => undefined)
    expect(heard).toEqual(['committed'])
  })
})

describe('transactions in each other’s way', () => {
  it('are run again after a deadlock until both are done', async () => {
    const [a, b] = await test.db.inOrganisation(here, async (tx) => [await putJob(tx, here), await putJob(tx, here)])
    const touch = async (tx: Tx, id: string | undefined) =>
      tx.rows({
        text: 'update job set attempts = attempts + 1 where organisation_id = $1 and id = $2',
        values: [here, id],
      })
    let waiting = 2
    const both = Promise.withResolvers<void>()
    const inOrder = async (first: string | undefined, second: string | undefined) =>
      test.db.inOrganisation(here, async (tx) => {
        await touch(tx, first)
        waiting -= 1
        if (waiting === 0) both.resolve()
        await both.promise
        await touch(tx, second)
      })
    await Promise.all([inOrder(a, b), inOrder(b, a)])
    const rows = await test.db.inOrganisation(here, async (tx) =>
      tx.rows<{ attempts: number }>({ text: 'select attempts from job where id = any($1)', values: [[a, b]] }),
    )
    expect(rows.map(({ attempts }) => attempts)).toEqual([2, 2])
  })
})
