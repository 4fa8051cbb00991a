import { createReadStream, readFileSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'

const pathOf = (file: string): string => fileURLToPath(new URL(`../../../../../demo/data/${file}`, import.meta.url))

/** A file of the demo as it is. */
export const openFile = (file: string): Readable => createReadStream(pathOf(file))

/** Patterns of product descriptions with the merchant that each leads to, in the order in which they are tried. */
export const readFamilies = (file: string): { pattern: string; merchant: string }[] =>
  readFileSync(pathOf(file), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [merchant = '', pattern = ''] = line.trim().split(',')
      return { merchant, pattern }
    })

/** Customer numbers of purchase data come as spreadsheets write them: `17850.0` is the number 17850. */
const asNumber = (reference: string): string => reference.replace(/\.0$/, '')

/**
 * The customers that an orders file names, each with the country of their first row.
 * @param columns headers of the columns with customer number and country
 */
export const readCustomers = async (
  file: string,
  columns: { readonly customerReference: string; readonly country: string },
): Promise<Map<string, string>> => {
  const source = file.endsWith('.gz') ? openFile(file).pipe(createGunzip()) : openFile(file)
  const countries = new Map<string, string>()
  const rows = source.pipe(parse({ columns: true, bom: true })) as AsyncIterable<Record<string, string>>
  for await (const row of rows) {
    const reference = asNumber(row[columns.customerReference] ?? '')
    if (reference !== '' && !countries.has(reference)) countries.set(reference, row[columns.country] ?? '')
  }
  return countries
}
