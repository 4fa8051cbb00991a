import type { BulkSummary } from '@candor/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { killedChild, type KilledChild } from '../testing/killed-child.ts'

let child: KilledChild
beforeAll(async () => {
  child = await killedChild(new URL('customer-lists-crash-child.ts', import.meta.url))
})
afterAll(async () => child.remove())

/** Starts the server and kills it as soon as a phase has dealt with so many customers. @returns what it wrote last */
const runUntil = async (phase?: string, customers = 0): Promise<string> =>
  child.runUntil((line) => {
    const [word, done] = line.split(' ')
    return word === phase && Number(done) >= customers
  })

type Result = { bulk: BulkSummary; undone: BulkSummary; found: object }

describe('a change of many under kill -9', () => {
  it('deals with every customer once and is taken back whole', { timeout: 300_000 }, async () => {
    // Wherever it is when it is killed, even at its very end: what comes out has to be the same.
    for (const [phase, customers] of [
      ['tagging', 500],
      ['undoing', 500],
    ] as const)
      await runUntil(phase, customers)
    const { bulk, undone, found } = JSON.parse(await runUntil()) as Result
    const all = { state: 'completed', changed: 1500, unchanged: 0, skipped: 0 }
    expect(bulk).toMatchObject(all)
    expect(undone).toMatchObject({ ...all, undoes: bulk.id })
    expect(found).toEqual({
      bulks: 2,
      reported: 3000,
      different: 3000,
      entries: 3000,
      settled: 1500,
      marks: 0,
      counted: 0,
    })
  })
})
