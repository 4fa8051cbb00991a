import { describe, expect, it } from 'vitest'
import { logMatcher } from './rpc-subscriptions.ts'

const [a, b] = [`0x${'aa'.repeat(20)}`, `0x${'bb'.repeat(20)}`]
const [t1, t2] = [`0x${'11'.repeat(32)}`, `0x${'22'.repeat(32)}`]
const log = (address: string, ...topics: string[]) => ({ address, topics, data: '0x' })

describe('the filter of a log subscription', () => {
  it.each([
    [undefined, true],
    [{}, true],
    [{ address: a }, true],
    [{ address: a.toUpperCase().replace('0X', '0x') }, true],
    [{ address: b }, false],
    [{ address: [b, a] }, true],
    [{ address: [] }, true],
    [{ topics: [] }, true],
    [{ topics: null }, true],
    [{ topics: [t1] }, true],
    [{ topics: [t2] }, false],
    [{ topics: [[t2, t1]] }, true],
    [{ topics: [null, t2] }, true],
    [{ topics: [[], t2] }, true],
    [{ topics: [null, t1] }, false],
    [{ topics: [null, null, null] }, false],
    [{ address: b, topics: [t1] }, false],
    [{ address: a, topics: [t1], fromBlock: 'latest' }, true],
  ])('%j lets a log through: %s', (filter, through) => {
    expect(logMatcher(filter)(log(a, t1, t2))).toBe(through)
  })

  it.each([[5], [[]], [{ address: '0x12' }], [{ address: [a, 7] }], [{ topics: 'x' }], [{ topics: [1, 2, 3, 4, 5] }]])(
    'refuses %j',
    (filter) => {
      expect(() => logMatcher(filter)).toThrow(/invalid params: filter/)
    },
  )
})
