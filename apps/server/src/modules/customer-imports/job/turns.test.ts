import { describe, expect, it } from 'vitest'
import { inTurns } from './turns.ts'

describe('rows in turns', () => {
  it('have nobody twice in a turn, and keep their order', () => {
    const rows = ['a1', 'b1', 'a2', 'c1', 'a3', 'b2']
    expect(inTurns(rows, (row) => row[0]!)).toEqual([['a1', 'b1', 'c1'], ['a2', 'b2'], ['a3']])
  })
  it('are none where there are none', () => expect(inTurns([], String)).toEqual([]))
})
