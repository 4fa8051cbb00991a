import {
  type AnchorReader,
  equalBytes,
  formatReceipt,
  parseReceipt,
  parseSignedCheckpoint,
  type Receipt,
  receiptMessage,
  toHex,
  verifyConsistency,
  verifyInclusion,
  verifyReceipt,
  verifyReceiptOffline,
} from '@candor/journal'
import { describe, expect, it } from 'vitest'
import { leafHashOf } from '@candor/journal'
import { anchorOf, logKey, logOf, type LogInMemory, purchase, signer } from './log-in-memory.ts'
import { type Random, randomFrom } from './random.ts'

const size = 40
const honest = logOf(Array.from({ length: size }, (_, n) => purchase(n + 1)))

/** The ledger keeps what the log said first, and nothing else for the same size. */
const ledgerOf =
  (log: LogInMemory): AnchorReader =>
  async (_log, treeSize) =>
    `0x${toHex(await log.root(treeSize))}`

const headOf = async (log: LogInMemory, at: number) => parseSignedCheckpoint(await log.checkpoint(at)).checkpoint

describe('an operator who holds the key and rewrites history', () => {
  const rewritten = logOf(honest.entries.map((told, n) => (n === 11 ? purchase(12, 1) : told)))
  const shortened = logOf(honest.entries.filter((_, n) => n !== 11))
  const reordered = logOf(honest.entries.with(3, honest.entries[4]!).with(4, honest.entries[3]!))

  it.each([
    ['changed an amount', rewritten],
    ['left an entry out', shortened],
    ['exchanged two entries', reordered],
  ])('is convicted by the ledger and by the receipts in customers’ hands: %s', async (_, forged) => {
    const last = forged.entries.length
    const receipt = await forged.receipt(20, last)
    // With the key alone the forgery cannot be told: that is what the ledger is for.
    expect(verifyReceiptOffline(receipt, logKey)).toMatchObject({ ok: true })
    await expect(verifyReceipt(receipt, { logKey, readAnchor: ledgerOf(honest) })).resolves.toMatchObject({
      ok: false,
      code: 'RECEIPT_ANCHOR_DIFFERS',
      evidence: { stated: `0x${toHex(await forged.root(last))}`, found: `0x${toHex(await honest.root(last))}` },
    })
    // Who kept an earlier checkpoint asks for a consistency proof, and there is none.
    const kept = await headOf(honest, 20)
    const shown = await headOf(forged, last)
    for (const proof of [await forged.consistency(20, last), await honest.consistency(20, last), []]) {
      const claim = { fromSize: 20, fromRoot: kept.root, toSize: last, toRoot: shown.root, proof }
      expect(verifyConsistency(claim)).toMatchObject({ ok: false, evidence: { fromRoot: toHex(kept.root) } })
    }
  })

  it('cannot show two contents for one position under one root', async () => {
    const truth = parseReceipt(await honest.receipt(11, size))
    const { entry, salt, body } = purchase(12, 1)
    const forged = { ...truth, entry, opened: { salt, body } }
    const signed = formatReceipt({ ...forged, signature: signer.sign(receiptMessage(forged)) })
    expect(verifyReceiptOffline(signed, logKey)).toMatchObject({ ok: false, code: 'RECEIPT_INCLUSION_FAILS' })
  })

  it('cannot go back to a shorter log', async () => {
    const [kept, shown] = [await headOf(honest, 30), await headOf(honest, 25)]
    const proof = await honest.consistency(25, 30)
    const claim = { fromSize: kept.size, fromRoot: kept.root, toSize: shown.size, toRoot: shown.root, proof }
    expect(verifyConsistency(claim)).toMatchObject({ ok: false, code: 'CONSISTENCY_SIZES' })
  })

  it('is convicted by two customers who compare what they were shown', async () => {
    const [one, other] = [await headOf(honest, size), await headOf(rewritten, size)]
    const claim = { fromSize: size, fromRoot: one.root, toSize: size, toRoot: other.root, proof: [] }
    expect(verifyConsistency(claim)).toMatchObject({
      ok: false,
      code: 'CONSISTENCY_ROOT_DIFFERS',
      evidence: { fromRoot: toHex(one.root), toRoot: toHex(other.root) },
    })
  })

  it('cannot point to an anchor of another log, nor hide that there is none', async () => {
    const truth = parseReceipt(await honest.receipt(5, size))
    const elsewhere = { ...truth, anchor: { ...anchorOf(size), log: `0x${'00'.repeat(32)}` as const } }
    const signed = formatReceipt({ ...elsewhere, signature: signer.sign(receiptMessage(elsewhere)) })
    expect(verifyReceiptOffline(signed, logKey)).toMatchObject({ ok: false, code: 'RECEIPT_ANCHOR_DIFFERS' })
    const nothing: AnchorReader = () => Promise.resolve(undefined)
    await expect(verifyReceipt(await honest.receipt(5, size), { logKey, readAnchor: nothing })).resolves.toMatchObject({
      code: 'RECEIPT_ANCHOR_MISSING',
    })
  })
})

