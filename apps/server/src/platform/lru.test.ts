import { afterEach, describe, expect, it, vi } from 'vitest'
import { Lru } from './lru.ts'

describe('what was used lately', () => {
  afterEach(() => void vi.useRealTimers())

  it('stays while that which nobody asks for is forgotten', () => {
    const known = new Lru<number>(10, 60_000)
    known.set('kept', 1)
    known.set('left', 2)
    for (let at = 0; at < 40; at += 1) {
      known.set(`other ${at}`, at)
      expect(known.get('kept')).toBe(1)
    }
    expect(known.get('left')).toBeUndefined()
    expect(known.get('other 0')).toBeUndefined()
    expect(known.get('other 39')).toBe(39)
  })

  it('is the last that was set, and nothing once it was taken', () => {
    const known = new Lru<number>(4, 60_000)
    known.set('a', 1)
    known.set('b', 2)
    known.set('a', 3)
    expect(known.get('a')).toBe(3)
    expect(known.take('a')).toBe(3)
    expect(known.get('a')).toBeUndefined()
    expect(known.take('a')).toBeUndefined()
  })

  it('is forgotten at its age, however often it was asked for', () => {
    vi.useFakeTimers()
    const known = new Lru<number>(4, 1000)
    known.set('a', 1)
    vi.advanceTimersByTime(900)
    expect(known.get('a')).toBe(1)
    vi.advanceTimersByTime(200)
    expect(known.get('a')).toBeUndefined()
  })
})
