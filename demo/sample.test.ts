import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { isSampled, sampleOf } from './sample.ts'

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'
const row = (customer: string, date = '2010-12-01', description = 'WHITE HEART'): string =>
  `536365,85123A,${description},6,${date} 08:26:00,2.55,${customer},United Kingdom`

describe('the rule of the sample', () => {
  it('takes every row of a customer with an even number', () => {
    expect([row('17850.0'), row('17850'), row('13047.0')].map(isSampled)).toEqual([true, true, false])
  })
  it('takes rows without a customer of one day only', () => {
    expect([row('', '2011-08-12'), row('', '2011-08-13')].map(isSampled)).toEqual([true, false])
  })
  it('is not misled by commas in a quoted description', () => {
    expect(isSampled(row('17850.0', '2010-12-01', '"PAPER CRAFT , ""LITTLE"" BIRDIE"'))).toBe(true)
  })
  it('keeps the lines as they are, in their order', async () => {
    const lines = [row('2.0'), row('3.0'), row('4.0', '2010-12-02')]
    expect(await sampleOf([header, ...lines, ''])).toBe(`${[header, lines[0], lines[2]].join('\n')}\n`)
  })
  it('refuses another file', async () => {
    await expect(sampleOf(['Colour,Size'])).rejects.toThrow(/not the Online Retail file/)
  })
})

describe('the sample in the project', () => {
  const bytes = readFileSync(new URL('data/online-retail.csv.gz', import.meta.url))
  const text = gunzipSync(bytes).toString()
  const lines = text.trimEnd().split('\n')

  it('is the one that its description names', () => {
    const readme = readFileSync(new URL('data/README.md', import.meta.url), 'utf8')
    for (const content of [bytes, text]) {
      expect(readme).toContain(createHash('sha256').update(content).digest('hex'))
      expect(readme).toContain(Buffer.byteLength(content).toLocaleString('en'))
    }
  })
  it('holds what the rule takes and nothing else', async () => {
    expect(lines).toHaveLength(1 + 194_630 + 415)
    expect(await sampleOf(lines)).toBe(text)
  })
})
