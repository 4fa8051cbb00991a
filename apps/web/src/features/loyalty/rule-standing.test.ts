import type { EarnRule } from '@candor/api'
import { describe, expect, it } from 'vitest'
import { standingOf, versionsByMerchant } from './rule-standing.ts'

const rule = (version: number, startsAt: string, endsAt: string | null = null): EarnRule =>
  ({ merchantId: 'a', ledgerMember: 1, version, startsAt, endsAt }) as EarnRule
const now = Date.parse('2026-06-01T00:00:00Z')
const versions = [rule(1, '2020-01-01T00:00:00Z'), rule(2, '2026-01-01T00:00:00Z'), rule(3, '2026-07-01T00:00:00Z')]

describe('the versions of a rule', () => {
  it('have one in force, those before it replaced, those after it coming', () => {
    expect(versions.map((version) => standingOf(version, versions, now))).toEqual(['past', 'current', 'coming'])
  })
  it('end by their own terms without the one before coming back', () => {
    const ended = [rule(1, '2020-01-01T00:00:00Z'), rule(2, '2026-01-01T00:00:00Z', '2026-05-01T00:00:00Z')]
    expect(ended.map((version) => standingOf(version, ended, now))).toEqual(['past', 'ended'])
  })
  it('stand under their shop, newest first', () => {
    const other = { ...rule(1, '2020-01-01T00:00:00Z'), merchantId: 'b', ledgerMember: 2 }
    const groups = versionsByMerchant([other, ...versions])
    expect(groups.map((group) => [group.merchantId, group.versions.map((one) => one.version)])).toEqual([
      ['a', [3, 2, 1]],
      ['b', [1]],
    ])
  })
})
