import { Frontier, openNote, parseSignedCheckpoint, readRoot, tilesOf, toHex } from '@candor/journal'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { logKeys, nativeVerifier } from './log-key.ts'
import { record, recordMany } from './record.ts'
import { largestBatch, lockLog, waiting } from './sequence.ts'
import { Sequencer } from './sequencer.ts'
import { openJournalTestDatabase, orderEntry, type JournalTestDatabase } from './testing.ts'
import { treeReader } from './tree-reader.ts'

let test: JournalTestDatabase
const running: Sequencer[] = []
beforeAll(async () => {
  test = await openJournalTestDatabase()
})
afterEach(async () => {
  await Promise.all(running.splice(0).map(async (sequencer) => sequencer.stop()))
})
afterAll(async () => test.close())

const sequencerOf = (options: ConstructorParameters<typeof Sequencer>[1] = {}): Sequencer => {
  const sequencer = new Sequencer(test.db, options)
  running.push(sequencer)
  return sequencer
}

const write = async (organisation: string, count: number): Promise<void> => {
  const subject = uuidv7()
  await test.db.inOrganisation(organisation, async (tx) => {
    await recordMany(
      tx,
      Array.from({ length: count }, (_, i) => orderEntry(subject, i)),
    )
  })
}

const query = async <R extends object>(text: string, ...values: unknown[]): Promise<R[]> =>
  (await test.db.owner.query<R>(text, values)).rows

type Leaf = { leaf_index: number; entry_id: string; leaf_hash: Buffer; own_hash: Buffer }
const leavesOf = async (organisation: string): Promise<Leaf[]> =>
  query<Leaf>(
    `select l.*, e.leaf_hash as own_hash from journal_leaf l
       join journal_entry e on e.organisation_id = l.organisation_id and e.id = l.entry_id
      where l.organisation_id = $1 order by leaf_index`,
    organisation,
  )
const checkpointsOf = async (organisation: string) =>
  query<{ size: number; root: Buffer; note: string }>(
    'select size, root, note from journal_checkpoint where organisation_id = $1 order by size',
    organisation,
  )

/** Everything a log promises, checked from its rows alone. */
const expectSound = async (organisation: string, entries: number): Promise<void> => {
  const leaves = await leavesOf(organisation)
  expect(leaves.map(({ leaf_index: at }) => at)).toEqual(leaves.map((_, i) => i))
  expect(leaves).toHaveLength(entries)
  expect(leaves.every((leaf) => leaf.leaf_hash.equals(leaf.own_hash))).toBe(true)
  const rows = await query<{ level: number; tile_index: number }>(
    'select level, tile_index from journal_tile where organisation_id = $1 order by level, tile_index',
    organisation,
  )
  const full = [...tilesOf(entries)].filter(({ width }) => width === 256)
  expect(rows).toEqual(full.map(({ level, index }) => ({ level, tile_index: index })))
  const frontier = new Frontier()
  const roots = new Map<number, string>()
  for (const { leaf_hash: hash } of leaves) {
    frontier.append(hash)
    roots.set(frontier.size, toHex(frontier.root()))
  }
  const [{ vkey, origin } = { vkey: '', origin: '' }] = await test.db.inOrganisation(organisation, logKeys)
  const checkpoints = await checkpointsOf(organisation)
  for (const { size, root, note } of checkpoints) {
    expect(root.toString('hex')).toBe(roots.get(size))
    expect(openNote(note, [nativeVerifier(vkey)])).toMatchObject({ ok: true, signedBy: [origin] })
    expect(parseSignedCheckpoint(note).checkpoint).toMatchObject({ origin, size, root: new Uint8Array(root) })
  }
  expect(checkpoints.at(-1)?.size).toBe(entries)
  const stored = await test.db.inOrganisation(organisation, async (tx) => readRoot(entries, treeReader(tx)))
  expect(toHex(stored)).toBe(roots.get(entries))
}

const until = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 500; tries++) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`never happened: ${what}`)
}

