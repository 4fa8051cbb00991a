import { describe, expect, it } from 'vitest'
import { Lane, type Turn } from './lane.ts'

/** A batch whose end the test decides. */
const batch = (log: string[], name: string, kind: 'makes' | 'changes') => {
  const { promise, resolve, reject } = Promise.withResolvers<boolean>()
  const store = async (turn: Turn): Promise<boolean> => {
    log.push(`${name} begins`)
    if (kind === 'makes') turn.share()
    else log.push(`${name} waited: ${await turn.alone()}`)
    const goesOn = await promise
    log.push(`${name} ends`)
    return goesOn
  }
  return { store, end: (goesOn = true) => resolve(goesOn), fail: () => reject(new Error(name)) }
}

/** Lets everything go on that can. */
const settled = async (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))
const keys = (...names: string[]): ReadonlySet<string> => new Set(names)

describe('batches are stored', () => {
  it('side by side where they only make customers whom the other does not speak of', async () => {
    const [lane, log] = [new Lane(2), [] as string[]]
    const [a, b] = [batch(log, 'a', 'makes'), batch(log, 'b', 'makes')]
    await lane.enter(keys('1'), a.store)
    await lane.enter(keys('2'), b.store)
    await settled()
    expect(log).toEqual(['a begins', 'b begins'])
    b.end()
    a.end()
    expect(await lane.empty()).toBe(true)
  })

  it('one after the other where they speak of the same one', async () => {
    const [lane, log] = [new Lane(2), [] as string[]]
    const [a, b] = [batch(log, 'a', 'makes'), batch(log, 'b', 'makes')]
    await lane.enter(keys('1'), a.store)
    await lane.enter(keys('1', '2'), b.store)
    await settled()
    a.end()
    b.end()
    await lane.empty()
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })

  it('after all before them where they change customers, and before all behind them', async () => {
    const [lane, log] = [new Lane(3), [] as string[]]
    const [a, b, c] = [batch(log, 'a', 'makes'), batch(log, 'b', 'changes'), batch(log, 'c', 'makes')]
    await lane.enter(keys('1'), a.store)
    await lane.enter(keys('2'), b.store)
    await lane.enter(keys('3'), c.store)
    await settled()
    expect(log).toEqual(['a begins', 'b begins'])
    for (const each of [a, b, c]) each.end()
    await lane.empty()
    expect(log).toEqual(['a begins', 'b begins', 'a ends', 'b waited: true', 'b ends', 'c begins', 'c ends'])
  })

  it('no more of them than there is room for, and none after one that was told to stop', async () => {
    const [lane, log] = [new Lane(1), [] as string[]]
    const [a, b] = [batch(log, 'a', 'makes'), batch(log, 'b', 'makes')]
    await lane.enter(keys('1'), a.store)
    a.end(false)
    expect(await lane.enter(keys('2'), b.store)).toBe(false)
    expect(log).toEqual(['a begins', 'a ends'])
  })

  it('to their end also where one of them fails, which is then told', async () => {
    const [lane, log] = [new Lane(2), [] as string[]]
    const [a, b] = [batch(log, 'a', 'makes'), batch(log, 'b', 'makes')]
    await lane.enter(keys('1'), a.store)
    await lane.enter(keys('2'), b.store)
    a.fail()
    b.end()
    await expect(lane.empty()).rejects.toThrow('a')
    expect(log).toContain('b ends')
  })
})
