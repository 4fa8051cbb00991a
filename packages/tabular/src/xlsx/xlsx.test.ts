import { describe, expect, it } from 'vitest'
import { understood, zipOf } from '../testing.ts'
import { workbookOf } from '../write/xlsx.ts'
import { dateText, numberText } from './cell.ts'
import { isDateFormat } from './styles.ts'

const sheet = (rows: string): string => `<worksheet><sheetData>${rows}</sheetData></worksheet>`

const workbook = async (rows: string, more: Readonly<Record<string, string>> = {}): Promise<Buffer> =>
  zipOf({
    'xl/workbook.xml':
      '<workbook xmlns:r="x"><sheets><sheet name="Hidden" state="hidden" r:id="rId2"/><sheet name="People &amp; more" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="worksheets/sheet2.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': sheet(rows),
    'xl/worksheets/sheet2.xml': sheet('<row><c t="str"><v>no</v></c></row>'),
    ...more,
  })

const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`

describe('a workbook is read', () => {
  it('with shared texts, dates, numbers, truth values, gaps and results of formulas', async () => {
    const file = await workbook(
      `<row r="1">${['name', 'born', 'phone', 'ok', 'sum'].map(text).join('')}</row>
       <row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" s="1"><v>29280</v></c><c r="C3"><v>1.3800138E10</v></c><c r="D3" t="b"><v>1</v></c><c r="E3"><f>1+1</f><v>0.30000000000000004</v></c></row>
       <row r="4"><c r="A4" t="s"><v>1</v></c><c r="E4" t="e"><v>#REF!</v></c></row>`,
      {
        'xl/sharedStrings.xml':
          '<sst><si><r><t>王</t></r><r><t xml:space="preserve">伟 &amp; Co</t></r><rPh><t>wang</t></rPh></si><si><t>Ann</t></si></sst>',
        'xl/styles.xml':
          '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>',
      },
    )
    const { layout, rows } = await understood(file)
    expect(layout).toMatchObject({
      format: 'xlsx',
      sheet: 'People & more',
      columns: ['name', 'born', 'phone', 'ok', 'sum'],
    })
    expect(rows).toEqual([
      ['王伟 & Co', '1980-02-29', '13800138000', 'true', '0.3'],
      ['Ann', '', '', '', ''],
    ])
  })

  it('as it is written: text stays text, and nothing is run', async () => {
    const rows = [
      ['=1+1', ' a ', '<&>"', 'two\nlines'],
      ['-5', '', '+44 20', '张三'],
    ]
    const pieces: Buffer[] = []
    async function* source() {
      yield* rows
    }
    for await (const piece of workbookOf('Customers', ['a', 'b', 'c', 'd'], source())) pieces.push(piece as Buffer)
    const read = await understood(Buffer.concat(pieces))
    expect(read.layout).toMatchObject({ sheet: 'Customers', columns: ['a', 'b', 'c', 'd'] })
    expect(read.rows).toEqual(rows)
  })

  it.each([
    [1, 1900, '1900-01-01'],
    [61, 1900, '1900-03-01'],
    [45_351.5, 1900, '2024-02-29 12:00:00'],
    [0.25, 1900, '06:00:00'],
    [0, 1904, '00:00:00'],
    [43_889, 1904, '2024-02-29'],
  ] as const)('day %d of the calendar of %d as %s', (serial, calendar, date) => {
    expect(dateText(serial, calendar)).toBe(date)
  })

  it('with numbers as people see them', () => {
    expect(['1E3', '0.1', '-7', '123456789012345678', '2.5000000000000004'].map(numberText)).toEqual([
      '1000',
      '0.1',
      '-7',
      '123456789012346000',
      '2.5',
    ])
  })

  it('with formats that show dates told from those that show amounts', () => {
    expect(
      ['dd/mm/yyyy', '[h]:mm', 'yyyy"年"m"月"', '#,##0.00 "days"', '[Red]0.00', 'General'].map(isDateFormat),
    ).toEqual([true, true, true, false, false, false])
  })
})

describe('a workbook is refused', () => {
  it('when it is another archive', async () => {
    await expect(understood(await zipOf({ 'a.txt': 'x' }))).rejects.toMatchObject({ code: 'BINARY_FILE' })
  })
  it('when it is cut short', async () => {
    const file = await workbook(`<row>${text('a')}</row><row>${text('b')}</row>`)
    await expect(understood(file.subarray(0, file.length - 40))).rejects.toMatchObject({ code: 'DAMAGED_ARCHIVE' })
  })
  it('when it unfolds to far more than its size', async () => {
    const file = await workbook(`<row>${text('a')}</row><row>${text('x'.repeat(70_000_000))}</row>`)
    expect(file.length).toBeLessThan(1_000_000)
    await expect(understood(file, { maximumSize: 1_000_000_000 })).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' })
  })
  it('when it defines entities', async () => {
    const file = await workbook('', {
      'xl/worksheets/sheet1.xml': `<!DOCTYPE x [<!ENTITY a "b">]>${sheet('<row><c><v>1</v></c></row>')}`,
    })
    await expect(understood(file)).rejects.toMatchObject({ code: 'MALFORMED' })
  })
})
