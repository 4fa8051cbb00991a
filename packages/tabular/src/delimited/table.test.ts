import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { understood } from '../testing.ts'

const encode = (text: string, bytes: Readonly<Record<string, number[]>>): Buffer =>
  Buffer.concat(Array.from(text).map((sign) => Buffer.from(bytes[sign] ?? [sign.charCodeAt(0)])))

/** 姓名,电话 / 王伟,… in three encodings of Chinese. */
const gbk = { 姓: [0xd0, 0xd5], 名: [0xc3, 0xfb], 王: [0xcd, 0xf5], 伟: [0xce, 0xb0] }
const big5 = { 姓: [0xa9, 0x6d], 名: [0xa6, 0x57], 王: [0xa4, 0xfd], 偉: [0xb0, 0xb6] }
const utf32 = (text: string): Buffer => {
  const signs = Array.from(`\ufeff${text}`)
  const bytes = Buffer.alloc(signs.length * 4)
  for (const [at, sign] of signs.entries()) bytes.writeUInt32BE(sign.codePointAt(0)!, at * 4)
  return bytes
}

const russian =
  'имя,город\nИван Петров,Москва\nАнна Смирнова,Санкт-Петербург\nОльга Иванова,Новосибирск\nСергей Кузнецов,Екатеринбург\n'
const cyrillic1251 = Buffer.from(
  Array.from(russian).map((sign) => {
    const code = sign.codePointAt(0)!
    return code < 128 ? code : code - 0x410 + 0xc0
  }),
)

describe('a table is read with the right characters', () => {
  it.each([
    ['UTF-8', Buffer.from('姓名,phone\n王伟,1\n'), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from('\ufeff姓名,phone\n王伟,1\n'), 'utf-8'],
    ['UTF-16', Buffer.from('\ufeff姓名,phone\n王伟,1\n', 'utf16le'), 'utf-16le'],
    ['UTF-16 without a mark', Buffer.from('name,phone and more\nAda,1\n', 'utf16le'), 'utf-16le'],
    ['UTF-32', utf32('姓名,phone\n王伟,1\n'), 'utf-32be'],
    ['GBK with few characters', encode('姓名,phone\n王伟,1\n', gbk), 'gb18030'],
    ['Windows-1252', Buffer.from('name,city\nJosé Núñez,Málaga\nZoë,Córdoba\n', 'latin1'), 'windows-1252'],
    ['Windows-1251', cyrillic1251, 'windows-1251'],
  ])('%s', async (_, file, encoding) => {
    const { layout, rows } = await understood(file)
    expect(layout.encoding).toBe(encoding)
    expect(rows.flat().join('')).not.toContain('\ufffd')
    expect(['王伟', 'Ada', 'José Núñez', 'Иван Петров']).toContain(rows[0]![0])
  })

  it('Big5, when somebody says so where the text is too short to tell', async () => {
    const { rows } = await understood(encode('姓名,phone\n王偉,1\n', big5), { encoding: 'big5' })
    expect(rows).toEqual([['王偉', '1']])
  })

  it('UTF-8 with a line of another encoding, which alone has characters that cannot be told', async () => {
    const own = Buffer.from('姓名,city\n王伟,北京\nJosé,Málaga\n')
    const strange = Buffer.concat([encode('王伟', gbk), Buffer.from(',Bath\n')])
    const { layout, rows } = await understood(Buffer.concat([own, strange, Buffer.from('李娜,上海\n')]))
    expect(layout).toMatchObject({ encoding: 'utf-8', isMixed: true, columns: ['姓名', 'city'] })
    expect(rows.map(([name]) => name?.includes('\ufffd'))).toEqual([false, false, true, false])
    expect([rows[0], rows[3]]).toEqual([
      ['王伟', '北京'],
      ['李娜', '上海'],
    ])
  })

  it('packed with gzip', async () => {
    expect((await understood(gzipSync('a,b\n1,2\n'))).rows).toEqual([['1', '2']])
  })
})

