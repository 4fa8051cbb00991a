import { leafHashOf, logIdOf, parseSignedCheckpoint, toHex } from '@candor/journal'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { destroySubjectKey, subjectKey } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import { noteAnchored, requestAnchor } from '../anchors.ts'
import { newestCheckpoint } from '../checkpoint.ts'
import { readEntry } from '../entries.ts'
import { makeEntry } from '../entry.ts'
import { record, recordMany } from '../record.ts'
import { Sequencer } from '../sequencer.ts'
import { openJournalTestDatabase, orderEntry, type JournalTestDatabase } from '../testing.ts'
import { type AuditOptions, type AuditReport, auditJournal } from './audit.ts'
import type { AuditedEntry, Auditor } from './auditor.ts'
import type { Finding } from './finding.ts'

let test: JournalTestDatabase
let sequencer: Sequencer
beforeAll(async () => {
  test = await openJournalTestDatabase()
  sequencer = new Sequencer(test.db)
})
afterAll(async () => test.close())

const within = async <T>(organisation: string, run: (tx: Tx) => Promise<T>): Promise<T> =>
  test.db.inOrganisation(organisation, run)
const tamper = async (text: string, ...values: unknown[]): Promise<void> => {
  const { rowCount } = await test.db.owner.query(text, values)
  expect(rowCount).toBeGreaterThan(0)
}

type Log = { organisation: string; subject: string; ids: string[] }

/** A log of its own, with a checkpoint after each of the sizes. */
const logOf = async (...sizes: number[]): Promise<Log> => {
  const log: Log = { organisation: await test.addOrganisation(), subject: uuidv7(), ids: [] }
  for (const size of sizes) await grow(log, size)
  return log
}
const grow = async ({ organisation, subject, ids }: Log, size: number, seal = true): Promise<void> => {
  const entries = Array.from({ length: size - ids.length }, (_, i) => orderEntry(subject, ids.length + i))
  const made = await within(organisation, async (tx) => recordMany(tx, entries))
  ids.push(...made.map(({ id }) => id))
  if (seal) await sequencer.drain(organisation)
}

const audit = async (log: Log, options: AuditOptions = {}): Promise<{ findings: Finding[]; report: AuditReport }> => {
  const findings: Finding[] = []
  const run = auditJournal(test.db, log.organisation, options)
  for (;;) {
    const step = await run.next()
    if (step.done === true) return { findings, report: step.value }
    findings.push(step.value)
  }
}
/** What is told, in short: code and record. */
const told = async (log: Log, options?: AuditOptions): Promise<string[][]> =>
  (await audit(log, options)).findings.map(({ code, table, key }) => [code, table, key])

const inOrder = (lines: string[][]): string[] => lines.map((line) => line.join(' ')).toSorted()

const exchange = `
  with pair as (select leaf_index, entry_id, leaf_hash from journal_leaf
                 where organisation_id = $1 and leaf_index in ($2, $3)),
       away as (update journal_leaf set entry_id = uuidv7() where organisation_id = $1 and leaf_index in ($2, $3))
  select * from pair`
/** Exchanges two leaves completely, as somebody with all rights on the database would. */
const swap = async ({ organisation }: Log, a: number, b: number): Promise<void> => {
  const { rows } = await test.db.owner.query<{ leaf_index: number; entry_id: string; leaf_hash: Buffer }>(exchange, [
    organisation,
    a,
    b,
  ])
  for (const [to, row] of [
    [b, rows.find(({ leaf_index: at }) => at === a)!],
    [a, rows.find(({ leaf_index: at }) => at === b)!],
  ] as const) {
    await tamper(
      'update journal_leaf set entry_id = $3, leaf_hash = $4 where organisation_id = $1 and leaf_index = $2',
      organisation,
      to,
      row.entry_id,
      row.leaf_hash,
    )
  }
}