describe('the sequencer', () => {
  it('gives positions without a gap and seals them, by itself, soon after the commit', async () => {
    sequencerOf({ sealEvery: 20 }).start()
    const organisation = await test.addOrganisation()
    const subject = uuidv7()
    for (let i = 0; i < 20; i++) {
      await test.db.inOrganisation(organisation, async (tx) => record(tx, orderEntry(subject, i)))
    }
    await until('sealed', async () => (await checkpointsOf(organisation)).at(-1)?.size === 20)
    await expectSound(organisation, 20)
  })

  it('finds what another process recorded', async () => {
    const organisation = await test.addOrganisation()
    await write(organisation, 3)
    sequencerOf({ pollEvery: 20 }).start()
    await until('sealed', async () => (await checkpointsOf(organisation)).at(-1)?.size === 3)
    // Written behind this process's back: no signal is given.
    await query(
      `with copy as (insert into journal_entry select organisation_id, uuidv7(), subject, kind, actor, purpose,
         recorded_at, occurred_at, commitment, body, leaf_hash from journal_entry
         where organisation_id = $1 limit 1 returning organisation_id, id)
       insert into journal_pending select organisation_id, id from copy`,
      organisation,
    )
    await until('sealed', async () => (await checkpointsOf(organisation)).at(-1)?.size === 4)
  })

  it('writes full tiles across batches of any size', async () => {
    const organisation = await test.addOrganisation()
    const sequencer = sequencerOf()
    let total = 0
    for (const count of [1, 254, 1, 1, 255, 700, 5_300]) {
      await write(organisation, count)
      total += count
      expect(await sequencer.drain(organisation)).toEqual({ size: total })
    }
    await expectSound(organisation, total)
  })

  it('looks up the entries of a batch, whatever the planner knows of the rows that wait', async () => {
    const organisation = await test.addOrganisation()
    await write(organisation, 2_000)
    await query('analyze journal_pending, journal_entry')
    const plan = await query<{ 'QUERY PLAN': string }>(`explain ${waiting}`, organisation, largestBatch)
    await sequencerOf().drain(organisation)
    const text = plan.map((line) => line['QUERY PLAN']).join('\n')
    expect(text).toContain('Index Scan using journal_entry_organisation_id_id_pk')
    expect(text).not.toMatch(/Seq Scan on journal_entry|Hash Join|Merge Join/)
  })

  it('goes on after a restart where it was', async () => {
    const organisation = await test.addOrganisation()
    for (const count of [300, 1, 511]) {
      await write(organisation, count)
      await sequencerOf().drain(organisation)
    }
    await expectSound(organisation, 812)
  })

  it('keeps one order while two of them and many writers work at once', async () => {
    const organisation = await test.addOrganisation()
    sequencerOf({ sealEvery: 5, pollEvery: 10 }).start()
    sequencerOf({ sealEvery: 5, pollEvery: 10 }).start()
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let i = 0; i < 25; i++) await write(organisation, 4)
      }),
    )
    await until('sealed', async () => (await checkpointsOf(organisation)).at(-1)?.size === 800)
    await expectSound(organisation, 800)
  })

  it('keeps the logs of two organisations apart', async () => {
    const [first, second] = [await test.addOrganisation(), await test.addOrganisation()]
    const sequencer = sequencerOf()
    await write(first, 5)
    await write(second, 9)
    await sequencer.drain(first)
    expect(await checkpointsOf(second)).toEqual([])
    await sequencer.drain(second)
    await expectSound(first, 5)
    await expectSound(second, 9)
    const keys = await Promise.all([first, second].map(async (id) => test.db.inOrganisation(id, logKeys)))
    expect(keys[0]![0]!.origin).not.toBe(keys[1]![0]!.origin)
    expect(keys[0]![0]!.vkey.split('+').at(-1)).not.toBe(keys[1]![0]!.vkey.split('+').at(-1))
  })

  it('leaves a log alone while another process has its lock', async () => {
    const organisation = await test.addOrganisation()
    await write(organisation, 1)
    sequencerOf({ pollEvery: 10, sealEvery: 10 }).start()
    await until('sealed', async () => (await checkpointsOf(organisation)).at(-1)?.size === 1)
    await test.db.inOrganisation(organisation, async (tx) => {
      expect(await lockLog(tx)).toBe(true)
      await write(organisation, 1)
      await new Promise((resolve) => setTimeout(resolve, 200))
      expect(await leavesOf(organisation)).toHaveLength(1)
    })
    await until('sealed', async () => (await checkpointsOf(organisation)).at(-1)?.size === 2)
  })

  it('loses nothing when its transaction is cut off', async () => {
    const organisation = await test.addOrganisation()
    const sequencer = sequencerOf()
    await write(organisation, 10)
    await query(`create function cut_off() returns trigger language plpgsql as $$ begin raise 'cut off'; end $$`)
    await query('create trigger cut_off before insert on journal_checkpoint execute function cut_off()')
    await expect(sequencer.drain(organisation)).rejects.toThrow('cut off')
    await query('drop trigger cut_off on journal_checkpoint')
    await query('drop function cut_off')
    expect(await leavesOf(organisation)).toEqual([])
    await write(organisation, 5)
    await sequencer.drain(organisation)
    await expectSound(organisation, 15)
  })
})

