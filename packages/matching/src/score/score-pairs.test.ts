import { describe, expect, it } from 'vitest'
import { assumedScoring, completedScoring, learntScoring, match, scorePairs } from '../index.ts'
import { peopleColumns, peopleTable } from '../testing.ts'

const columns = [
  { name: 'name', type: 'name' },
  { name: 'email', type: 'email' },
  { name: 'phone', type: 'phone' },
  { name: 'city', type: 'label' },
] as const
const mary = ['Mary Ann Tester', 'mary.tester@example.com', '+44 7700 900123', 'Leeds']

describe('scoring one record against a few', () => {
  const model = assumedScoring(columns, 10_000)

  it('puts the same person above others, whatever the spelling', () => {
    const scores = scorePairs(model, mary, [
      ['Tester, Mary Ann', 'Mary.Tester@Example.com', '07700 900123', 'Leeds'],
      ['Mary Ann Testar', null, '+447700900123', ''],
      ['Mary Miller', 'm.miller@example.org', '+44 7700 900999', 'Leeds'],
      ['Bob Stone', 'bob@example.net', '', 'York'],
    ])
    const [same, slipped, other, stranger] = scores.map(({ probability }) => probability)
    expect(same).toBeGreaterThan(0.99)
    expect(slipped).toBeGreaterThan(0.5)
    expect(other).toBeLessThan(0.05)
    expect(stranger).toBeLessThan(0.001)
  })

  it('says of each column that both have what it found, and nothing of what is missing', () => {
    const [score] = scorePairs(model, mary, [['Mary Ann Tester', '', '07700 900123', 'Bath']])
    expect(score!.evidence.map(({ column, level }) => [column, level])).toEqual([
      ['name', 'same'],
      ['phone', 'nearlySame'],
      ['city', 'different'],
    ])
    const [, phone, city] = score!.evidence
    expect(phone!.bits).toBeGreaterThan(0)
    expect(city!.bits).toBeLessThan(0)
    expect(score!.weight).toBeCloseTo(score!.evidence.reduce((sum, { bits }) => sum + bits, 0))
  })

  it('reads Chinese names', () => {
    const [same, other] = scorePairs(
      model,
      ['欧阳 娜娜', null, '13800138000', null],
      [
        ['欧阳娜娜', null, '+86 138 0013 8000', null],
        ['王小明', null, '13900139000', null],
      ],
    )
    expect(same!.probability).toBeGreaterThan(0.9)
    expect(other!.probability).toBeLessThan(0.001)
  })

  it('uses what a whole table taught, kept as JSON, and what is assumed where it taught nothing', async () => {
    const { table } = peopleTable({ records: 3000, repeated: 0.2, seed: 5 })
    const learnt = learntScoring(await match(table))
    const kept = JSON.parse(JSON.stringify(learnt)) as typeof learnt
    expect(kept).toEqual(learnt)
    const email = kept.columns.find(({ name }) => name === peopleColumns[7])!
    expect(email.weights[6]).toBeGreaterThan(5)
    const completed = completedScoring(kept, [{ name: 'email', type: 'email' }, columns[0]])
    expect(completed.columns.map(({ name }) => name)).toEqual(['email', 'name'])
    expect(completed.columns[0]).toEqual(email)
    expect(completed.priorBits).toBe(kept.priorBits)
  })
})
