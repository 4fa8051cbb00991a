import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { killedChild, type KilledChild } from '../testing/killed-child.ts'

let child: KilledChild
beforeAll(async () => {
  child = await killedChild(new URL('points-crash-child.ts', import.meta.url))
})
afterAll(async () => child.remove())

describe('points under kill -9', () => {
  it('are given once for every purchase, neither lost nor doubled', { timeout: 300_000 }, async () => {
    // Killed before the first order, between two, and when all are placed but their points are still on their way.
    for (const placed of [0, 200, 600]) await child.runUntil((line) => Number(line) >= placed)
    const line = await child.runUntil(() => false, 'finish')
    const { expected, ...found } = JSON.parse(line) as Record<string, string>
    expect(found).toEqual({
      lines: '600',
      orders: '600',
      entries: '600',
      failed: '0',
      points: expected,
      sums: expected,
      issued: expected,
      outstanding: expected,
    })
  })
})