describe('parts of true receipts put together', () => {
  const parts = ['entry', 'opened', 'anchor', 'index', 'proof', 'checkpoint', 'signature'] as const

  it('are never a receipt, whichever parts are exchanged', async () => {
    const random = randomFrom(7)
    const places = [
      [0, 1],
      [0, size],
      [7, 8],
      [11, 12],
      [11, size],
      [12, size],
      [39, size],
    ] as const
    const receipts = await Promise.all(places.map(async ([index, at]) => parseReceipt(await honest.receipt(index, at))))
    let tried = 0
    for (const [i, one] of receipts.entries()) {
      for (const [j, other] of receipts.entries()) {
        if (i === j) continue
        for (const part of parts) {
          const mixed = { ...one, [part]: other[part] } as Receipt
          if (formatReceipt(mixed) === formatReceipt(one)) continue
          tried += 1
          expect(verifyReceiptOffline(formatReceipt(mixed), logKey), `${part} of ${j} in ${i}`).toMatchObject({
            ok: false,
          })
        }
        const some = parts.filter(() => random.upTo(2) === 0)
        const mixed = { ...one, ...Object.fromEntries(some.map((part) => [part, other[part]])) } as Receipt
        if ([one, other].some((whole) => formatReceipt(mixed) === formatReceipt(whole))) continue
        tried += 1
        expect(verifyReceiptOffline(formatReceipt(mixed), logKey), some.join()).toMatchObject({ ok: false })
      }
    }
    expect(tried).toBeGreaterThan(250)
  })
})

describe('mutated proofs', () => {
  const mutateHashes = (hashes: readonly Uint8Array[], random: Random): Uint8Array[] => {
    const at = random.upTo(Math.max(1, hashes.length))
    const flipped = hashes.map((hash, i) => (i === at ? hash.with(random.upTo(32), random.upTo(256)) : hash))
    const ways = [
      () => flipped,
      () => hashes.toSpliced(at, 1),
      () => hashes.toSpliced(at, 0, hashes[at] ?? new Uint8Array(32)),
      () => hashes.toReversed(),
      () => [...hashes, new Uint8Array(32)],
      () => [new Uint8Array(32), ...hashes],
      () => hashes.slice(0, at),
    ]
    return random.pick(ways)()
  }
  const same = (a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean =>
    a.length === b.length && a.every((hash, i) => equalBytes(hash, b[i]!))

  it('of inclusion are never accepted', async () => {
    const random = randomFrom(20_260_101)
    let tried = 0
    while (tried < 4_000) {
      const treeSize = 1 + random.upTo(size)
      const index = random.upTo(treeSize)
      const truth = {
        leafHash: leafHashOf(honest.entries[index]!.entry),
        index,
        size: treeSize,
        root: await honest.root(treeSize),
        proof: await honest.inclusion(index, treeSize),
      }
      expect(verifyInclusion(truth)).toEqual({ ok: true })
      const lies = [
        { ...truth, proof: mutateHashes(truth.proof, random) },
        { ...truth, index: random.upTo(treeSize) },
        { ...truth, leafHash: leafHashOf(honest.entries[random.upTo(size)]!.entry) },
        { ...truth, root: await honest.root(random.upTo(size)) },
      ]
      for (const lie of lies) {
        const unchanged =
          same(lie.proof, truth.proof) &&
          lie.index === index &&
          equalBytes(lie.leafHash, truth.leafHash) &&
          equalBytes(lie.root, truth.root)
        if (unchanged) continue
        tried += 1
        if (verifyInclusion(lie).ok) throw new Error(`accepted: ${JSON.stringify({ ...lie, tried })}`)
      }
    }
  })

  it('of consistency are never accepted', async () => {
    const random = randomFrom(20_260_102)
    let tried = 0
    while (tried < 4_000) {
      const toSize = 1 + random.upTo(size)
      const fromSize = 1 + random.upTo(toSize)
      const truth = {
        fromSize,
        fromRoot: await honest.root(fromSize),
        toSize,
        toRoot: await honest.root(toSize),
        proof: await honest.consistency(fromSize, toSize),
      }
      expect(verifyConsistency(truth)).toEqual({ ok: true })
      const lies = [
        { ...truth, proof: mutateHashes(truth.proof, random) },
        { ...truth, fromRoot: await honest.root(random.upTo(size)) },
        { ...truth, toRoot: await honest.root(random.upTo(size)) },
      ]
      for (const lie of lies) {
        const unchanged =
          same(lie.proof, truth.proof) &&
          equalBytes(lie.fromRoot, truth.fromRoot) &&
          equalBytes(lie.toRoot, truth.toRoot)
        if (unchanged) continue
        tried += 1
        if (verifyConsistency(lie).ok) throw new Error(`accepted: ${JSON.stringify({ ...lie, tried })}`)
      }
    }
  })
})