describe('the audit of an untouched journal', () => {
  it('finds nothing, and says what it looked at', async () => {
    const log = await logOf(3, 300, 700)
    const { findings, report } = await audit(log)
    expect(findings).toEqual([])
    const newest = await within(log.organisation, newestCheckpoint)
    expect(report).toEqual({
      organisationId: log.organisation,
      from: 0,
      size: 700,
      root: newest!.root.toString('hex'),
      entries: 700,
      erased: 0,
      checkpoints: 3,
      findings: 0,
    })
  })

  it('finds nothing in an empty one, in entries that wait, nor while the system works on', async () => {
    const empty = await logOf()
    expect((await audit(empty)).report).toMatchObject({ size: 0, findings: 0 })
    const log = await logOf(10)
    await grow(log, 20, false)
    expect(await told(log)).toEqual([])
    const working = logOf(4_000, 8_200)
    const busy = { ...(await logOf(5)), ids: [] as string[] }
    const audits = Promise.all(Array.from({ length: 4 }, async () => told(busy)))
    const growing = (async () => {
      for (let size = 50; size <= 400; size += 50) await grow(busy, size)
    })()
    await growing
    expect(await audits).toEqual([[], [], [], []])
    expect(await told(await working)).toEqual([])
  })

  it('finds nothing wrong in erased entries: their hashes still stand', async () => {
    const log = await logOf(30)
    await within(log.organisation, async (tx) => destroySubjectKey(tx, log.subject))
    const { findings, report } = await audit(log)
    expect(findings).toEqual([])
    expect(report).toMatchObject({ entries: 30, erased: 30 })
  })

  it('goes on from the last clean audit, and starts over after one that was not clean', async () => {
    const log = await logOf(600)
    await audit(log)
    await grow(log, 900)
    expect((await audit(log, { incremental: true })).report).toMatchObject({ from: 512, size: 900, entries: 388 })
    await tamper(`update journal_entry set kind = 'order.returned' where id = $1`, log.ids[3])
    expect(await told(log, { incremental: true })).toEqual([])
    expect(await told(log)).toEqual([['JOURNAL_ENTRY_CHANGED', 'journal_entry', `entry ${log.ids[3]}`]])
    const again = await audit(log, { incremental: true })
    expect(again.report).toMatchObject({ from: 0, findings: 1 })
  })

  it('changes nothing, also when it notes itself', async () => {
    const log = await logOf(300)
    const states = async () =>
      (
        await test.db.owner.query(
          `select (select count(*) from journal_entry) + (select count(*) from journal_leaf) + (select count(*) from subject_key) as rows,
                  (select count(*) from journal_audit where organisation_id = $1) as audits`,
          [log.organisation],
        )
      ).rows[0] as { rows: number; audits: number }
    const before = await states()
    await audit(log, { save: false })
    expect(await states()).toEqual(before)
    await audit(log)
    expect(await states()).toEqual({ rows: before.rows, audits: 1 })
  })
})

