import { describe, expect, it } from 'vitest'
import { ruleChanges } from './rule-changes.ts'

const before = { pointsNumerator: '1', spendUnit: '100', minimumSpend: '500', maximumPoints: '2000' }

describe('what a version of a rule changes', () => {
  it.each([
    [{ pointsNumerator: '2' }, ['rate']],
    [{ pointsNumerator: '2', spendUnit: '200' }, ['dates']],
    [{ minimumSpend: '0', maximumPoints: '4294967295' }, ['minimum', 'maximum']],
    [{}, ['dates']],
  ])('is named for %j', (change, named) => {
    expect(ruleChanges({ ...before, ...change }, before)).toEqual(named)
  })

  it('is nothing for the first one', () => {
    expect(ruleChanges(before, undefined)).toEqual([])
  })
})
