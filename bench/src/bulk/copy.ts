import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from } from 'pg-copy-streams'

/** What a column may be given. */
export type Field = string | number | boolean | Buffer | readonly number[] | null | undefined

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** One value in Postgres's COPY text format. */
export const copyField = (value: Field): string => {
  if (value === null || value === undefined) return '\\N'
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`
  if (typeof value === 'object') return `{${value.join(',')}}`
  return String(value).replaceAll(/[\\\t\n\r]/g, (character) => escapes[character] ?? character)
}

/** Copies rows into a table with COPY, as the owner. */
export const copyRows = async (
  pool: pg.Pool,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Field[])[],
): Promise<void> => {
  const client = await pool.connect()
  try {
    const text = rows.map((row) => `${row.map(copyField).join('\t')}\n`).join('')
    const stream = client.query(from(`copy ${table} (${columns.join(', ')}) from stdin`))
    await pipeline(Readable.from([Buffer.from(text)]), stream)
  } finally {
    client.release()
  }
}