describe('the sequencer signs nothing', () => {
  const sealed = async (count: number): Promise<string> => {
    const organisation = await test.addOrganisation()
    await write(organisation, count)
    await sequencerOf().drain(organisation)
    return organisation
  }
  const refuses = async (sequencer: Sequencer, organisation: string): Promise<void> => {
    const before = await checkpointsOf(organisation)
    await write(organisation, 1)
    await expect(sequencer.drain(organisation)).rejects.toMatchObject({ code: 'JOURNAL_INCONSISTENT' })
    expect(await checkpointsOf(organisation)).toEqual(before)
  }

  it('when the tail of the log was cut off', async () => {
    const organisation = await sealed(300)
    await query('delete from journal_leaf where organisation_id = $1 and leaf_index >= 290', organisation)
    await refuses(sequencerOf(), organisation)
  })

  it('when a leaf was changed', async () => {
    const organisation = await sealed(300)
    await query(
      `update journal_leaf set leaf_hash = sha256(leaf_hash) where organisation_id = $1 and leaf_index = 280`,
      organisation,
    )
    await refuses(sequencerOf(), organisation)
  })

  it('when a tile was changed while it was running', async () => {
    const organisation = await test.addOrganisation()
    const sequencer = sequencerOf()
    await write(organisation, 300)
    await sequencer.drain(organisation)
    await query(
      'update journal_tile set root = sha256(root), hashes = sha256(hashes) || substr(hashes, 33) where organisation_id = $1',
      organisation,
    )
    await refuses(sequencer, organisation)
  })

  it('when a checkpoint in the database is not the one that was signed', async () => {
    const organisation = await sealed(20)
    await query('update journal_checkpoint set root = sha256(root) where organisation_id = $1', organisation)
    await refuses(sequencerOf(), organisation)
  })

  it('and says of which log it cannot go on', async () => {
    const organisation = await sealed(20)
    await query('delete from journal_leaf where organisation_id = $1 and leaf_index = 19', organisation)
    const told: { organisationId: string; code: string }[] = []
    const log = { error: (said: { organisationId: string; code: string }) => told.push(said), info: () => undefined }
    const sequencer = sequencerOf({ pollEvery: 10, sealEvery: 10, log: log as never })
    sequencer.start()
    const toldOf = () => told.find(({ organisationId }) => organisationId === organisation)
    await until('told', async () => toldOf() !== undefined)
    expect(toldOf()).toMatchObject({ code: 'JOURNAL_INCONSISTENT' })
    expect(sequencer.failing()).toContain(organisation)
  })
})
