import {
  equalBytes,
  fromHex,
  hashesOfTile,
  leafHashOf,
  logIdOf,
  parseReceipt,
  parseSignedCheckpoint,
  tilePath,
  tilesOf,
  toHex,
  verifyConsistency,
  verifyInclusion,
  verifyReceipt,
  verifyReceiptOffline,
} from '@candor/journal'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { destroySubjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { finaliseAnchors, noteAnchored, requestAnchor, retractAnchors, type Anchored } from './anchors.ts'
import { newestCheckpoint } from './checkpoint.ts'
import { listCheckpoints } from './checkpoints.ts'
import { readEntry } from './entries.ts'
import { logKeys } from './log-key.ts'
import { proveConsistency, proveInclusion } from './proofs.ts'
import { receiptOf } from './receipts.ts'
import { record, recordMany, type Recorded } from './record.ts'
import { Sequencer } from './sequencer.ts'
import { sourceOf } from './source.ts'
import { openJournalTestDatabase, orderEntry, type JournalTestDatabase } from './testing.ts'
import { readTile } from './tiles.ts'
import { timelineOf } from './timeline.ts'

let test: JournalTestDatabase
let sequencer: Sequencer
beforeAll(async () => {
  test = await openJournalTestDatabase()
  sequencer = new Sequencer(test.db)
})
afterAll(async () => test.close())

const within = async <T>(organisation: string, run: (tx: Tx) => Promise<T>): Promise<T> =>
  test.db.inOrganisation(organisation, run)

/** A log of its own with so many sealed entries about one subject. */
const sealedLog = async (count: number): Promise<{ organisation: string; subject: string; made: Recorded[] }> => {
  const organisation = await test.addOrganisation()
  const subject = uuidv7()
  const made = await within(organisation, async (tx) =>
    recordMany(
      tx,
      Array.from({ length: count }, (_, i) => orderEntry(subject, i)),
    ),
  )
  await sequencer.drain(organisation)
  return { organisation, subject, made }
}

const keyOf = async (organisation: string): Promise<string> => (await within(organisation, logKeys))[0]!.vkey
const contract = `0x${'ab'.repeat(20)}` as const

/** What the ledger would report of the newest checkpoint. */
const anchoredNow = async (organisation: string, blockNumber: number): Promise<Anchored> =>
  within(organisation, async (tx) => {
    const request = await requestAnchor(tx, 0)
    if (request === undefined) throw new Error('nothing to anchor')
    const { log, treeSize, rootHash } = request
    const transactionHash = `0x${blockNumber.toString(16).padStart(64, '0')}` as const
    const anchored = {
      log,
      treeSize,
      rootHash,
      chainId: 7,
      contract,
      transactionHash,
      blockNumber,
      anchoredAt: new Date(),
    }
    await noteAnchored(tx, anchored)
    return anchored
  })

describe('proofs from stored tiles and leaves', () => {
  it('hold for every kind of place in a log of several tiles', async () => {
    const { organisation, made } = await sealedLog(700)
    await within(organisation, async (tx) => {
      for (const [index, size] of [
        [0, 1],
        [0, 700],
        [255, 256],
        [256, 700],
        [511, 513],
        [699, 700],
      ] as const) {
        const { leafHash, root, proof } = await proveInclusion(tx, index, size)
        const { entry } = await readEntry(tx, made[index]!.id)
        expect(leafHash).toBe(toHex(leafHashOf(entry)))
        const hashes = proof.map((hash) => fromHex(hash, 32))
        const claim = { leafHash: leafHashOf(entry), index, size, root: fromHex(root, 32), proof: hashes }
        expect(verifyInclusion(claim)).toEqual({ ok: true })
      }
      for (const [from, to] of [
        [0, 700],
        [1, 2],
        [256, 512],
        [255, 700],
        [300, 301],
        [700, 700],
      ] as const) {
        const proved = await proveConsistency(tx, from, to)
        const verdict = verifyConsistency({
          fromSize: from,
          fromRoot: fromHex(proved.from.root, 32),
          toSize: to,
          toRoot: fromHex(proved.to.root, 32),
          proof: proved.proof.map((hash) => fromHex(hash, 32)),
        })
        expect(verdict).toEqual({ ok: true })
      }
    })
  })

  it('are refused for sizes that the log does not have', async () => {
    const { organisation } = await sealedLog(3)
    const invalid = { code: 'JOURNAL_RANGE_INVALID' }
    await expect(within(organisation, async (tx) => proveConsistency(tx, 2, 4))).rejects.toMatchObject(invalid)
    await expect(within(organisation, async (tx) => proveConsistency(tx, 3, 2))).rejects.toMatchObject(invalid)
    await expect(within(organisation, async (tx) => proveInclusion(tx, 3, 3))).rejects.toMatchObject(invalid)
    await expect(within(organisation, async (tx) => proveInclusion(tx, 0, 4))).rejects.toMatchObject(invalid)
  })
})

describe('tiles', () => {
  it('are served at their C2SP paths, full and partial, and make up the sealed root', async () => {
    const { organisation } = await sealedLog(600)
    await within(organisation, async (tx) => {
      const leaves: Uint8Array[] = []
      for (const tile of tilesOf(600)) {
        const hashes = hashesOfTile(await readTile(tx, tilePath(tile)))
        expect(hashes).toHaveLength(tile.width)
        if (tile.level === 0) leaves.push(...hashes)
      }
      const stored = await tx.rows<{ leaf_hash: Buffer }>({
        text: 'select leaf_hash from journal_leaf order by leaf_index',
      })
      expect(leaves.map(toHex)).toEqual(stored.map(({ leaf_hash: hash }) => hash.toString('hex')))
      const partial = hashesOfTile(await readTile(tx, 'tile/0/002.p/7'))
      expect(partial.map(toHex)).toEqual(leaves.slice(512, 519).map(toHex))
    })
  })

  it.each(['tile/0/002', 'tile/0/002.p/89', 'tile/1/000.p/3', 'tile/9/000', 'tile/0/0', 'tile/0/../checkpoint', 'x'])(
    'are not found at %s',
    async (path) => {
      const { organisation } = await sealedLog(600)
      await expect(within(organisation, async (tx) => readTile(tx, path))).rejects.toMatchObject({
        code: 'JOURNAL_TILE_NOT_FOUND',
      })
    },
  )
})

describe('the receipt of an entry', () => {
  it('verifies with the key of the log alone, and shows the body', async () => {
    const { organisation, made } = await sealedLog(300)
    for (const index of [0, 255, 256, 299]) {
      const receipt = await within(organisation, async (tx) => receiptOf(tx, made[index]!.id, true))
      expect(verifyReceiptOffline(receipt, await keyOf(organisation))).toMatchObject({
        ok: true,
        anchor: 'absent',
        receipt: { index, entry: { id: made[index]!.id }, opened: { body: { total: { amount: index } } } },
      })
    }
  })

  it('keeps the body closed for who may not read it', async () => {
    const { organisation, made } = await sealedLog(2)
    const receipt = await within(organisation, async (tx) => receiptOf(tx, made[1]!.id, false))
    expect(verifyReceiptOffline(receipt, await keyOf(organisation))).toMatchObject({ ok: true })
    expect(parseReceipt(receipt).opened).toBeUndefined()
  })

  it('takes the oldest anchor that covers the entry, and stays the same from then on', async () => {
    const { organisation, subject, made } = await sealedLog(5)
    const first = await anchoredNow(organisation, 10)
    await within(organisation, async (tx) => record(tx, orderEntry(subject)))
    await sequencer.drain(organisation)
    const receipt = await within(organisation, async (tx) => receiptOf(tx, made[2]!.id, true))
    await anchoredNow(organisation, 11)
    expect(await within(organisation, async (tx) => receiptOf(tx, made[2]!.id, true))).toBe(receipt)
    const asked: unknown[] = []
    const readAnchor = (log: string, size: number) => {
      asked.push([log, size])
      return Promise.resolve<string>(first.rootHash)
    }
    const verdict = await verifyReceipt(receipt, { logKey: await keyOf(organisation), readAnchor })
    expect(verdict).toMatchObject({ ok: true, anchor: 'confirmed', receipt: { anchor: { blockNumber: 10, contract } } })
    expect(asked).toEqual([[first.log, 5]])
  })

  it('is not to be had before the entry is sealed, which the answer says', async () => {
    const { organisation, subject } = await sealedLog(1)
    const { id } = await within(organisation, async (tx) => record(tx, orderEntry(subject)))
    await expect(within(organisation, async (tx) => receiptOf(tx, id, true))).rejects.toMatchObject({
      code: 'JOURNAL_NOT_SEALED_YET',
      status: 409,
      headers: { 'retry-after': '1' },
    })
  })

  it('still proves an entry whose content was erased', async () => {
    const { organisation, subject, made } = await sealedLog(3)
    await within(organisation, async (tx) => destroySubjectKey(tx, subject))
    const receipt = await within(organisation, async (tx) => receiptOf(tx, made[1]!.id, true))
    expect(verifyReceiptOffline(receipt, await keyOf(organisation))).toMatchObject({ ok: true })
    expect(parseReceipt(receipt).opened).toBeUndefined()
  })

  it('is not issued for an entry of another organisation', async () => {
    const { made } = await sealedLog(1)
    await expect(within(test.other, async (tx) => receiptOf(tx, made[0]!.id, true))).rejects.toMatchObject({
      code: 'JOURNAL_ENTRY_NOT_FOUND',
    })
  })

  it('does not verify when the stored entry was changed', async () => {
    const { organisation, made } = await sealedLog(3)
    await test.db.owner.query(`update journal_entry set kind = 'order.returned' where id = $1`, [made[1]!.id])
    const receipt = await within(organisation, async (tx) => receiptOf(tx, made[1]!.id, true))
    expect(verifyReceiptOffline(receipt, await keyOf(organisation))).toMatchObject({
      ok: false,
      code: 'RECEIPT_INCLUSION_FAILS',
    })
  })
})

describe('the timeline of a subject', () => {
  it('shows what happened newest first, page by page, with bodies opened', async () => {
    const { organisation, subject } = await sealedLog(7)
    const old = '2010-12-01T08:26:00.000Z'
    await within(organisation, async (tx) => {
      await record(tx, { ...orderEntry(subject, 99), occurredAt: old })
      await record(tx, { ...orderEntry(uuidv7()), kind: 'note.added' })
      await record(tx, { ...orderEntry(subject), kind: 'note.added', body: { text: 'Called back' } })
    })
    const seen: unknown[] = []
    let cursor: string | undefined
    do {
      const page = await within(organisation, async (tx) => timelineOf(tx, subject, { cursor, limit: 4 }))
      expect(page.items.length).toBeLessThanOrEqual(4)
      seen.push(...page.items.map(({ body }) => body))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    const orders = Array.from({ length: 7 }, (_, i) => orderEntry(subject, 6 - i).body)
    const oldest = { ...orderEntry(subject, 99).body, occurredAt: old }
    expect(seen).toEqual([{ text: 'Called back' }, ...orders, oldest])
    const notes = await within(organisation, async (tx) => timelineOf(tx, subject, { limit: 9, kinds: ['note.'] }))
    expect(notes.items).toMatchObject([{ kind: 'note.added', occurredAt: null, readable: 'yes' }])
  })

  it('says how far each entry has come', async () => {
    const { organisation, subject } = await sealedLog(2)
    const states = async () =>
      (await within(organisation, async (tx) => timelineOf(tx, subject, { limit: 10 }))).items.map(
        ({ state, leafIndex }) => [state, leafIndex],
      )
    expect(await states()).toEqual([
      ['sealed', 1],
      ['sealed', 0],
    ])
    const { blockNumber } = await anchoredNow(organisation, 20)
    expect(await states()).toEqual([
      ['anchored', 1],
      ['anchored', 0],
    ])
    await within(organisation, async (tx) => finaliseAnchors(tx, blockNumber))
    await within(organisation, async (tx) => record(tx, orderEntry(subject)))
    expect(await states()).toEqual([
      ['recorded', null],
      ['final', 1],
      ['final', 0],
    ])
  })

  it('says which entry is damaged and which erased, and still shows the others', async () => {
    const { organisation, subject, made } = await sealedLog(3)
    await test.db.owner.query(
      'update journal_entry set body = set_byte(body, 40, 255 - get_byte(body, 40)) where id = $1',
      [made[1]!.id],
    )
    const read = async () => (await within(organisation, async (tx) => timelineOf(tx, subject, { limit: 10 }))).items
    expect((await read()).map(({ readable }) => readable)).toEqual(['yes', 'damaged', 'yes'])
    await within(organisation, async (tx) => destroySubjectKey(tx, subject))
    expect((await read()).map(({ readable, body }) => [readable, body])).toEqual(
      Array.from({ length: 3 }, () => ['erased', null]),
    )
  })

  it('is empty for somebody unknown, and refuses a cursor that is not its own', async () => {
    const nobody = uuidv7()
    expect(await within(test.organisation, async (tx) => timelineOf(tx, nobody, { limit: 5 }))).toEqual({
      items: [],
      nextCursor: null,
    })
    for (const cursor of ['x', 'W10', Buffer.from('["now","me"]').toString('base64url')]) {
      await expect(
        within(test.organisation, async (tx) => timelineOf(tx, nobody, { limit: 5, cursor })),
      ).rejects.toMatchObject({ code: 'HTTP_CURSOR_INVALID' })
    }
  })
})

describe('anchoring', () => {
  it('asks for the newest checkpoint, once, and not too often', async () => {
    const { organisation, subject } = await sealedLog(4)
    const request = await within(organisation, async (tx) => requestAnchor(tx, 60_000))
    const newest = await within(organisation, newestCheckpoint)
    const { origin, root } = parseSignedCheckpoint(newest!.note).checkpoint
    expect(request).toMatchObject({ treeSize: 4, log: logIdOf(origin), rootHash: `0x${toHex(root)}` })
    expect(request!.checkpointHash).toMatch(/^0x[0-9a-f]{64}$/)
    expect(await within(organisation, async (tx) => requestAnchor(tx, 0))).toBeUndefined()
    await within(organisation, async (tx) => record(tx, orderEntry(subject)))
    await sequencer.drain(organisation)
    expect(await within(organisation, async (tx) => requestAnchor(tx, 60_000))).toBeUndefined()
    expect(await within(organisation, async (tx) => requestAnchor(tx, 0))).toMatchObject({ treeSize: 5 })
    expect(await within(test.other, async (tx) => requestAnchor(tx, 0))).toBeUndefined()
  })

  it('follows the chain when it takes blocks back', async () => {
    const { organisation } = await sealedLog(4)
    const { transactionHash } = await anchoredNow(organisation, 30)
    const list = async () => (await within(organisation, async (tx) => listCheckpoints(tx, { limit: 5 }))).items
    expect(await list()).toMatchObject([{ size: 4, anchor: { blockNumber: 30, transactionHash, final: false } }])
    await within(organisation, async (tx) => retractAnchors(tx, 31))
    expect(await list()).toMatchObject([{ anchor: { blockNumber: 30 } }])
    await within(organisation, async (tx) => retractAnchors(tx, 30))
    expect(await list()).toMatchObject([{ size: 4, anchor: null }])
    expect(await within(organisation, async (tx) => requestAnchor(tx, 0))).toBeUndefined()
  })

  it('lists checkpoints newest first, all or only those on the ledger', async () => {
    const { organisation, subject } = await sealedLog(1)
    await anchoredNow(organisation, 40)
    for (let i = 0; i < 3; i++) {
      await within(organisation, async (tx) => record(tx, orderEntry(subject)))
      await sequencer.drain(organisation)
    }
    const first = await within(organisation, async (tx) => listCheckpoints(tx, { limit: 3 }))
    expect(first.items.map(({ size }) => size)).toEqual([4, 3, 2])
    const cursor = first.nextCursor!
    const second = await within(organisation, async (tx) => listCheckpoints(tx, { limit: 3, cursor }))
    expect(second).toMatchObject({ items: [{ size: 1, anchor: { blockNumber: 40 } }], nextCursor: null })
    const onLedger = await within(organisation, async (tx) => listCheckpoints(tx, { limit: 3, anchored: true }))
    expect(onLedger.items.map(({ size }) => size)).toEqual([1])
  })
})

describe('the source', () => {
  it('names keys, log number and contract', async () => {
    const { organisation } = await sealedLog(1)
    const source = await within(organisation, async (tx) => sourceOf(tx, { chainId: 7, contract }))
    expect(source).toMatchObject({ organisationId: organisation, chainId: 7, contract, log: logIdOf(source.origin) })
    expect(source.journalKeys).toEqual([source.journalKey])
    expect(equalBytes(fromHex(source.log.slice(2), 32), fromHex(logIdOf(source.origin).slice(2), 32))).toBe(true)
    await expect(within(test.other, async (tx) => sourceOf(tx, { chainId: 7, contract }))).rejects.toMatchObject({
      code: 'JOURNAL_EMPTY',
    })
  })
})
