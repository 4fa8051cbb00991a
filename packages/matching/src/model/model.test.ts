import { describe, expect, it } from 'vitest'
import { columnFrom } from '../column/column.ts'
import { levelCount, levels } from '../compare/level.ts'
import { randomFrom } from '../random.ts'
import { TableBuilder } from '../table/table.ts'
import { learn } from './learn.ts'
import { modelOf } from './model.ts'
import { Patterns } from './patterns.ts'
import type { View } from './views.ts'

/** Three columns that agree with these probabilities among the same, and by chance. */
const same = [0.9, 0.8, 0.95]
const chance = [0.01, 0.05, 0.2]

const chanceLevels = (): Float64Array => {
  const u = new Float64Array(3 * levelCount).fill(1e-4)
  chance.forEach((share, column) => {
    u[column * levelCount + levels.same] = share
    u[column * levelCount + levels.different] = 1 - share - 5e-4
  })
  return u
}

/** A view of 20,000 pairs, some of them of the same, all of which agree on the column it was chosen by. */
const viewBy = (column: number, matches: number, patterns: Patterns, random: () => number): View => {
  const counts = new Map<number, number>()
  for (let pair = 0; pair < 20_000; pair += 1) {
    const shares = random() < matches ? same : chance
    const outcome = Uint8Array.from(shares, (share, at) =>
      at === column || random() < share ? levels.same : levels.different,
    )
    const place = patterns.place(outcome)
    counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  return { chosenBy: Uint8Array.from([0, 1, 2], (at) => (at === column ? 1 : 0)), counts }
}

/** Columns of names; only their number and how much they tell matter. */
const columns = (count: number) => {
  const builder = new TableBuilder(Array.from({ length: count }, (_, at) => `name ${at}`))
  for (const name of ['ada', 'bob', 'cy', 'dan']) builder.add(Array.from({ length: count }, () => name))
  return builder.build().columns.map((raw) => columnFrom(raw, { type: 'family-name' }, 'DMY'))
}

describe('learn', () => {
  it('finds out without examples how often the same agree', () => {
    const patterns = new Patterns(3)
    const random = randomFrom(7)
    const views = [
      viewBy(0, 0.6, patterns, random),
      viewBy(1, 0.3, patterns, random),
      viewBy(2, 0.05, patterns, random),
    ]
    const { m, matches } = learn({ patterns, views }, columns(3), chanceLevels())
    same.forEach((share, column) => expect(m[column * levelCount + levels.same]).toBeCloseTo(share, 1))
    expect(matches / (20_000 * 0.95)).toBeCloseTo(1, 1)
  })

  it('keeps to what is assumed when there is nothing to learn from', () => {
    const { m } = learn({ patterns: new Patterns(1), views: [] }, columns(1), new Float64Array(levelCount).fill(0.1))
    expect(m[levels.same]).toBeGreaterThan(0.5)
    expect(m.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6)
  })
})

describe('a model', () => {
  const column = (() => {
    const builder = new TableBuilder(['surname'])
    for (const name of ['Smith', 'Smith', 'Smith', 'Smith', 'Smith', 'Smith', 'Quux', 'Quux', 'Jones', 'Blake'])
      builder.add([name])
    return columnFrom(builder.build().columns[0]!, { type: 'family-name' }, 'DMY')
  })()
  const levelsOf = (values: Partial<Record<keyof typeof levels, number>>): Float64Array => {
    const filled = new Float64Array(levelCount).fill(0.01)
    for (const [name, value] of Object.entries(values)) filled[levels[name as keyof typeof levels]] = value
    return filled
  }

  it('weighs what is rare more than what is common', () => {
    const frequency = [Float32Array.from(column.counts, (count) => Math.max(count - 1, 0.5) / 10)]
    const m = levelsOf({ same: 0.9, nearlySame: 0.02, different: 0.05 })
    const { rarity } = modelOf([column], m, { u: levelsOf({ same: 0.3, nearlySame: 0.2, different: 0.4 }), frequency })
    const of = (form: string): number => rarity[0]![column.forms.indexOf(form)]!
    expect(of('quux')).toBeGreaterThan(1)
    expect(of('smith')).toBeLessThan(0)
    expect(of('quux')).toBeGreaterThan(of('smith'))
  })

  it('never weighs greater likeness less', () => {
    const m = levelsOf({ same: 0.5, nearlySame: 0.3, verySimilar: 0.01, similar: 0.1, different: 0.05 })
    const u = levelsOf({ same: 0.1, nearlySame: 0.01, verySimilar: 0.05, similar: 0.02, different: 0.8 })
    const { weights } = modelOf([column], m, { u, frequency: [new Float32Array(column.forms.length).fill(0.1)] })
    for (let level = levels.slightlySimilar; level <= levels.same; level += 1) {
      expect(weights[level]).toBeGreaterThanOrEqual(weights[level - 1]!)
    }
  })
})