describe('a table is cut into cells', () => {
  it.each([
    [',', 'name,city\n"Smith, Ann","Bath\nor so"\n'],
    [';', 'name;city\nAnn;Bath\n'],
    ['\t', 'name\tcity\nAnn\tBath\n'],
    ['|', 'name|city\nAnn|Bath\n'],
  ])('by %j', async (delimiter, file) => {
    const { layout, rows } = await understood(file)
    expect(layout).toMatchObject({ delimiter, columns: ['name', 'city'], hasHeader: true })
    expect(rows).toHaveLength(1)
  })

  it('with names for columns that have none or the same', async () => {
    const { layout } = await understood('Name,Phone,Phone,,Phone (2)\nAnn,1,2,3,4\n')
    expect(layout.columns).toEqual(['Name', 'Phone', 'Phone (2)', 'column 4', 'Phone (2) (2)'])
  })

  it('without a header where the first row is a person', async () => {
    const { layout, rows } = await understood('Ann,ann@example.com,1980-01-02\nBob,bob@example.com,1981-02-03\n')
    expect(layout).toMatchObject({ hasHeader: false, columns: ['column 1', 'column 2', 'column 3'] })
    expect(rows).toHaveLength(2)
  })

  it('with a header of years', async () => {
    expect((await understood('name,2023,2024\nAnn,1,2\n')).layout.hasHeader).toBe(true)
  })

  it('row by row, also those with too few or too many cells', async () => {
    expect((await understood('a,b\n1\n1,2,3\n')).rows).toEqual([['1'], ['1', '2', '3']])
  })

  it('by tabs alone, where quotation marks would swallow rows', async () => {
    const stray = 'text\tlabel\n"hello\ta\nI said "no"\tb\n"well" then\ta\n'
    for (const file of [stray, `${stray}"so\tb\n`]) {
      const { layout, rows } = await understood(file)
      expect(layout.isUnquoted).toBe(true)
      expect(rows.slice(0, 3)).toEqual([
        ['"hello', 'a'],
        ['I said "no"', 'b'],
        ['"well" then', 'a'],
      ])
    }
    const quoted = await understood('text\tlabel\n"two\nlines"\ta\n"a ""b"" c"\tb\n')
    expect(quoted.layout.isUnquoted).toBeUndefined()
    expect(quoted.rows).toEqual([
      ['two\nlines', 'a'],
      ['a "b" c', 'b'],
    ])
  })

  it('with a cell of five megabytes', async () => {
    const { rows } = await understood(`a,b\n${'x'.repeat(5_000_000)},2\n`, { longestRow: 8_000_000 })
    expect(rows[0]![0]).toHaveLength(5_000_000)
  })
})

describe('a file that is no table is refused', () => {
  it.each([
    ['an empty one', '', 'EMPTY_FILE'],
    ['blanks', ' \n \n', 'EMPTY_FILE'],
    ['a header alone', 'a,b\n', 'NO_ROWS'],
    ['a program', Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 73) % 256)), 'BINARY_FILE'],
    ['an archive cut short', gzipSync(randomBytes(3000).toString('hex')).subarray(0, 900), 'DAMAGED_ARCHIVE'],
    ['a quotation mark without its end', 'a,b\n1,2\n"3,4\n5,6\n', 'MALFORMED'],
    ['a quotation mark without its end in a long file', `a,b\n"${'x,y\n'.repeat(400_000)}`, 'CELL_TOO_LARGE'],
    ['an archive that unfolds to too much', gzipSync(Buffer.alloc(60_000_000, 'a')), 'FILE_TOO_LARGE'],
    ['a header of a thousand columns', `${'x,'.repeat(1000)}x\n1\n`, 'MALFORMED'],
  ])('%s', async (_, file, code) => {
    await expect(understood(file)).rejects.toMatchObject({ name: 'TabularError', code })
  })
})
