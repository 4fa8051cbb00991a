import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '../platform/db/index.ts'

/** A form in which something that was planted might lie somewhere. */
export type Needle = { readonly form: string; readonly bytes: Buffer }

const utf16be = (text: string): Buffer => {
  const bytes = Buffer.from(text, 'utf16le')
  return bytes.swap16()
}

/** The base64 forms of a text wherever it begins in what was encoded: without the characters that neighbours change. */
const base64Forms = (text: string): string[] =>
  [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), Buffer.from(text)])
    const end = whole.length - (whole.length % 3)
    const encoded = whole.subarray(0, end).toString('base64')
    return encoded.slice(before === 0 ? 0 : 4)
  })

const textForms = (text: string): Needle[] => {
  const hex = Buffer.from(text).toString('hex')
  const encoded = base64Forms(text).map((form) => ({ form: `base64 ${text}`, bytes: Buffer.from(form) }))
  return [
    { form: text, bytes: Buffer.from(text) },
    { form: `hex ${text}`, bytes: Buffer.from(hex) },
    { form: `HEX ${text}`, bytes: Buffer.from(hex.toUpperCase()) },
    { form: `UTF-16LE ${text}`, bytes: Buffer.from(text, 'utf16le') },
    { form: `UTF-16BE ${text}`, bytes: utf16be(text) },
  ].concat(encoded)
}

const hashForms = (text: string): Needle[] => {
  const digest = createHash('sha256').update(text).digest()
  const hex = digest.toString('hex')
  return [
    { form: `SHA-256 of ${text}`, bytes: digest },
    { form: `hex SHA-256 of ${text}`, bytes: Buffer.from(hex) },
    { form: `base64 SHA-256 of ${text}`, bytes: Buffer.from(digest.toString('base64')) },
  ]
}

/**
 * All forms in which planted texts are looked for: raw, lower and upper case, hex, base64, base64url, UTF-16 in both
 * orders; and of whole values their unsalted SHA-256.
 * @param words that are in everything that was planted
 * @param values whole values whose hashes could be guessed
 */
export const needlesOf = (words: readonly string[], values: readonly string[]): Needle[] => [
  ...words.flatMap((word) => [...new Set([word, word.toLowerCase(), word.toUpperCase()])].flatMap(textForms)),
  ...[...new Set(values.flatMap((value) => [value, value.toLowerCase()]))].flatMap(hashForms),
]

const found = (content: Buffer, needles: readonly Needle[], where: string): string[] =>
  needles.flatMap(({ form, bytes }) => (content.includes(bytes) ? [`${where}: ${form}`] : []))

/** Looks through every row of every table of a database, of all organisations and schemas. */
export const scanTables = async (db: Database, needles: readonly Needle[]): Promise<string[]> => {
  const { rows: tables } = await db.owner.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'm') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' order by 1`,
  )
  const places: string[] = []
  for (const { name } of tables) {
    const { rows } = await db.owner.query<{ row: string }>(`select t::text as row from ${name} t`)
    const content = Buffer.from(rows.map(({ row }) => row).join('\n'))
    places.push(...found(content, needles, name))
  }
  return places
}

/** Looks through every file below a folder. */
export const scanFolder = async (folder: string, needles: readonly Needle[]): Promise<string[]> => {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const places: string[] = []
  for (const file of files.filter((entry) => entry.isFile())) {
    const path = join(file.parentPath, file.name)
    // A file may be gone by the time it is read: segments of the write-ahead log are recycled.
    const content = await readFile(path).catch(() => Buffer.alloc(0))
    places.push(...found(content, needles, path.slice(folder.length + 1)))
  }
  return places
}

/**
 * Looks through the files that Postgres keeps: those of this database after a checkpoint and a vacuum, and the whole
 * write-ahead log.
 */
export const scanPostgresFiles = async (db: Database, needles: readonly Needle[]): Promise<string[]> => {
  await db.owner.query('vacuum')
  await db.owner.query('checkpoint')
  const { rows } = await db.owner.query<{ folder: string; oid: string }>(
    `select current_setting('data_directory') as folder, oid::text from pg_database where datname = current_database()`,
  )
  const { folder, oid } = rows[0]!
  return [
    ...(await scanFolder(join(folder, 'base', oid), needles)),
    ...(await scanFolder(join(folder, 'pg_wal'), needles)),
  ]
}