describe('the audit names', () => {
  it.each(['kind', 'actor', 'purpose'])('an entry whose %s was changed', async (column) => {
    const log = await logOf(300)
    await tamper(`update journal_entry set ${column} = ${column} || 'x' where id = $1`, log.ids[123])
    expect(await told(log)).toEqual([['JOURNAL_ENTRY_CHANGED', 'journal_entry', `entry ${log.ids[123]}`]])
  })

  it.each([
    ['recorded_at', `recorded_at + interval '1 millisecond'`],
    ['occurred_at', `occurred_at - interval '1 day'`],
  ])('an entry whose %s was changed', async (column, value) => {
    const log = await logOf(300)
    await tamper(`update journal_entry set ${column} = ${value} where id = $1`, log.ids[5])
    const codes = new Set(await told(log).then((all) => all.map((each) => each.join(' '))))
    expect([...codes]).toEqual([`JOURNAL_ENTRY_CHANGED journal_entry entry ${log.ids[5]}`])
  })

  it('an entry that was given to another subject', async () => {
    const log = await logOf(30)
    const other = uuidv7()
    await within(log.organisation, async (tx) => subjectKey(tx, other))
    await tamper('update journal_entry set subject = $2 where id = $1', log.ids[5], other)
    expect(await told(log)).toEqual([
      ['JOURNAL_ENTRY_CHANGED', 'journal_entry', `entry ${log.ids[5]}`],
      ['JOURNAL_BODY_CHANGED', 'journal_entry', `entry ${log.ids[5]}`],
    ])
  })

  it('an entry of whose body one bit was changed', async () => {
    const log = await logOf(300)
    await tamper(
      'update journal_entry set body = set_bit(body, 333, 1 - get_bit(body, 333)) where id = $1',
      log.ids[77],
    )
    expect(await told(log)).toEqual([['JOURNAL_BODY_CHANGED', 'journal_entry', `entry ${log.ids[77]}`]])
  })

  it('an entry that was given the body of another', async () => {
    const log = await logOf(30)
    const copy = 'update journal_entry set body = (select body from journal_entry where id = $2) where id = $1'
    await tamper(copy, log.ids[8], log.ids[9])
    expect(await told(log)).toEqual([['JOURNAL_BODY_CHANGED', 'journal_entry', `entry ${log.ids[8]}`]])
  })

  it('an entry whose amount was changed by somebody who has the keys, though all its hashes were made to fit', async () => {
    const log = await logOf(300, 700)
    for (const at of [40, 600]) {
      const { entry } = await within(log.organisation, async (tx) => readEntry(tx, log.ids[at]!))
      const row = await within(log.organisation, async (tx) =>
        makeEntry(log.organisation, await subjectKey(tx, log.subject), orderEntry(log.subject, 1)),
      )
      const { id: _, ...forged } = { ...row.public, id: '' }
      const full = { ...forged, id: entry.id, recordedAt: entry.recordedAt }
      const hash = Buffer.from(leafHashOf(full))
      await tamper(
        'update journal_entry set commitment = $2, leaf_hash = $3 where id = $1',
        entry.id,
        Buffer.from(row.public.commitment, 'hex'),
        hash,
      )
      await tamper('update journal_leaf set leaf_hash = $2 where entry_id = $1', entry.id, hash)
    }
    const { findings } = await audit(log)
    const said = findings.filter(({ code }) => code !== 'JOURNAL_BODY_CHANGED')
    // Covered by a full tile: the very position. In the part without one: the stretch since the last sealed root.
    expect(said.map(({ code, key }) => [code, key])).toEqual([
      ['JOURNAL_CHECKPOINT_ROOT_DIFFERS', 'leaves 300–699'],
      ['JOURNAL_LEAF_CHANGED', 'leaf 40'],
    ])
  })

  it('an entry that was deleted', async () => {
    const log = await logOf(300)
    await tamper('delete from journal_entry where id = $1', log.ids[222])
    const { findings } = await audit(log)
    expect(findings).toMatchObject([
      { code: 'JOURNAL_ENTRY_MISSING', table: 'journal_entry', key: `entry ${log.ids[222]}`, detail: { leaf: 222 } },
    ])
  })

  it.each([[40], [290]])('a position that was deleted together with its entry: %i of 300', async (at) => {
    const log = await logOf(300)
    await tamper('delete from journal_entry where id = $1', log.ids[at])
    await tamper('delete from journal_leaf where entry_id = $1', log.ids[at])
    expect(await told(log)).toEqual([['JOURNAL_LEAF_MISSING', 'journal_leaf', `leaf ${at}`]])
  })

  it('a position that was deleted while its entry was left', async () => {
    const log = await logOf(300)
    await tamper('delete from journal_leaf where entry_id = $1', log.ids[40])
    expect(await told(log)).toEqual([
      ['JOURNAL_LEAF_MISSING', 'journal_leaf', 'leaf 40'],
      ['JOURNAL_ENTRY_UNPLACED', 'journal_entry', `entry ${log.ids[40]}`],
    ])
  })

  it('a deleted entry also when all later ones were moved up to close the gap', async () => {
    const log = await logOf(300, 600)
    await tamper('delete from journal_entry where id = $1', log.ids[100])
    await tamper('delete from journal_leaf where entry_id = $1', log.ids[100])
    for (let at = 101; at < 600; at++) {
      await tamper(
        'update journal_leaf set leaf_index = leaf_index - 1 where organisation_id = $1 and leaf_index = $2',
        log.organisation,
        at,
      )
    }
    const { findings } = await audit(log)
    expect(findings[0]).toMatchObject({ code: 'JOURNAL_LOG_TRUNCATED', key: 'leaf 599' })
    expect(findings.find(({ code }) => code === 'JOURNAL_LEAF_MOVED')).toMatchObject({
      key: 'leaves 100–510',
      detail: { sealedAt: [101, 511], standsAt: [100, 510], entry: log.ids[101] },
    })
  })

  it.each([
    ['both within one tile', 20, 45],
    ['tiles apart', 20, 500],
    ['both where no tile is yet', 530, 560],
  ])('two entries that were exchanged, %s', async (_, a, b) => {
    const log = await logOf(300, 400, 600)
    await swap(log, a, b)
    const { findings } = await audit(log)
    expect(findings.map(({ code, key, detail }) => [code, key, detail['entry'], detail['sealedAt']])).toEqual([
      ['JOURNAL_LEAF_MOVED', `leaf ${a}`, log.ids[b], b],
      ['JOURNAL_LEAF_MOVED', `leaf ${b}`, log.ids[a], a],
    ])
  })

  it('a tail that was cut off, with the entries that lost their place', async () => {
    const log = await logOf(300, 310)
    await tamper('delete from journal_leaf where organisation_id = $1 and leaf_index >= 305', log.organisation)
    expect(await told(log)).toEqual([
      ['JOURNAL_LOG_TRUNCATED', 'journal_leaf', 'leaves 305–309'],
      ...log.ids.slice(305).map((id) => ['JOURNAL_ENTRY_UNPLACED', 'journal_entry', `entry ${id}`]),
    ])
  })

  it('a tail that was cut off together with its checkpoints, by the tiles left over', async () => {
    const log = await logOf(100, 600)
    await tamper('delete from journal_leaf where organisation_id = $1 and leaf_index >= 400', log.organisation)
    await tamper('delete from journal_entry where id = any($1)', log.ids.slice(400))
    await tamper('delete from journal_checkpoint where organisation_id = $1 and size > 400', log.organisation)
    expect(await told(log)).toEqual([['JOURNAL_LOG_TRUNCATED', 'journal_tile', 'leaves 400–511']])
  })

  it('a tile of which a hash, or the root, was changed, and one that was deleted', async () => {
    const log = await logOf(900)
    const at = 'organisation_id = $1 and level = 0 and tile_index = $2'
    await tamper(
      `update journal_tile set hashes = set_byte(hashes, 32 * 7, 255 - get_byte(hashes, 32 * 7)) where ${at}`,
      log.organisation,
      0,
    )
    await tamper(`update journal_tile set root = sha256(root) where ${at}`, log.organisation, 1)
    await tamper(`delete from journal_tile where ${at}`, log.organisation, 2)
    const found = await told(log)
    expect(inOrder(found)).toEqual([
      'JOURNAL_TILE_CHANGED journal_tile tile 0/0',
      'JOURNAL_TILE_CHANGED journal_tile tile 0/1',
      'JOURNAL_TILE_MISSING journal_tile tile 0/2',
    ])
  })

  it('a position that points to another entry, and an entry that stands twice', async () => {
    const log = await logOf(30)
    await test.db.owner.query('alter table journal_leaf drop constraint journal_leaf_entry')
    await tamper('update journal_leaf set entry_id = $2 where entry_id = $1', log.ids[4], log.ids[6])
    expect(await told(log)).toEqual([
      ['JOURNAL_LEAF_CHANGED', 'journal_leaf', 'leaf 4'],
      ['JOURNAL_ENTRY_UNPLACED', 'journal_entry', `entry ${log.ids[4]}`],
      ['JOURNAL_LEAF_DUPLICATE', 'journal_leaf', 'leaf 6'],
    ])
    await tamper(
      'update journal_leaf set entry_id = $2 where organisation_id = $1 and leaf_index = 4',
      log.organisation,
      log.ids[4],
    )
    await test.db.owner.query(
      'alter table journal_leaf add constraint journal_leaf_entry unique (organisation_id, entry_id)',
    )
    expect(await told(log)).toEqual([])
  })

  it('a checkpoint whose text, root or size was changed', async () => {
    for (const change of [
      `note = replace(note, 'candor', 'cando2')`,
      'root = sha256(root)',
      'size = size - 1',
      `note = 'x'`,
    ]) {
      const log = await logOf(20, 40)
      await tamper(`update journal_checkpoint set ${change} where organisation_id = $1 and size = 20`, log.organisation)
      expect((await told(log))[0]?.[0]).toBe('JOURNAL_CHECKPOINT_CHANGED')
    }
  })

  it('a checkpoint that was removed from between others', async () => {
    const log = await logOf(20, 40, 60)
    await tamper('delete from journal_checkpoint where organisation_id = $1 and size = 40', log.organisation)
    expect(await told(log)).toEqual([['JOURNAL_CHECKPOINT_MISSING', 'journal_checkpoint', 'checkpoint 40']])
  })

  it('an entry that was put in by hand, and one taken from the queue', async () => {
    const log = await logOf(20)
    await grow(log, 22, false)
    await tamper('delete from journal_entry where id = $1', log.ids[20])
    await tamper('delete from journal_pending where entry_id = $1', log.ids[21])
    await tamper(
      'insert into journal_pending (organisation_id, entry_id) values ($1, $2)',
      log.organisation,
      log.ids[3],
    )
    expect(inOrder(await told(log))).toEqual(
      inOrder([
        ['JOURNAL_ENTRY_UNPLACED', 'journal_entry', `entry ${log.ids[21]}`],
        ['JOURNAL_PENDING_CHANGED', 'journal_pending', `entry ${log.ids[20]}`],
        ['JOURNAL_PENDING_CHANGED', 'journal_pending', `entry ${log.ids[3]}`],
      ]),
    )
  })

  it('an entry that was changed while it waited', async () => {
    const log = await logOf(20)
    await grow(log, 22, false)
    await tamper(`update journal_entry set kind = 'order.returned' where id = $1`, log.ids[21])
    expect(await told(log)).toEqual([['JOURNAL_ENTRY_CHANGED', 'journal_entry', `entry ${log.ids[21]}`]])
  })

  it('a key that was lost or changed, once, and makes none in its place', async () => {
    const log = await logOf(20)
    await tamper('update subject_key set wrapped = sha256(wrapped) || wrapped where subject_id = $1', log.subject)
    // A database opened anew, since this one remembers the key.
    const reopened = await test.reopen()
    const findings = await Array.fromAsync(auditJournal(reopened, log.organisation, { save: false }))
    expect(findings).toMatchObject([{ code: 'JOURNAL_KEY_CHANGED', key: `subject ${log.subject}` }])
    await tamper('delete from subject_key where subject_id = $1', log.subject)
    expect(await Array.fromAsync(auditJournal(reopened, log.organisation, { save: false }))).toMatchObject([
      { code: 'JOURNAL_KEY_CHANGED', table: 'subject_key' },
    ])
    const { rowCount } = await test.db.owner.query('select from subject_key where subject_id = $1', [log.subject])
    expect(rowCount).toBe(0)
  })
})

