import { auditJournal, type Finding, record, recordMany, Sequencer } from '@candor/server/modules/journal/index'
import { testDatabase, type TestDatabase } from '@candor/server/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Random, randomFrom } from './random.ts'

/** Somebody with all rights on the database changes one value, or removes or exchanges rows, at random. */

let test: TestDatabase
let organisation: string
const subjects = Array.from({ length: 5 }, (_, i) => `01890a5d-ac96-7000-8000-00000000000${i}`)

const entry = (i: number) => ({
  subject: subjects[i % subjects.length]!,
  kind: 'order.placed' as const,
  actor: 'system',
  purpose: 'service-contract',
  body: { order: String(i), total: { amount: 100 * i, currency: 'GBP' } },
  ...(i % 3 === 0 ? { occurredAt: new Date(1_300_000_000_000 + i).toISOString() } : {}),
})

beforeAll(async () => {
  test = await testDatabase()
  organisation = test.organisations[0]!
  const sequencer = new Sequencer(test.db)
  for (const [from, to] of [
    [0, 3],
    [3, 290],
    [290, 560],
  ] as const) {
    const entries = Array.from({ length: to - from }, (_, i) => entry(from + i))
    await test.db.inOrganisation(organisation, async (tx) => recordMany(tx, entries))
    await sequencer.drain(organisation)
  }
  await test.db.inOrganisation(organisation, async (tx) => record(tx, entry(560)))
})
afterAll(async () => test.close())

/** Columns whose every value is vouched for, with what a change makes of them. */
const bits = (column: string) => (at: number) =>
  `${column} = set_bit(${column}, ${at} % (8 * length(${column})), 1 - get_bit(${column}, ${at} % (8 * length(${column}))))`
const word = (column: string) => (at: number) => `${column} = ${column} || '${'abc'[at % 3]}'`
const number = (column: string) => (at: number) => `${column} = ${column} + ${1_000 + (at % 1_000)}`
const other = (column: string) => () => `${column} = uuidv7()`
const later = (column: string) => (at: number) => `${column} = ${column} + interval '${1 + (at % 100)} milliseconds'`

const changes: Record<string, readonly ((at: number) => string)[]> = {
  journal_entry: [
    other('id'),
    other('subject'),
    word('kind'),
    word('actor'),
    word('purpose'),
    later('recorded_at'),
    later('occurred_at'),
    bits('commitment'),
    bits('body'),
    bits('leaf_hash'),
  ],
  journal_leaf: [number('leaf_index'), other('entry_id'), bits('leaf_hash')],
  journal_tile: [number('tile_index'), (at) => `level = level + ${1 + (at % 5)}`, bits('hashes'), bits('root')],
  journal_checkpoint: [
    number('size'),
    bits('root'),
    (at) => `note = overlay(note placing 'A' from ${1 + (at % 40)} for 1) || ''`,
  ],
  journal_log_key: [bits('seed'), word('vkey'), word('origin')],
}
/** What may be found instead of the row itself, because it is the row that now stands alone. */
const alsoNamed: Record<string, readonly string[]> = {
  journal_entry: ['subject_key'],
  journal_leaf: ['journal_entry'],
  journal_log_key: ['journal_checkpoint'],
}

const orders: Record<string, string> = { journal_checkpoint: 'size' }

const query = async (text: string, ...values: unknown[]): Promise<number> =>
  (await test.db.owner.query(text, values)).rowCount ?? 0

const audit = async (): Promise<Finding[]> => Array.fromAsync(auditJournal(test.db, organisation, { save: false }))

const nth = (table: string, at: number): string =>
  `ctid = (select ctid from ${table} where organisation_id = $1 order by ${orders[table] ?? 'ctid'} offset ${at} limit 1)`

type Attack = { readonly table: string; readonly statement: string }

const attackWith = (random: Random, counts: Readonly<Record<string, number>>): Attack => {
  const table = random.pick(Object.keys(changes))
  const at = random.upTo(counts[table]!)
  const row = nth(table, at)
  // Of the checkpoints the newest alone is nowhere spoken of until it is anchored, and is signed anew when it is gone.
  const removable = table !== 'journal_log_key' && !(table === 'journal_checkpoint' && at === counts[table]! - 1)
  if (removable && random.upTo(8) === 0) return { table, statement: `delete from ${table} where ${row}` }
  const change = random.pick(changes[table]!)(random.upTo(1_000_000))
  return { table, statement: `update ${table} set ${change} where organisation_id = $1 and ${row}` }
}

describe('any one change of what is stored of a journal', () => {
  it('is found and named by the audit, which finds nothing before and after', { timeout: 300_000 }, async () => {
    const random = randomFrom(20_261_122)
    expect(await audit()).toEqual([])
    const counts: Record<string, number> = {}
    for (const table of Object.keys(changes)) {
      await query(`create table saved_${table} as select * from ${table} where organisation_id = '${organisation}'`)
      counts[table] = await query(`select from ${table} where organisation_id = $1`, organisation)
    }
    for (let tried = 0; tried < 120; tried++) {
      const { table, statement } = attackWith(random, counts)
      const same = `(select * from saved_${table} except select * from ${table} where organisation_id = $1)`
      await query(statement, organisation)
      // A value may be what it was: then nothing was changed.
      const changed = (await query(`select from ${same} as gone`, organisation)) > 0
      const findings = await audit()
      if (changed) {
        const named = new Set(findings.map((finding) => finding.table))
        const expected = [table, ...(alsoNamed[table] ?? [])]
        if (!expected.some((name) => named.has(name))) {
          throw new Error(`not found: ${statement}; told: ${JSON.stringify(findings)}`)
        }
        expect(findings.every(({ code, key, what }) => code !== '' && key !== '' && what !== '')).toBe(true)
      } else expect(findings).toEqual([])
      await query(`delete from ${table} where organisation_id = $1`, organisation)
      await query(`insert into ${table} select * from saved_${table}`)
    }
    expect(await audit()).toEqual([])
  })
})
