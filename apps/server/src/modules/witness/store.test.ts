import type { SplitView, Witnessed } from '@candor/journal'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/index.ts'
import {
  convictedLogs,
  keptEvidence,
  postgresStore,
  retireWitness,
  witnessedCheckpoint,
  witnessedLogs,
} from './store.ts'

const answer = { status: 200, type: 'text/plain', body: '' }
const at = new Date('2026-01-31T08:00:00Z')
const sized = (size: number): Witnessed => ({ size, root: 'ab'.repeat(32), note: `note ${size}`, cosignedAt: at })
const found = (shown: string, proven: boolean): SplitView => ({
  origin: 'example.com/convicted',
  known: 'known',
  shown,
  proof: ['ab'],
  proven,
})

let database: TestDatabase
const told: SplitView[] = []
const store = () => postgresStore(database.db.owner, (evidence) => told.push(evidence))

beforeAll(async () => {
  database = await testDatabase(0)
})
afterAll(async () => database.close())

describe('a witness’s memory in Postgres', () => {
  it('gives back what was kept, to the next process as well', async () => {
    await store().change('example.com/log', (newest) => {
      expect(newest).toBeUndefined()
      return { keep: sized(3), answer }
    })
    const another = await database.another()
    await postgresStore(another.owner, () => undefined).change('example.com/log', (newest) => {
      expect(newest).toEqual(sized(3))
      return { answer }
    })
    expect(await witnessedLogs(database.db.owner)).toEqual([{ origin: 'example.com/log', size: 3, cosignedAt: at }])
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from('example.com/log'))).toString('hex')
    expect(await witnessedCheckpoint(database.db.owner, hash)).toBe('note 3')
  })

  it('lets one decide at a time, each on what the one before has kept', async () => {
    const seen: number[] = []
    await Promise.all(
      Array.from({ length: 20 }, async () =>
        store().change('example.com/busy', (newest) => {
          const size = (newest?.size ?? 0) + 1
          seen.push(size)
          return { keep: sized(size), answer }
        }),
      ),
    )
    expect(seen).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
  })

  it('keeps nothing of a decision that failed', async () => {
    const failing = store().change('example.com/log', () => {
      throw new Error('no decision')
    })
    await expect(failing).rejects.toThrow('no decision')
    await store().change('example.com/log', (newest) => {
      expect(newest?.size).toBe(3)
      return { answer }
    })
  })

  it('keeps every proof once, and of mere suspicions only some', async () => {
    for (let n = 0; n < 25; n += 1) {
      await store().change('example.com/convicted', () => ({ evidence: found(`${n}`, false), answer }))
      if (n < 3) {
        await store().change('example.com/convicted', () => ({ evidence: found(`${n}`, true), answer }))
        await store().change('example.com/convicted', () => ({ evidence: found(`${n}`, true), answer }))
      }
    }
    const kept = await keptEvidence(database.db.owner)
    expect(kept.filter(({ proven }) => proven)).toHaveLength(3)
    expect(kept.filter(({ proven }) => !proven)).toHaveLength(20)
    expect(kept[0]).toMatchObject({ ...found('2', true), foundAt: expect.any(Date) })
    expect(told).toHaveLength(23)
    expect(await convictedLogs(database.db.owner)).toBe(1)
  })

  it('begins anew under another key when it went back in time, with the evidence it has', async () => {
    const { db } = database
    const before = await db.keys.systemSecret(db.owner, 'witness')
    const client = await db.owner.connect()
    await retireWitness(client)
    client.release()
    expect(await db.keys.systemSecret(db.owner, 'witness')).not.toEqual(before)
    expect(await witnessedLogs(db.owner)).toEqual([])
    expect(await keptEvidence(db.owner)).toHaveLength(23)
  })
})
