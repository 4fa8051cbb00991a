import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { against, alone, percentiles, type Measure, type Tally } from './measure.ts'
import { run, type Registry } from './run.ts'
import { isOn, Skipped, wholeNumber, type Task } from './task.ts'

let folderSeen = ''
const adding: Task<Measure> = {
  name: 'adding',
  summary: 'adds numbers',
  options: { terms: { help: 'how many', default: '3' }, twice: { help: 'do it again', default: 'no' } },
  run: async (context) => {
    folderSeen = context.folder
    expect(existsSync(folderSeen)).toBe(true)
    const terms = wholeNumber(context, 'terms') * (isOn(context, 'twice') ? 2 : 1)
    context.log('adding')
    return [against('sum', terms, 'things', 2), alone('time', 0.12356, 'ms')]
  },
}
const absent: Task<Measure> = {
  name: 'absent',
  summary: 'needs what is not there',
  options: {},
  run: async () => {
    throw new Skipped('there is no file; give one with --file')
  },
}
const breaking: Task<Tally> = {
  name: 'breaking',
  summary: 'breaks things',
  options: {},
  run: async () => [
    { name: 'cups', tried: 1000, failed: 0 },
    { name: 'plates', tried: 3, failed: 1 },
  ],
}
const registry: Registry = { benches: [adding, absent], campaigns: [breaking] }

const ask = async (...argv: string[]) => {
  let out = ''
  let err = ''
  const code = await run(registry, argv, { out: (text) => (out += text), err: (text) => (err += text) })
  return { code, out, err }
}

describe('benchmarks and campaigns', () => {
  it('are listed when none is named', async () => {
    const { code, out } = await ask('bench')
    expect(code).toBe(0)
    expect(out).toContain('adding  adds numbers')
    expect(out).toContain('--terms 3: how many')
    expect(out).toContain('--twice: do it again')
    expect(JSON.parse((await ask('campaign', '--json')).out)).toEqual([{ name: 'breaking', summary: 'breaks things' }])
  })

  it('print exactly an array with --json, whatever they tell meanwhile', async () => {
    const answer = await ask('bench', 'adding', '--json', '--terms', '7')
    expect(JSON.parse(answer.out)).toEqual([
      { name: 'sum', value: 7, unit: 'things', baseline: 2, ratio: 3.5 },
      { name: 'time', value: 0.1236, unit: 'ms', baseline: null, ratio: null },
    ])
    expect(answer).toMatchObject({ code: 0, err: 'adding\n' })
    expect(existsSync(folderSeen)).toBe(false)
    expect(JSON.parse((await ask('campaign', 'breaking', '--json')).out)).toEqual([
      { name: 'cups', tried: 1000, failed: 0 },
      { name: 'plates', tried: 3, failed: 1 },
    ])
  })

  it('print a table otherwise, and end with 1 when a campaign failed', async () => {
    expect((await ask('bench', 'adding', '--twice')).out).toContain('sum       6')
    expect((await ask('bench', 'adding')).out).toBe(
      ['      value    unit  baseline  ratio', 'sum       3  things         2    1.5', 'time  0.124      ms', ''].join(
        '\n',
      ),
    )
    expect(await ask('campaign', 'breaking')).toMatchObject({
      code: 1,
      out: ['        tried  failed', 'cups    1,000       0', 'plates      3       1', ''].join('\n'),
    })
  })

  it('refuse what they do not know', async () => {
    expect(await ask('bench', 'nothing')).toMatchObject({ code: 2, out: '' })
    expect(await ask('bench', 'adding', '--speed', '3')).toMatchObject({ code: 2, out: '' })
    await expect(ask('bench', 'adding', '--terms', 'many')).rejects.toThrow('--terms takes a whole number')
  })

  it('say what is missing and print no figures when they cannot run here', async () => {
    expect(await ask('bench', 'absent', '--json')).toEqual({
      code: 0,
      out: '[]\n',
      err: 'absent was skipped: there is no file; give one with --file\n',
    })
  })
})

describe('percentiles', () => {
  it('are nearest ranks', () => {
    expect(percentiles(Array.from({ length: 200 }, (_, i) => 200 - i))).toEqual({ p50: 100, p95: 190, p99: 198 })
    expect(percentiles([7])).toEqual({ p50: 7, p95: 7, p99: 7 })
  })
})
