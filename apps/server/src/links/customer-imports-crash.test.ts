import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { killedChild, type KilledChild } from '../testing/killed-child.ts'
import { changed, made } from './customer-imports-crash-file.ts'

let child: KilledChild
beforeAll(async () => {
  child = await killedChild(new URL('customer-imports-crash-child.ts', import.meta.url))
})
afterAll(async () => child.remove())

const far =
  (phase: string, rows: number) =>
  (line: string): boolean => {
    const [name, done] = line.split(' ')
    return (
      !line.startsWith('{') && (name === phase ? Number(done) >= rows : phase === 'writing' && name === 'verifying')
    )
  }

describe('an import of customers under kill -9', () => {
  it('comes to the same as one that was left alone, with no row dealt with twice', { timeout: 600_000 }, async () => {
    const places = [far('reading', 0), far('writing', 500), far('writing', made + 250)]
    for (const place of places) expect(await child.runUntil(place)).not.toMatch(/^\{/)
    const { found, ...run } = JSON.parse(await child.runUntil(() => false)) as { found: object }
    expect(run).toMatchObject({
      state: 'completed',
      rowsTotal: made + changed,
      outcomes: { created: made, updated: changed, unchanged: 0, skipped: 0, failed: 0, rowsDone: made + changed },
    })
    expect(found).toEqual({
      customers: made,
      versions: made + changed,
      figures: made,
      counted: made,
      keys: made,
      created: made,
      updated: changed,
      completed: 1,
      rows: made + changed,
      matches: true,
    })
  })
})