describe('the audit against the ledger', () => {
  const contract = `0x${'ab'.repeat(20)}` as const

  /** A ledger that keeps what it is told. */
  const ledger = () => {
    const kept = new Map<number, string>()
    return {
      kept,
      chain: {
        rootAt: (_log: string, size: number) => Promise.resolve(kept.get(size)),
        latest: () => {
          const treeSize = Math.max(0, ...kept.keys())
          return Promise.resolve(treeSize === 0 ? undefined : { treeSize, root: kept.get(treeSize)! })
        },
      },
    }
  }
  const anchor = async (log: Log, kept: Map<number, string>, blockNumber: number): Promise<number> =>
    within(log.organisation, async (tx) => {
      const { log: number, treeSize, rootHash } = (await requestAnchor(tx, 0))!
      kept.set(treeSize, rootHash)
      const transactionHash = `0x${'cd'.repeat(32)}` as const
      await noteAnchored(tx, {
        log: number,
        treeSize,
        rootHash,
        chainId: 1,
        contract,
        transactionHash,
        blockNumber,
        anchoredAt: new Date(),
      })
      return treeSize
    })

  it('finds nothing where both agree', async () => {
    const log = await logOf(20)
    const { kept, chain } = ledger()
    await anchor(log, kept, 1)
    await grow(log, 30)
    await anchor(log, kept, 2)
    expect(await told(log, { chain })).toEqual([])
  })

  it('names a checkpoint for which the ledger keeps another root, or none', async () => {
    const log = await logOf(20)
    const { kept, chain } = ledger()
    const size = await anchor(log, kept, 1)
    kept.set(size, `0x${'ee'.repeat(32)}`)
    expect(await told(log, { chain })).toEqual([['JOURNAL_ANCHOR_DIFFERS', 'journal_checkpoint', 'checkpoint 20']])
    kept.clear()
    expect(await told(log, { chain })).toEqual([['JOURNAL_ANCHOR_MISSING', 'journal_anchor', 'anchor 20']])
  })

  it('names an anchor that was rewritten here, and a checkpoint that is gone', async () => {
    const log = await logOf(20, 25)
    const { kept, chain } = ledger()
    await anchor(log, kept, 1)
    await grow(log, 30)
    await tamper('update journal_anchor set root = sha256(root) where organisation_id = $1', log.organisation)
    expect(await told(log, { chain })).toEqual([['JOURNAL_ANCHOR_CHANGED', 'journal_anchor', 'anchor 25']])
    await tamper('delete from journal_checkpoint where organisation_id = $1 and size = 25', log.organisation)
    expect(new Set((await told(log)).map(([code]) => code))).toEqual(new Set(['JOURNAL_CHECKPOINT_MISSING']))
  })

  it('notices a log that was cut back with everything that pointed to it, by the longer one on the ledger', async () => {
    const log = await logOf(20, 30)
    const { kept, chain } = ledger()
    await anchor(log, kept, 1)
    for (const table of ['journal_anchor', 'journal_checkpoint']) {
      await tamper(`delete from ${table} where organisation_id = $1 and size = 30`, log.organisation)
    }
    await tamper('delete from journal_leaf where organisation_id = $1 and leaf_index >= 20', log.organisation)
    await tamper('delete from journal_entry where id = any($1)', log.ids.slice(20))
    expect(await told(log)).toEqual([])
    expect(await told(log, { chain })).toEqual([['JOURNAL_LOG_TRUNCATED', 'journal_checkpoint', 'checkpoint 30']])
  })

  it('asks for the log under the number that the ledger knows it by', async () => {
    const log = await logOf(5)
    const { kept, chain } = ledger()
    await anchor(log, kept, 1)
    const newest = await within(log.organisation, newestCheckpoint)
    const asked: string[] = []
    await told(log, { chain: { ...chain, latest: (number) => (asked.push(number), chain.latest()) } })
    const { origin, root } = parseSignedCheckpoint(newest!.note).checkpoint
    expect(asked).toEqual([logIdOf(origin)])
    expect(kept.get(5)).toBe(`0x${toHex(root)}`)
  })
})

