import { describe, expect, it } from 'vitest'
import { togetherAgain } from './refused-batch.ts'

describe('refused purchases', () => {
  it('go together in fewer and fewer, until one stands alone', () => {
    const sizes = [1, 2, 3, 4, 9].map((refusals) => togetherAgain({ refusal: 'Unknown', refusals }, 300))
    expect(sizes).toEqual([37, 4, 1, 1, 1])
  })

  it('stay together when the merchant is refused', () => {
    expect(togetherAgain({ refusal: 'NotEarning', refusals: 9 }, 300)).toBe(300)
  })
})
