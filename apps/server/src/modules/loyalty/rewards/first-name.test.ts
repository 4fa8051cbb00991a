import { describe, expect, it } from 'vitest'
import { firstNameOf } from './first-name.ts'

describe('the name by which the till greets somebody', () => {
  it.each([
    ['Ada Lovelace', 'Ada'],
    ['Dr. Grace Hopper', 'Grace'],
    ['Mr', 'Mr'],
    ['王小明', '小明'],
    ['李 雷', '雷'],
    ['欧阳娜娜', '娜娜'],
    ['王', '王'],
    ['', ''],
  ])('of %j is %j', (name, expected) => {
    expect(firstNameOf(name)).toBe(expected)
  })
})
