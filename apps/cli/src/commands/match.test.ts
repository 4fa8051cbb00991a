import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { generatePeople, peopleColumns, type GeneratedPerson } from '@candor/matching/testing'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Report } from '../match/report.ts'
import { commandInFolder } from '../testing.ts'
import { match } from './match.ts'

describe('candor match', () => {
  const { folder, write, ask, report } = commandInFolder<Report>(match)
  const people = Array.from(generatePeople({ records: 700, repeated: 0.35, seed: 9 }))
  let once: Promise<Report> | undefined
  /** With the truth in a column; asked once. */
  const byColumn = async (): Promise<Report> => (once ??= report('people.csv', '--id', 'rec_id', '--truth', 'person'))
  const csv = (rows: readonly GeneratedPerson[], delimiter = ','): string =>
    [
      ['rec_id', ...peopleColumns, 'person'].join(delimiter),
      ...rows.map(({ id, person, cells }) => [`rec-${id}`, ...cells, `p${person}`].join(delimiter)),
    ].join('\n')

  beforeAll(() => {
    write('people.csv', csv(people))
    const isOriginal = ({ id }: GeneratedPerson): boolean => id.endsWith('-0')
    write('left.csv', csv(people.filter(isOriginal)))
    write(
      'right.tsv.gz',
      gzipSync(
        csv(
          people.filter((one) => !isOriginal(one)),
          '\t',
        )
          .replace('given_name', 'First name')
          .replace('rec_id', 'key'),
      ),
    )
  })

  it('says how right it is, with the truth in a column', async () => {
    const { truth, pairsCompared, pairsPossible, columns } = await byColumn()
    expect(truth!.precision).toBeGreaterThan(0.97)
    expect(truth!.recall).toBeGreaterThan(0.95)
    expect(truth!.f1).toBeGreaterThan(0.96)
    expect(pairsCompared).toBeLessThan(pairsPossible / 2)
    expect(columns.map(({ name }) => name)).toEqual(peopleColumns)
  })

  it('takes the truth out of the id just as well', async () => {
    const byRule = await report(
      'people.csv',
      '--id',
      'rec_id',
      '--truth',
      String.raw`rec-(\d+)-`,
      '--columns',
      'person=ignore',
    )
    expect(byRule.truth).toEqual((await byColumn()).truth)
  })

  it('links two files whose columns are not all called the same', async () => {
    const found = await report(
      'left.csv',
      'right.tsv.gz',
      '--id',
      'rec_id',
      '--id',
      'key',
      '--truth',
      'person',
      '--links',
      'auto',
    )
    expect(found.groups).toBeNull()
    expect(found.truth!.f1).toBeGreaterThan(0.95)
    expect(found.unpairedColumns).toEqual([])
  })

  it('tells people the same as programs', async () => {
    const { out, err } = await ask('people.csv', '--id', 'rec_id', '--truth', 'person')
    expect(out).toMatch(/precision {2}\d+\.\d\d %/)
    expect(out).toMatch(/surname: family-name; different −\d/)
    expect(err).toContain('deciding')
  })

  it('lists the pairs with reasons when no truth is known', async () => {
    const found = await report('people.csv', '--id', 'rec_id', '--columns', 'person=ignore')
    expect(found.truth).toBeNull()
    expect(found.pairs).toHaveLength(100)
    expect(found.pairs.length + found.pairsLeftOut).toBe(found.pairsFound + found.pairsPerhaps)
    const [best] = found.pairs
    expect(best!.ids[0]).toMatch(/^rec-\d+-\d+$/)
    expect(best!.explanation).toMatch(/: the same, a rare value \(\+\d+\.\d\)/)
    expect(best!.probability).toBeGreaterThan(0.99)
  })

  it('writes all pairs into a file, whole or not at all', async () => {
    const found = await report('people.csv', '--id', 'rec_id', '--columns', 'person=ignore', '--out', 'pairs.csv')
    const [header, ...lines] = readFileSync(join(folder, 'pairs.csv'), 'utf8').trimEnd().split('\n')
    expect(header).toBe('first,second,decision,probability,weight,explanation')
    expect(lines).toHaveLength(found.pairsFound + found.pairsPerhaps)
    expect(found.out).toBe('pairs.csv')
    const failed = await ask('people.csv', '--id', 'rec_id', '--out', 'missing/pairs.csv')
    expect(failed.code).toBe(3)
    expect(readdirSync(folder).filter((name) => name.includes('part'))).toEqual([])
  })

  it('takes a threshold: the higher, the fewer pairs', async () => {
    const low = await report('people.csv', '--id', 'rec_id', '--truth', 'person', '--threshold', '0.001')
    const high = await report('people.csv', '--id', 'rec_id', '--truth', 'person', '--threshold', '0.9999999')
    expect(high.pairsFound).toBeLessThan(low.pairsFound)
    expect(high.threshold).toBe(0.9999999)
  })

  it('reads Chinese files in their own encoding', async () => {
    const rows = [
      '编号,姓名,手机',
      '1,王伟,13800138000',
      '2,王伟,13800138000',
      '3,李娜,13911112222',
      '4,张敏,13733334444',
      '5,刘洋,13655556666',
    ]
    // GB18030 of the same text, since Node writes none.
    const bytes: Record<string, number[]> = {
      编: [0xb1, 0xe0],
      号: [0xba, 0xc5],
      姓: [0xd0, 0xd5],
      名: [0xc3, 0xfb],
      手: [0xca, 0xd6],
      机: [0xbb, 0xfa],
      王: [0xcd, 0xf5],
      伟: [0xce, 0xb0],
      李: [0xc0, 0xee],
      娜: [0xc4, 0xc8],
      张: [0xd5, 0xc5],
      敏: [0xc3, 0xf4],
      刘: [0xc1, 0xf5],
      洋: [0xd1, 0xf3],
    }
    write(
      'gbk.csv',
      Buffer.from(Array.from(rows.join('\n')).flatMap((character) => bytes[character] ?? [character.charCodeAt(0)])),
    )
    const { pairs, files } = await report('gbk.csv', '--id', '编号')
    expect(files[0]!.encoding).toBe('gb18030')
    expect(pairs.filter(({ decision }) => decision === 'same').map(({ ids }) => ids)).toEqual([['1', '2']])
  })

  it.each<[string[], number, string]>([
    [['absent.csv'], 2, 'There is no file absent.csv'],
    [['people.csv', '--id', 'number'], 2, 'has no column "number", which --id names'],
    [['people.csv', '--columns', 'colour=label'], 2, 'has no column "colour", which --columns names'],
    [['people.csv', '--columns', 'surname=colour'], 2, 'no type "colour"'],
    [['people.csv', '--columns', 'surname'], 2, 'cannot be read at "surname"'],
    [['people.csv', '--threshold', '2'], 2, '--threshold takes a probability'],
    [['people.csv', '--links', 'some'], 2, '--links takes'],
    [['people.csv', '--truth', 'nothing'], 2, 'it has no group'],
    [['people.csv', '--truth', '(oops'], 2, 'no regular expression'],
    [['people.csv', '--id', 'rec_id', '--truth', 'customer-(x)'], 2, 'says nothing about any record'],
    [['people.csv', '--id', 'rec_id', '--id', 'person'], 2, 'given 2 times'],
  ])('refuses %j with code %d', async (argv, code, problem) => {
    const answer = await ask(...argv)
    expect(answer).toMatchObject({ code, out: '' })
    expect(answer.err).toContain(problem)
  })

  it.each<[string, string | Buffer, string]>([
    ['empty.csv', '', 'no bytes'],
    ['header.csv', 'a,b\n', 'after its header'],
    ['one.csv', 'name,city\nAda,Hull\n', 'no pair of records'],
    ['same.csv', 'name,row\nAda,1\nAda,2\nAda,3\n', 'No column tells the records apart'],
    ['picture.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]), 'image'],
    ['torn.csv', Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0x81, 0x20, 0x2c, 0xff, 0xff, 0x0a]), 'text in none of'],
  ])('refuses %s and says why', async (name, content, problem) => {
    write(name, content)
    const answer = await ask(name)
    expect(answer.code).toBe(1)
    expect(answer.err).toContain(problem)
  })
})
