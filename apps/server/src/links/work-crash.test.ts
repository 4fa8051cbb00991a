import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { killedChild, type KilledChild } from '../testing/killed-child.ts'

let child: KilledChild
beforeAll(async () => {
  child = await killedChild(new URL('work-crash-child.ts', import.meta.url))
})
afterAll(async () => child.remove())

describe('notifications under kill -9', () => {
  it('tell of everything that was committed, each once, in the app and by mail', async () => {
    const acknowledged = Number(await child.runUntil((line) => Number(line) >= 40, 'give'))
    const { tasks, ...found } = JSON.parse(await child.runUntil(() => false, 'finish')) as Record<string, number>
    expect(tasks).toBeGreaterThanOrEqual(acknowledged)
    expect(found).toEqual({ notifications: tasks, mails: tasks, sent: tasks, entries: tasks })
  })
})
