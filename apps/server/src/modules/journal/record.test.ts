import { commitmentOfText, leafHashOf, toHex } from '@candor/journal'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { destroySubjectKey, subjectKey } from '../../platform/crypto/index.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { longestBody, openEntry, publicEntry, storedColumns, type NewEntry, type StoredEntry } from './entry.ts'
import { record, recordMany } from './record.ts'
import { openJournalTestDatabase, orderEntry, type JournalTestDatabase } from './testing.ts'

let test: JournalTestDatabase
beforeAll(async () => {
  test = await openJournalTestDatabase()
})
afterAll(async () => test.close())

type Row = StoredEntry & { body: Buffer; leaf_hash: Buffer }
const columns = `${storedColumns}, e.body, e.leaf_hash`

const rowsOf = async (subject: string, organisation = test.organisation): Promise<Row[]> =>
  test.db.inOrganisation(organisation, async (tx) =>
    tx.rows<Row>({ text: `select ${columns} from journal_entry e where subject = $1 order by id`, values: [subject] }),
  )
const pending = async (id: string): Promise<number> => {
  const { rowCount } = await test.db.owner.query('select from journal_pending where entry_id = $1', [id])
  return rowCount ?? 0
}

describe('recording an entry', () => {
  it('stores a row whose hash and commitment anybody with the body can recompute', async () => {
    const subject = uuidv7()
    const { id, recordedAt } = await test.db.inOrganisation(test.organisation, async (tx) =>
      record(tx, orderEntry(subject)),
    )
    const [row] = await rowsOf(subject)
    const entry = publicEntry(test.organisation, row!)
    expect(entry).toMatchObject({ id, subject, recordedAt, kind: 'order.placed', actor: 'system' })
    expect(row!.leaf_hash.toString('hex')).toBe(toHex(leafHashOf(entry)))
    const opened = await test.db.inOrganisation(test.organisation, async (tx) =>
      openEntry(await subjectKey(tx, subject), id, row!.body),
    )
    expect(JSON.parse(opened.text)).toEqual(orderEntry(subject).body)
    expect(commitmentOfText(opened.salt, opened.text)).toBe(entry.commitment)
    expect(await pending(id)).toBe(1)
  })

  it('is undone together with the change that it records', async () => {
    const subject = uuidv7()
    const failing = test.db.inOrganisation(test.organisation, async (tx) => {
      await record(tx, orderEntry(subject))
      throw new Error('the change failed')
    })
    await expect(failing).rejects.toThrow('the change failed')
    expect(await rowsOf(subject)).toEqual([])
  })

  it('keeps when it happened inside what is proved', async () => {
    const subject = uuidv7()
    const occurredAt = '2010-12-01T08:26:00.000Z'
    await test.db.inOrganisation(test.organisation, async (tx) => {
      await record(tx, { ...orderEntry(subject), occurredAt })
      const [row] = await tx.rows<Row>({
        text: `select ${columns} from journal_entry e where subject = $1`,
        values: [subject],
      })
      expect(row!.occurred_at).toBe(occurredAt)
      const { text } = openEntry(await subjectKey(tx, subject), row!.id, row!.body)
      expect(JSON.parse(text)).toMatchObject({ occurredAt })
    })
  })

  it('stores no personal data in clear', async () => {
    const subject = uuidv7()
    const name = 'Wilhelmina Unmistakable'
    await test.db.inOrganisation(test.organisation, async (tx) =>
      record(tx, { ...orderEntry(subject), kind: 'customer.created', body: { name } }),
    )
    const { rows } = await test.db.owner.query<{ row: string; body: Buffer }>(
      'select e::text as row, body from journal_entry e where subject = $1',
      [subject],
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]!.row).not.toContain('Unmistakable')
    expect(rows[0]!.body.includes('Unmistakable')).toBe(false)
  })

  it('uses a salt of its own for each entry, so that equal bodies do not look equal', async () => {
    const subject = uuidv7()
    await test.db.inOrganisation(test.organisation, async (tx) => {
      await recordMany(tx, Array(300).fill(orderEntry(subject)) as NewEntry[])
    })
    const commitments = new Set((await rowsOf(subject)).map(({ commitment }) => commitment.toString('hex')))
    expect(commitments.size).toBe(300)
  })

  it('cannot be read any more once the key of its subject is destroyed, while its hash still stands', async () => {
    const subject = uuidv7()
    await test.db.inOrganisation(test.organisation, async (tx) => record(tx, orderEntry(subject)))
    await test.db.inOrganisation(test.organisation, async (tx) => destroySubjectKey(tx, subject))
    const [row] = await rowsOf(subject)
    expect(toHex(leafHashOf(publicEntry(test.organisation, row!)))).toBe(row!.leaf_hash.toString('hex'))
    await expect(
      test.db.inOrganisation(test.organisation, async (tx) => subjectKey(tx, subject)),
    ).rejects.toMatchObject({ code: 'SUBJECT_ERASED' })
    await expect(
      test.db.inOrganisation(test.organisation, async (tx) => record(tx, orderEntry(subject))),
    ).rejects.toMatchObject({ code: 'SUBJECT_ERASED' })
  })
})

