import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportRun } from '../modules/imports/index.ts'
import { killedChild, type KilledChild } from '../testing/killed-child.ts'
import { expectedOf, manyRows } from './imports-testing.ts'

let child: KilledChild
beforeAll(async () => {
  child = await killedChild(new URL('imports-crash-child.ts', import.meta.url))
})
afterAll(async () => child.remove())

type Progress = { readonly phase: string; readonly rowsRead: number; readonly documentsDone: number }

/** Starts the server and kills it as soon as its import is so far. @returns what it wrote last */
const runUntil = async (enough: (progress: Progress) => boolean): Promise<string> =>
  child.runUntil((line) => {
    const [phase = '', rowsRead, documentsDone] = line.split(' ')
    return !line.startsWith('{') && enough({ phase, rowsRead: Number(rowsRead), documentsDone: Number(documentsDone) })
  })

describe('an import under kill -9', () => {
  it('comes to the same totals as one that was left alone, with nothing doubled', { timeout: 600_000 }, async () => {
    const places: ((progress: Progress) => boolean)[] = [
      ({ rowsRead }) => rowsRead >= 5000,
      ({ documentsDone }) => documentsDone >= 250,
      ({ documentsDone }) => documentsDone >= 1500,
    ]
    for (const place of places) expect(await runUntil(place)).not.toMatch(/^\{/)
    const { found, ...run } = JSON.parse(await runUntil(() => false)) as ImportRun & { found: object }
    const expected = expectedOf(manyRows(3000, 4))
    expect(run).toMatchObject({ state: 'completed', ...expected })
    expect(found).toMatchObject({
      orders: expected.ordersCreated,
      entries: expected.ordersCreated,
      lines: expected.rowsAccepted,
      customers: expected.customersCreated,
      created: expected.customersCreated,
      completed: 1,
      rows: expected.rowsTotal,
      total: expected.acceptedTotal,
      spent: expected.acceptedTotal,
      sold: expected.acceptedTotal,
    })
    expect((found as { numbered: number }).numbered).toBe((found as { purchases: number }).purchases)
  })
})
