import { describe, expect, it } from 'vitest'
import { evaluateGroups, evaluateLinks } from './evaluate.ts'
import { match } from './match.ts'
import { explain, perhapsPairs, samePairs } from './results.ts'
import { TableBuilder } from './table/table.ts'
import { generatePeople, peopleColumns, peopleTable } from './testing.ts'

describe('match within a table', () => {
  it('finds who is the same without an example or a setting', async () => {
    const { table, truth } = peopleTable({ records: 3000, repeated: 0.35, seed: 11 })
    const { decision, compared, possible } = await match(table)
    const { precision, recall, f1 } = evaluateGroups(decision.groups!, truth)
    expect(precision).toBeGreaterThan(0.98)
    expect(recall).toBeGreaterThan(0.95)
    expect(f1).toBeGreaterThan(0.97)
    expect(compared).toBeLessThan(possible / 10)
  })

  it('gives the same result every time', async () => {
    const { table } = peopleTable({ records: 800, repeated: 0.3, seed: 3 })
    const [first, second] = [await match(table), await match(table)]
    expect(Array.from(samePairs(second))).toEqual(Array.from(samePairs(first)))
    expect(Array.from(perhapsPairs(second))).toEqual(Array.from(perhapsPairs(first)))
  })

  it('finds next to nothing where nobody is twice', async () => {
    const { table } = peopleTable({ records: 1000, repeated: 0, seed: 4 })
    const result = await match(table)
    expect(Array.from(samePairs(result)).length).toBeLessThanOrEqual(4)
  })

  it('works on a handful of records', async () => {
    const builder = new TableBuilder(['name', 'email'])
    builder.add(['Ada Lovelace', 'ada@example.com'])
    builder.add(['Lovelace, Ada', 'ada@example.com'])
    builder.add(['Charles Babbage', 'charles@example.com'])
    builder.add(['Mary Somerville', 'mary@example.com'])
    const { groups } = (await match(builder.build())).decision
    expect(groups!.of(0)).toBe(groups!.of(1))
    expect(groups!.of(2)).not.toBe(groups!.of(3))
  })

  it('does not choke on a table of equal rows', async () => {
    const builder = new TableBuilder(['name', 'city'])
    for (let row = 0; row < 2000; row += 1)
      builder.add(row % 5 === 0 ? [`Ada ${row}`, 'Hull'] : ['Charles Babbage', 'London'])
    const result = await match(builder.build())
    expect(Array.from(samePairs(result)).length).toBeLessThan(200_000)
  })

  it('explains each score by column, and the parts add up to the whole', async () => {
    const { table } = peopleTable({ records: 800, repeated: 0.3, seed: 3 })
    const result = await match(table)
    for (const { first, second, weight } of Array.from(samePairs(result)).slice(0, 50)) {
      const evidence = explain(result, first, second)
      expect(evidence.reduce((sum, { bits }) => sum + bits, 0)).toBeCloseTo(weight, 2)
    }
  })

  it('can be stopped, and tells how far it is', async () => {
    const { table } = peopleTable({ records: 800, repeated: 0.3, seed: 3 })
    const controller = new AbortController()
    const told: string[] = []
    const onProgress = (stage: string): void => {
      told.push(stage)
      if (stage === 'learning') controller.abort()
    }
    await expect(match(table, { signal: controller.signal, onProgress })).rejects.toMatchObject({
      code: 'MATCH_STOPPED',
    })
    expect(told).toContain('preparing')
    expect(told).not.toContain('deciding')
  })

  it('refuses what cannot be compared, and says why', async () => {
    const empty = new TableBuilder(['name'])
    await expect(match(empty.build())).rejects.toMatchObject({ code: 'MATCH_TOO_FEW_RECORDS' })
    const same = new TableBuilder(['name', 'row'])
    for (let row = 0; row < 5; row += 1) same.add(['x', String(row)])
    await expect(match(same.build())).rejects.toMatchObject({ code: 'MATCH_NOTHING_TO_COMPARE' })
  })
})

describe('match between two tables', () => {
  const builder = new TableBuilder(peopleColumns)
  const truth: string[] = []
  const people = Array.from(generatePeople({ records: 1500, repeated: 0.4, seed: 21 }))
  const add = (isFirst: boolean): void => {
    const seen = new Set<number>()
    for (const { id, person, cells } of people) {
      const isOriginal = id.endsWith('-0')
      if (isOriginal !== isFirst || seen.has(person)) continue
      seen.add(person)
      builder.add(cells)
      truth.push(String(person))
    }
  }
  add(true)
  builder.beginSecond()
  add(false)
  const table = builder.build()

  it('links each record with its own', async () => {
    const { decision } = await match(table)
    const { links, pairs, groups } = decision
    expect(groups).toBeUndefined()
    const { precision, recall } = evaluateLinks(
      table,
      Array.from(links, (at) => [pairs.first[at]!, pairs.second[at]!] as const),
      truth,
    )
    expect(precision).toBeGreaterThan(0.98)
    expect(recall).toBeGreaterThan(0.95)
  })
})

describe('Chinese records', () => {
  it('are matched by their characters', async () => {
    const builder = new TableBuilder(['姓名', '手机', '地址'])
    const surnames = Array.from('王李张刘陈杨黄赵吴周')
    const given = Array.from('伟芳娜敏静丽强磊洋艳')
    for (let at = 0; at < 300; at += 1) {
      const name = `${surnames[at % 10]}${given[Math.floor(at / 10) % 10]}${given[(at * 7) % 10]}`
      builder.add([name, `138${String(10_000_000 + at * 7919)}`, `广东省深圳市南山区科技园路${at}号`])
    }
    builder.add(['王伟伟', '13810000000', '深圳市南山区科技园路0号'])
    const { groups } = (await match(builder.build())).decision
    expect(groups!.of(300)).toBe(groups!.of(0))
  })
})
