import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { generateMessages } from '@candor/classifier/testing'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Report } from '../classify/report.ts'
import { commandInFolder } from '../testing.ts'
import { classify } from './classify.ts'

const columns = ['--text', 'message', '--label', 'topic']

describe('candor classify', () => {
  const { folder, write, ask, report } = commandInFolder<Report>(classify)
  const messages = generateMessages({ texts: 400, seed: 7 })
  const others = generateMessages({ texts: 100, seed: 8 })
  const tableOf = (examples: typeof messages, delimiter = ','): string =>
    [['message', 'topic'], ...examples.map(({ text, label }) => [text, label])]
      .map((cells) => cells.map((cell) => `"${cell}"`).join(delimiter))
      .join('\n')

  beforeAll(() => {
    write('train.csv', tableOf(messages))
    write('test.tsv.gz', gzipSync(tableOf(others, '\t')))
  })

  it('learns from one file and says how well it labels another', async () => {
    const found = await report('--train', 'train.csv', '--test', 'test.tsv.gz', ...columns)
    expect(found).toMatchObject({ method: 'test-file', folds: null, classes: 4, seed: 1 })
    expect(found.accuracy).toBeGreaterThan(0.97)
    expect(found.macroF1).toBeGreaterThan(0.97)
    expect(found.baselines.majority.accuracy).toBeLessThan(0.5)
    expect(found.test).toMatchObject({ rows: 100, texts: 100 })
    expect(found.routing.coverage).toBeGreaterThan(0.9)
    expect(found.trainSeconds).toBeGreaterThan(0)
  })

  it('cross-validates one file, whose columns may be written nearly so', async () => {
    const found = await report('train.csv', '--text', 'Message', '--label', 'TOPIC', '--folds', '3')
    expect(found).toMatchObject({ method: 'cross-validation', folds: 3, test: null })
    expect(found.accuracy).toBeGreaterThan(0.97)
    expect(found.labels.reduce((sum, { texts }) => sum + texts, 0)).toBe(400)
  })

  it('counts rows that it skips, by reason', async () => {
    write('odd.csv', `${tableOf(others)}\n"",refund\n"hello",""\n"你好","weather"\n`)
    const found = await report('--train', 'train.csv', '--test', 'odd.csv', ...columns)
    expect(found.test).toMatchObject({
      rows: 103,
      texts: 100,
      skipped: { emptyText: 1, emptyLabel: 1, unknownLabel: 1 },
    })
    expect(found.accuracyWithUnknownLabels).toBeCloseTo(found.right / 101, 6)
  })

  it('reads JSON, one record a line or deep inside', async () => {
    const records = messages.map(({ text, label }) => ({ message: text, topic: label }))
    write('lines.jsonl', records.map((record) => JSON.stringify(record)).join('\n'))
    write('deep.json', JSON.stringify({ data: { empty: [], examples: records } }))
    const lines = await report('lines.jsonl', ...columns, '--folds', '2')
    const deep = await report('deep.json', ...columns, '--folds', '2')
    expect(lines.accuracy).toBeGreaterThan(0.97)
    expect(deep.accuracy).toBe(lines.accuracy)
  })

  it('tells people the same as programs', async () => {
    const { out, err } = await ask('train.csv', ...columns, '--folds', '2')
    expect(out).toContain('train.csv (utf-8): 400 of 400 rows used')
    expect(out).toMatch(/accuracy {6}\d+\.\d\d %/)
    expect(out).toMatch(/routing {7}from a probability of/)
    expect(err).toMatch(/learning: \d+ %/)
  })

  it('writes what every row was given, whole or not at all', async () => {
    await report('--train', 'train.csv', '--test', 'odd.csv', ...columns, '--out', 'answers.csv')
    const [header, ...lines] = readFileSync(join(folder, 'answers.csv'), 'utf8').trimEnd().split('\r\n')
    expect(header).toBe('\ufeffrow,truth,predicted,probability,routed,skipped')
    expect(lines).toHaveLength(103)
    expect(lines[0]).toMatch(new RegExp(`^1,${others[0]!.label},${others[0]!.label},[01]\\.\\d{6},true,$`))
    expect(lines[102]).toBe('103,weather,,,,unknownLabel')
    expect((await ask('train.csv', ...columns, '--folds', '2', '--out', 'missing/a.csv')).code).toBe(3)
    expect(readdirSync(folder).filter((name) => name.includes('part'))).toEqual([])
  })

  it.each<[string[], number, string]>([
    [[], 2, 'No file to learn from'],
    [['absent.csv', ...columns], 2, 'There is no file absent.csv'],
    [['train.csv', '--label', 'topic'], 2, 'Its columns are: message, topic.'],
    [['train.csv', '--text', 'body', '--label', 'topic'], 2, 'has no column "body", which --text names'],
    [['train.csv', '--train', 'train.csv', ...columns], 2, 'are given to learn from'],
    [['train.csv', '--test', 'train.csv', '--folds', '3', ...columns], 2, 'exclude each other'],
    [['train.csv', ...columns, '--folds', '1'], 2, '--folds takes a whole number'],
    [['train.csv', ...columns, '--precision', '95'], 2, '--precision takes a share'],
    [['train.csv', ...columns, '--encoding', 'ebcdic'], 2, 'no encoding "ebcdic"'],
  ])('refuses %j with code %d', async (argv, code, problem) => {
    const answer = await ask(...argv)
    expect(answer).toMatchObject({ code, out: '' })
    expect(answer.err).toContain(problem)
  })

  it.each<[string, string | Uint8Array, string]>([
    ['empty.csv', '', 'no bytes'],
    ['header.csv', 'message,topic\n', 'after its header'],
    ['blank.csv', 'message,topic\n,a\nb,\n', 'no row with both a text and a label (2 rows looked at)'],
    ['one.csv', 'message,topic\na,x\nb,x\n', 'have the same label "x"'],
    ['picture.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]), 'image'],
  ])('refuses %s and says why', async (name, content, problem) => {
    write(name, content)
    const answer = await ask(name, ...columns)
    expect(answer.code).toBe(1)
    expect(answer.err).toContain(problem)
  })

  it('refuses a test file of other labels', async () => {
    write('other.csv', 'message,topic\nhello,weather\n')
    const { code, err } = await ask('--train', 'train.csv', '--test', 'other.csv', ...columns)
    expect(code).toBe(1)
    expect(err).toContain('No label of other.csv occurs in train.csv')
  })
})