describe('auditors of modules', () => {
  it('are shown the entries that concern them, in order, opened and found sound', async () => {
    const log = await logOf(5)
    await within(log.organisation, async (tx) => {
      await record(tx, { ...orderEntry(log.subject), kind: 'note.added' })
      await record(tx, { ...orderEntry(log.subject), kind: 'customer.created' })
    })
    await sequencer.drain(log.organisation)
    await tamper(`update journal_entry set actor = 'staff:x' where id = $1`, log.ids[2])
    const seen: AuditedEntry[] = []
    const scopes: unknown[] = []
    const auditor: Auditor = {
      name: 'orders',
      kinds: ['order.', 'note.added'],
      compare: async (tx, entries) => {
        await expect(
          tx.rows({ text: 'insert into journal_pending select $1, uuidv7()', values: [tx.organisationId] }),
        ).rejects.toMatchObject({ code: '25006' })
        seen.push(...entries)
        return []
      },
    }
    const failing = audit(log, { auditors: [auditor], save: false })
    // A statement that fails inside a transaction undoes it, so the auditor's mistake surfaces.
    await expect(failing).rejects.toThrow()
    expect(seen.map(({ kind }) => kind)).toEqual([...Array<string>(4).fill('order.placed'), 'note.added'])
    expect(seen[0]).toMatchObject({ id: log.ids[0], subject: log.subject, body: orderEntry(log.subject, 0).body })
    const orphan: Finding = {
      code: 'ORDERS_ROW_WITHOUT_ENTRY',
      table: 'order',
      key: 'order 7',
      what: 'No entry.',
      detail: {},
    }
    const finishing: Auditor = {
      ...auditor,
      compare: async () => [],
      finish: async (_tx, scope) => (scopes.push(scope), [orphan]),
    }
    expect((await audit(log, { auditors: [finishing] })).findings).toContainEqual(orphan)
    expect(scopes).toEqual([{ full: true }])
  })
})
