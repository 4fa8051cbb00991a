import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { killedChild, type KilledChild } from '../testing/killed-child.ts'
import { receiver, type Receiver } from './webhooks-testing.ts'

let child: KilledChild
let there: Receiver
beforeAll(async () => {
  there = await receiver()
  child = await killedChild(new URL('webhooks-crash-child.ts', import.meta.url))
})
afterAll(async () => {
  await child.remove()
  there.close()
})

describe('webhooks under kill -9', () => {
  it('all arrive at slow, failing and dying receivers, and what comes twice comes under the same id', async () => {
    const taken = new Map<string, string[]>()
    const take = (path: string, id: string): void => void taken.set(path, [...(taken.get(path) ?? []), id])
    let count = 0
    there.react('/slow', ({ id }) => {
      take('/slow', id)
      return { status: 204, after: 10 }
    })
    there.react('/failing', ({ id }) => {
      count += 1
      if (count % 5 === 0) return { status: 500 }
      if (count % 7 === 0) return 'die'
      take('/failing', id)
      return { status: 200 }
    })
    const addresses = [`${there.url}/slow`, `${there.url}/failing`]
    for (const killedAt of [40, 180]) {
      await child.runUntil(() => there.received.length >= killedAt, 'write', ...addresses)
    }
    const last = await child.runUntil(() => false, 'finish')
    const found = JSON.parse(last) as { entries: string[]; deliveries: number; delivered: number }
    expect(found.entries.length).toBeGreaterThanOrEqual(100)
    expect(found.deliveries).toBe(2 * found.entries.length)
    expect(found.delivered).toBe(found.deliveries)
    const expected = new Set(found.entries.map((id) => `msg_${id.replaceAll('-', '')}`))
    for (const path of ['/slow', '/failing']) expect(new Set(taken.get(path))).toEqual(expected)
  })
})
