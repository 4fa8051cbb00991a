import { describe, expect, it } from 'vitest'
import { earnItemLength, packEarnItems, unpackEarnItems, unpackEarnResults, type EarnItem } from './earn-batch.ts'

const item: EarnItem = { holder: 1, purchase: 2, amount: 3n, time: 4 }
const largest: EarnItem = { holder: 2 ** 32 - 1, purchase: 2 ** 32 - 1, amount: 2n ** 48n - 1n, time: 2 ** 40 - 1 }

describe('purchases packed for the points contract', () => {
  it('stand as holder, purchase, amount and time, big-endian', () => {
    expect(Buffer.from(packEarnItems([item])).toString('hex')).toBe('00000001000000020000000000030000000004')
  })

  it('come back as they went in, the largest numbers included', () => {
    const items = [item, largest, { ...item, amount: 123_456_789_012n, time: 1_291_191_960 }]
    const packed = packEarnItems(items)
    expect(packed).toHaveLength(items.length * earnItemLength)
    expect(unpackEarnItems(packed)).toEqual(items)
  })

  it('come back from the middle of a larger buffer', () => {
    const around = new Uint8Array(earnItemLength + 10)
    around.set(packEarnItems([item]), 5)
    expect(unpackEarnItems(around.subarray(5, 5 + earnItemLength))).toEqual([item])
  })

  it.each([
    ['holder', { ...item, holder: 2 ** 32 }],
    ['amount', { ...item, amount: 2n ** 48n }],
    ['amount', { ...item, amount: -1n }],
    ['time', { ...item, time: 2 ** 40 }],
  ])('refuse a number that does not fit: %s', (name, wrong) => {
    expect(() => packEarnItems([wrong])).toThrow(new RegExp(`^${name} `))
  })

  it('refuse bytes that end in the middle of a purchase', () => {
    expect(() => unpackEarnItems(new Uint8Array(earnItemLength + 1))).toThrow(RangeError)
  })
})

describe('results of a batch', () => {
  it('are points and rule version, six bytes each', () => {
    const bytes = Uint8Array.from(Buffer.from('000000170001ffffffff0002', 'hex'))
    expect(unpackEarnResults(bytes)).toEqual([
      { points: 23n, version: 1 },
      { points: 4_294_967_295n, version: 2 },
    ])
  })
  it('are refused when cut short', () => {
    expect(() => unpackEarnResults(new Uint8Array(7))).toThrow(RangeError)
  })
})
