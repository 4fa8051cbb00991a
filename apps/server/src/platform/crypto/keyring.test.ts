import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/index.ts'
import type { Database } from '../db/index.ts'
import { uuidv7 } from '../ids.ts'
import { blindKeys, destroySubjectKey, subjectKey, subjectKeys } from './index.ts'

let test: TestDatabase
let db: Database
let here: string
let there: string

beforeAll(async () => {
  test = await testDatabase()
  db = test.db
  const [first = '', second = ''] = test.organisations
  here = first
  there = second
})
afterAll(async () => test.close())

const place = { table: 'customer', column: 'profile', id: uuidv7() }
const encrypted = async (on: Database, subject: string, text: string, organisation = here): Promise<Buffer> =>
  on.inOrganisation(organisation, async (tx) => (await subjectKey(tx, subject)).encrypt(place, text))
const decrypted = async (on: Database, subject: string, sealed: Buffer, at = place, organisation = here) =>
  on.inOrganisation(organisation, async (tx) => (await subjectKey(tx, subject)).decrypt(at, sealed).toString())

describe('the key of a subject', () => {
  it('is made when first asked for and the same ever after, on every replica', async () => {
    const subject = uuidv7()
    const sealed = await encrypted(db, subject, '王小明')
    expect(await decrypted(db, subject, sealed)).toBe('王小明')
    expect(await decrypted(await test.another(), subject, sealed)).toBe('王小明')
  })

  it('opens nothing of another subject, row, column, table or organisation', async () => {
    const subject = uuidv7()
    const sealed = await encrypted(db, subject, 'x')
    const corrupt = { code: 'CORRUPT_CIPHERTEXT' }
    await expect(decrypted(db, uuidv7(), sealed)).rejects.toMatchObject(corrupt)
    await expect(decrypted(db, subject, sealed, { ...place, id: uuidv7() })).rejects.toMatchObject(corrupt)
    await expect(decrypted(db, subject, sealed, { ...place, column: 'note' })).rejects.toMatchObject(corrupt)
    await expect(decrypted(db, subject, sealed, { ...place, table: 'order' })).rejects.toMatchObject(corrupt)
    await expect(decrypted(db, subject, sealed, place, there)).rejects.toMatchObject(corrupt)
  })

  it('is not remembered when the transaction that made it was rolled back', async () => {
    const subject = uuidv7()
    let lost: Buffer | undefined
    await db
      .inOrganisation(here, async (tx) => {
        lost = (await subjectKey(tx, subject)).encrypt(place, 'lost')
        throw new Error('no')
      })
      .catch(() => undefined)
    const sealed = await encrypted(db, subject, 'kept')
    expect(await decrypted(await test.another(), subject, sealed)).toBe('kept')
    await expect(decrypted(db, subject, lost as Buffer)).rejects.toMatchObject({ code: 'CORRUPT_CIPHERTEXT' })
  })

  it('is made once when two transactions want it at the same time', async () => {
    const subject = uuidv7()
    const other = await test.another()
    const [a, b] = await Promise.all([encrypted(db, subject, 'a'), encrypted(other, subject, 'b')])
    expect([await decrypted(other, subject, a), await decrypted(db, subject, b)]).toEqual(['a', 'b'])
  })

  it('comes for many subjects in a bunch, made or found', async () => {
    const known = uuidv7()
    await encrypted(db, known, 'x')
    const ids = [...Array.from({ length: 100 }, () => uuidv7()), known, known]
    const keys = await db.inOrganisation(here, async (tx) => subjectKeys(tx, ids))
    expect([...keys.keys()].toSorted()).toEqual([...new Set(ids)].toSorted())
    for (const [id, key] of keys) expect(key.subjectId).toBe(id)
  })

  it('lets nobody read or write any more once it is destroyed, and never comes back', async () => {
    const subject = uuidv7()
    const other = await test.another()
    const sealed = await encrypted(db, subject, 'secret')
    const held = await db.inOrganisation(here, async (tx) => subjectKey(tx, subject))
    await db.inOrganisation(here, async (tx) => destroySubjectKey(tx, subject))
    const erased = { code: 'SUBJECT_ERASED', status: 410 }
    await expect(decrypted(db, subject, sealed)).rejects.toMatchObject(erased)
    await expect(decrypted(other, subject, sealed)).rejects.toMatchObject(erased)
    expect(() => held.encrypt(place, 'late')).toThrow(expect.objectContaining(erased))
    const { rows } = await db.owner.query('select wrapped from subject_key where subject_id = $1', [subject])
    expect(rows).toEqual([{ wrapped: null }])
  })

  it('is still there when its destruction was rolled back', async () => {
    const subject = uuidv7()
    const sealed = await encrypted(db, subject, 'still here')
    await db
      .inOrganisation(here, async (tx) => {
        await destroySubjectKey(tx, subject)
        throw new Error('no')
      })
      .catch(() => undefined)
    expect(await decrypted(db, subject, sealed)).toBe('still here')
  })

  it('is stored wrapped only', async () => {
    const subject = uuidv7()
    await encrypted(db, subject, 'x')
    const { rows } = await db.owner.query<{ wrapped: Buffer }>(
      'select wrapped from subject_key where subject_id = $1',
      [subject],
    )
    expect(rows[0]?.wrapped.length).toBe(61)
  })
})

describe('blind keys', () => {
  it('give the same value for the same text, and another for each field and organisation', async () => {
    const of = async (organisation: string, on = db) => on.inOrganisation(organisation, async (tx) => blindKeys(tx))
    const [mine, again, theirs] = [await of(here), await of(here, await test.another()), await of(there)]
    const email = mine.exact('customer.email', 'wang@example.com')
    expect(email.length).toBe(16)
    expect(again.exact('customer.email', 'wang@example.com').equals(email)).toBe(true)
    expect(mine.exact('customer.phone', 'wang@example.com').equals(email)).toBe(false)
    expect(theirs.exact('customer.email', 'wang@example.com').equals(email)).toBe(false)
    expect(mine.token('customer.name', '王小')).toBe(again.token('customer.name', '王小'))
    expect(mine.token('customer.name', '王小')).not.toBe(theirs.token('customer.name', '王小'))
  })
})

describe('secrets of the installation', () => {
  it('are made once and found by every replica', async () => {
    const other = await test.another()
    const [first, second] = await Promise.all([
      db.keys.systemSecret(db.owner, 'test'),
      other.keys.systemSecret(other.owner, 'test'),
    ])
    expect(first.equals(second)).toBe(true)
    expect(first.equals(await db.keys.systemSecret(db.owner, 'other'))).toBe(false)
  })
})
