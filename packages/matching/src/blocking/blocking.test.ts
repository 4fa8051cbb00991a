import { describe, expect, it } from 'vitest'
import { columnFrom } from '../column/column.ts'
import { peopleTable } from '../testing.ts'
import { guessType } from '../table/guess.ts'
import { TableBuilder, type Table } from '../table/table.ts'
import { blocksOf } from './blocks.ts'
import { Candidates } from './candidates.ts'
import { joined, type Pass } from './pass.ts'
import { comparisonBudget, planBlocks } from './plan.ts'

const pass = (keys: number[], slots = 1): Pass => ({
  columns: [0],
  name: 'test',
  keys: Int32Array.from(keys),
  slots,
  distinct: Math.max(...keys) + 1,
})

const columnsOf = (table: Table) => table.columns.map((raw) => columnFrom(raw, guessType(raw), 'DMY'))

const pairsOf = (candidates: Candidates, records: number): string[] => {
  const pairs: string[] = []
  for (let record = 0; record < records; record += 1) {
    const count = candidates.behind(record)
    for (let at = 0; at < count; at += 1) pairs.push(`${record}-${candidates.found[at]}`)
  }
  return pairs
}

describe('candidates', () => {
  it('share a key, and come once however many keys they share', () => {
    const extent = { size: 5 }
    const blocks = [pass([1, 1, 2, 0, 0]), pass([1, 1, 1, 0, 2])].map((one) => blocksOf(one, extent, 10))
    expect(pairsOf(new Candidates(blocks, extent), 5).sort()).toEqual(['0-1', '0-2', '1-2'])
  })

  it('are of the other table when two are linked', () => {
    const extent = { size: 4, split: 2 }
    const blocks = [blocksOf(pass([1, 1, 1, 1]), extent, 10)]
    expect(pairsOf(new Candidates(blocks, extent), 2).sort()).toEqual(['0-2', '0-3', '1-2', '1-3'])
  })

  it('come from any of several keys of a record', () => {
    const extent = { size: 3 }
    const blocks = [blocksOf(pass([1, 2, 2, 3, 3, 0], 2), extent, 10)]
    expect(pairsOf(new Candidates(blocks, extent), 3).sort()).toEqual(['0-1', '1-2'])
  })

  it('around a record are the same as behind all records, with the passes that led to them', () => {
    const extent = { size: 4 }
    const blocks = [pass([1, 1, 2, 2]), pass([1, 2, 1, 2])].map((one) => blocksOf(one, extent, 10))
    const candidates = new Candidates(blocks, extent)
    const count = candidates.around(2)
    const found = Array.from(candidates.found.subarray(0, count), (other) => [other, candidates.passes[other]])
    expect(found.toSorted(([a = 0], [b = 0]) => a - b)).toEqual([
      [0, 2],
      [3, 1],
    ])
  })

  it('of too large a block are left to other keys', () => {
    const extent = { size: 4 }
    expect(blocksOf(pass([1, 1, 1, 2]), extent, 2).members).toHaveLength(0)
  })
})

describe('joined keys', () => {
  it('are equal when both are, and missing when one is', () => {
    const { keys } = joined(pass([1, 1, 2, 2, 0]), pass([1, 1, 1, 2, 2]))
    expect(keys[0]).toBe(keys[1])
    expect(new Set([keys[0], keys[2], keys[3]]).size).toBe(3)
    expect(keys[4]).toBe(0)
  })
})

describe('a plan', () => {
  const comparisons = (table: Table): number => {
    const blocks = planBlocks(columnsOf(table), table, comparisonBudget(table.size))
    return pairsOf(new Candidates(blocks, table), table.size).length
  }

  it('finds nearly all that is the same with few comparisons', () => {
    const { table, truth } = peopleTable({ records: 4000, repeated: 0.3, seed: 5 })
    const blocks = planBlocks(columnsOf(table), table, comparisonBudget(table.size))
    const found = new Set(pairsOf(new Candidates(blocks, table), table.size))
    const places = new Map<string, number[]>()
    truth.forEach((person, record) => places.set(person, [...(places.get(person) ?? []), record]))
    const same = [...places.values()].flatMap((records) =>
      records.flatMap((first, at) => records.slice(at + 1).map((second) => `${first}-${second}`)),
    )
    expect(same.filter((pair) => found.has(pair)).length / same.length).toBeGreaterThan(0.99)
    expect(found.size).toBeLessThanOrEqual(comparisonBudget(4000))
  })

  it('never compares all with all, though everybody has the same name', () => {
    const builder = new TableBuilder(['name', 'city'])
    for (let record = 0; record < 5000; record += 1) builder.add(['Wang Wei', record % 7 === 0 ? 'Hull' : 'Leeds'])
    expect(comparisons(builder.build())).toBeLessThanOrEqual(comparisonBudget(5000))
  })

  it('never compares all with all, though one word is everywhere', () => {
    const builder = new TableBuilder(['organisation'])
    for (let record = 0; record < 5000; record += 1) builder.add([`Public School ${record}`])
    expect(comparisons(builder.build())).toBeLessThanOrEqual(comparisonBudget(5000))
  })
})
