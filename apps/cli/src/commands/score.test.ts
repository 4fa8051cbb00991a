import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateLeads, leadColumns } from '@candor/scoring/testing'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Report } from '../score/report.ts'
import { commandInFolder } from '../testing.ts'
import { score } from './score.ts'

describe('candor score', () => {
  const { folder, write, ask, report } = commandInFolder<Report>(score)
  const leads = generateLeads(500, 11)

  beforeAll(() => {
    write('leads.csv', [leadColumns, ...leads].map((row) => row.join(';')).join('\n'))
  })

  it('warns by itself of columns known too late, and says what the model is worth without them', async () => {
    const found = await report('leads.csv', '--target', 'won', '--folds', '3')
    expect(found.warned.toSorted()).toEqual(['call_minutes', 'closed_on'])
    expect(found.target).toMatchObject({ column: 'won', positive: 'yes' })
    expect(found.withAllColumns.auc).toBeGreaterThan(0.98)
    expect(found.withoutWarned!.auc).toBeLessThan(0.85)
    expect(found.withoutWarned!.auc).toBeGreaterThan(0.62)
    expect(found.importance.map(({ column }) => column)).not.toContain('closed_on')
    expect(found.deciles).toHaveLength(10)
    expect(found.highest[0]!.reasons.length).toBeGreaterThan(0)
  })

  it('warns of nothing when they are left out', async () => {
    const found = await report(
      '--file',
      'leads.csv',
      '--target',
      'Won',
      '--folds',
      '2',
      '--without',
      'call minutes',
      '--without',
      'closed_on',
    )
    expect(found).toMatchObject({ warned: [], withoutWarned: null, leftOut: ['call_minutes', 'closed_on'] })
  })

  it('tells people the same as programs, and writes every score', async () => {
    const { out, err } = await ask('leads.csv', '--target', 'won', '--folds', '2', '--out', 'scores.csv')
    expect(out).toMatch(/WARNING: these columns are probably known only after/)
    expect(out).toMatch(/closed_on \(AUC [01]\.\d{3}\): whether it is filled is nearly the outcome/)
    expect(out).toMatch(/without those warned of +AUC 0\.\d{4}/)
    expect(err).toContain('learning')
    const lines = readFileSync(join(folder, 'scores.csv'), 'utf8').trimEnd().split('\r\n')
    expect(lines).toHaveLength(501)
    expect(lines[1]).toMatch(/^1,[01],0\.\d{6},"?\w+ [+−]\d/)
  })

  it.each<[string[], number, string]>([
    [[], 2, 'No file is given'],
    [['absent.csv', '--target', 'won'], 2, 'There is no file absent.csv'],
    [['leads.csv'], 2, 'Its columns are: number, source,'],
    [['leads.csv', '--target', 'result'], 2, 'has no column "result", which --target names'],
    [['leads.csv', '--target', 'won', '--without', 'nothing'], 2, 'which --without names'],
    [['leads.csv', '--target', 'country'], 1, 'must say of each row whether it converted'],
    [['leads.csv', '--target', 'won', '--positive', 'maybe'], 1, 'these values: "no"'],
    [['leads.csv', '--target', 'won', '--folds', 'x'], 2, '--folds takes a whole number'],
  ])('refuses %j with code %d', async (argv, code, problem) => {
    const answer = await ask(...argv)
    expect(answer).toMatchObject({ code, out: '' })
    expect(answer.err).toContain(problem)
  })

  it('refuses a table that tells nothing', async () => {
    write('bare.csv', ['id,won', ...Array.from({ length: 60 }, (_, at) => `same,${at % 3 === 0 ? 1 : 0}`)].join('\n'))
    const { code, err } = await ask('bare.csv', '--target', 'won')
    expect(code).toBe(1)
    expect(err).toContain('None of the 1 columns')
  })
})