describe('recording many entries', () => {
  it('writes them with one statement, in the order given', async () => {
    const subject = uuidv7()
    const entries = Array.from({ length: 1_000 }, (_, i) => ({
      ...orderEntry(subject, i),
      ...(i % 2 === 0 ? {} : { occurredAt: '2011-12-09T12:50:00.000Z' }),
    }))
    const made = await test.db.inOrganisation(test.organisation, async (tx) => recordMany(tx, entries))
    const rows = await rowsOf(subject)
    expect(rows.map(({ id }) => id)).toEqual(made.map(({ id }) => id))
    const bodies = await test.db.inOrganisation(test.organisation, async (tx) => {
      const key = await subjectKey(tx, subject)
      return rows.map((row) => JSON.parse(openEntry(key, row.id, row.body).text) as { total: { amount: number } })
    })
    expect(bodies.map(({ total }) => total.amount)).toEqual(entries.map((_, i) => i))
    expect(await pending(made[999]!.id)).toBe(1)
  })

  it('does nothing for none, and writes none if one is not valid', async () => {
    const subject = uuidv7()
    await test.db.inOrganisation(test.organisation, async (tx) => {
      expect(await recordMany(tx, [])).toEqual([])
    })
    const bad = { ...orderEntry(subject), actor: 'Somebody Else' }
    await expect(
      test.db.inOrganisation(test.organisation, async (tx) => recordMany(tx, [orderEntry(subject), bad])),
    ).rejects.toMatchObject({ code: 'JOURNAL_ENTRY_INVALID' })
    expect(await rowsOf(subject)).toEqual([])
  })
})

describe('an entry that is not valid', () => {
  const subject = uuidv7()
  it.each<[string, Partial<NewEntry>, string]>([
    ['kind', { kind: 'Order.Placed' }, 'entry.kind'],
    ['actor', { actor: 'somebody' }, 'entry.actor'],
    ['purpose', { purpose: '' }, 'entry.purpose'],
    ['subject', { subject: uuidv7().toUpperCase() }, 'subject'],
    ['time', { occurredAt: 'yesterday' }, 'occurredAt'],
    ['body', { body: { amount: Number.NaN } }, 'amount is not a finite number'],
  ])('is refused for its %s, which is named', async (_, change, named) => {
    const entry = { ...orderEntry(subject), ...change }
    await expect(test.db.inOrganisation(test.organisation, async (tx) => record(tx, entry))).rejects.toMatchObject({
      code: 'JOURNAL_ENTRY_INVALID',
      message: expect.stringContaining(named) as string,
    })
  })

  it('is refused for its size', async () => {
    const entry = { ...orderEntry(subject), body: { text: 'x'.repeat(longestBody) } }
    await expect(test.db.inOrganisation(test.organisation, async (tx) => record(tx, entry))).rejects.toMatchObject({
      code: 'JOURNAL_ENTRY_TOO_LARGE',
    })
  })
})

describe('the role that all requests run under', () => {
  it.each(['journal_entry', 'journal_leaf', 'journal_tile', 'journal_checkpoint', 'journal_log_key', 'journal_audit'])(
    'may add to %s but neither change nor delete',
    async (table) => {
      for (const text of [`update ${table} set organisation_id = organisation_id`, `delete from ${table}`]) {
        await expect(test.db.inOrganisation(test.organisation, async (tx) => tx.rows({ text }))).rejects.toMatchObject({
          code: '42501',
        })
      }
    },
  )

  it('sees no entry of another organisation', async () => {
    const subject = uuidv7()
    await test.db.inOrganisation(test.organisation, async (tx) => record(tx, orderEntry(subject)))
    expect(await rowsOf(subject, test.other)).toEqual([])
  })
})
