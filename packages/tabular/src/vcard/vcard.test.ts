import { describe, expect, it } from 'vitest'
import { understood } from '../testing.ts'
import { vcardOf } from '../write/vcard.ts'

const card = (...lines: readonly string[]): string => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n')

/** The first card as cells by column. */
const read = async (file: Uint8Array | string): Promise<Record<string, string>> => {
  const { layout, rows } = await understood(file)
  expect(layout.format).toBe('vcard')
  return Object.fromEntries(layout.columns.map((column, at) => [column, rows[0]![at]!]))
}

describe('cards are read', () => {
  it('of version 4.0, folded, escaped and with groups', async () => {
    const file = card(
      'VERSION:4.0',
      String.raw`FN:Ada\, Countess`,
      String.raw`N:Lovelace;Ada;Byron\;King;;`,
      'TEL;VALUE=uri;TYPE="cell,voice":tel:+44-20-7946-0018',
      'EMAIL;TYPE=work:ada@',
      ' example.com',
      'item1.URL:https://example.com/ada',
      'item1.X-ABLabel:_$!<HomePage>!$_',
      String.raw`ADR;TYPE=home:;Flat 2;12 Square\, North;London;;SW1A 1AA;United Kingdom`,
      'PHOTO:data:image/png;base64,AAAA',
    )
    expect(await read(file)).toEqual({
      FN: 'Ada, Countess',
      'N family': 'Lovelace',
      'N given': 'Ada',
      'N middle': 'Byron;King',
      'TEL cell': '+44-20-7946-0018',
      'EMAIL work': 'ada@example.com',
      'URL HomePage': 'https://example.com/ada',
      'ADR home street': '12 Square, North, Flat 2',
      'ADR home city': 'London',
      'ADR home code': 'SW1A 1AA',
      'ADR home country': 'United Kingdom',
    })
  })

  it('of version 2.1 with quoted-printable, soft line breaks and an encoding of its own', async () => {
    const file = Buffer.concat([
      Buffer.from('BEGIN:VCARD\r\nVERSION:2.1\r\n'),
      Buffer.from('N;CHARSET=GB2312;ENCODING=QUOTED-PRINTABLE:=CD=F5;=CE=B0\r\n'),
      Buffer.from('FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B=\r\n=E4=BC=9F\r\n'),
      Buffer.from('TEL;HOME;VOICE:(905) 666-1234\r\nTEL;HOME:1\r\n'),
      Buffer.from('PHOTO;JPEG;ENCODING=BASE64:\r\n  AAAA\r\n  BBBB\r\n\r\nEND:VCARD\r\n'),
    ])
    expect(await read(file)).toEqual({
      'N family': '王',
      'N given': '伟',
      FN: '王伟',
      'TEL home': '(905) 666-1234',
      'TEL home 2': '1',
    })
  })

  it('of version 3.0 folded within a character', async () => {
    const line = Buffer.from('NOTE:王伟')
    const file = Buffer.concat([
      Buffer.from('BEGIN:VCARD\nVERSION:3.0\nFN:W\n'),
      line.subarray(0, 6),
      Buffer.from('\n '),
      line.subarray(6),
      Buffer.from('\nEND:VCARD\n'),
    ])
    expect(await read(file)).toEqual({ FN: 'W', NOTE: '王伟' })
  })

  it('as they are written', async () => {
    const file = vcardOf([
      { name: 'FN', value: 'Ann; "the, first"\\' },
      { name: 'N', value: ['An;n', 'Ey,e', '', '', ''] },
      { name: 'NOTE', value: `${'长'.repeat(60)}\nend` },
      { name: 'EMAIL', value: '' },
    ])
    expect(file.split('\r\n').every((line) => Buffer.byteLength(line) <= 76)).toBe(true)
    expect(await read(file)).toEqual({
      FN: 'Ann; "the, first"\\',
      'N family': 'An;n',
      'N given': 'Ey,e',
      NOTE: `${'长'.repeat(60)}\nend`,
    })
  })

  it('but not when one does not end', async () => {
    await expect(understood(`${card('FN:A')}BEGIN:VCARD\r\nFN:B\r\n`)).rejects.toMatchObject({ code: 'MALFORMED' })
  })
})
