import { describe, expect, it } from 'vitest'
import { fromBase64, fromUtf8, toBase64, toHex, toUtf8 } from '../bytes.ts'
import { canonicalJson, type JsonObject } from '../canonical-json.ts'
import { commitmentOf } from '../commitment.ts'
import { type EntryPublic, leafHashOf } from '../entry.ts'
import { signCheckpoint } from '../note/checkpoint.ts'
import { ed25519Signer, formatVerifierKey } from '../note/verifier-key.ts'
import { logIdOf, originOf } from '../origin.ts'
import { hashLeaf } from '../tree/hash.ts'
import { inclusionProof } from '../tree/inclusion.ts'
import { readRoot } from '../tree/range.ts'
import { leavesReader } from '../tree/reference.ts'
import { type AnchorReference, issueReceipt, parseReceipt, type Receipt } from './format.ts'
import { verifyReceipt, verifyReceiptOffline } from './verify.ts'

const organisation = '01890a5d-ac96-774b-bcce-b302099a8057'
const origin = originOf(organisation)
const signer = ed25519Signer(origin, new Uint8Array(32).fill(5))
const logKey = formatVerifierKey(signer.key)
const salt = new Uint8Array(32).fill(0xa5)
const body = { order: 'C-536379', total: { amount: 1250, currency: 'GBP' }, note: '谢谢 “ok”' }
const anchor: AnchorReference = {
  chainId: 7_208,
  contract: `0x${'1f'.repeat(20)}`,
  log: logIdOf(origin),
  transactionHash: `0x${'2e'.repeat(32)}`,
  blockNumber: 41,
}

const entryOf = (change: Partial<EntryPublic> = {}): EntryPublic => ({
  v: 1,
  organisation,
  id: '01890a5d-ac96-774b-bcce-b302099a8058',
  subject: '01890a5d-ac96-774b-bcce-b302099a8059',
  kind: 'order.placed',
  actor: 'staff:4f3c',
  purpose: 'service-contract',
  recordedAt: '2026-01-31T08:00:00.000Z',
  commitment: commitmentOf(salt, body),
  ...change,
})

type Draft = Omit<Receipt, 'signature' | 'key'>

const draft = async (index: number, size: number, change: Partial<Receipt> = {}): Promise<Draft> => {
  const entry = change.entry ?? entryOf()
  const leaves = Array.from({ length: size }, (_, i) => (i === index ? leafHashOf(entry) : hashLeaf(toUtf8(`${i}`))))
  const root = await readRoot(size, leavesReader(leaves))
  return {
    entry,
    opened: { salt, body },
    anchor,
    index,
    proof: await inclusionProof(index, size, leavesReader(leaves)),
    checkpoint: signCheckpoint({ origin, size, root }, signer),
    ...change,
  }
}

const issue = async (index: number, size: number, change: Partial<Receipt> = {}): Promise<string> =>
  issueReceipt(await draft(index, size, change), signer)

const without = ({ entry, index, proof, checkpoint }: Draft) => ({
  entry,
  index,
  proof,
  checkpoint,
})

describe('a receipt', () => {
  it('is a tlog-proof file that verifies with the log key alone', async () => {
    const text = await issue(4, 7)
    expect(text.split('\n')[0]).toBe('c2sp.org/tlog-proof@v1')
    expect(text.split('\n')[2]).toBe('index 4')
    expect(verifyReceiptOffline(text, logKey)).toMatchObject({
      ok: true,
      anchor: 'stated',
      checkpoint: { origin, size: 7 },
      receipt: { opened: { body }, index: 4 },
      passed: ['form', 'origin', 'checkpoint', 'entry', 'commitment', 'inclusion', 'signature'],
    })
    expect(verifyReceiptOffline(toUtf8(text), logKey)).toMatchObject({ ok: true })
  })

  it('names the key of its log, under which it verifies where no other is known', async () => {
    const text = await issue(4, 7)
    expect(parseReceipt(text).key).toBe(logKey)
    const impostor = ed25519Signer(origin, new Uint8Array(32).fill(6))
    const forged = issueReceipt(await draft(4, 7), impostor)
    expect(parseReceipt(forged).key).toBe(formatVerifierKey(impostor.key))
    expect(verifyReceiptOffline(forged, logKey)).toMatchObject({ ok: false, code: 'RECEIPT_SIGNATURE_FAILS' })
  })

  it('verifies with the body kept closed and before its root is anchored', async () => {
    const text = issueReceipt(without(await draft(0, 1)), signer)
    expect(verifyReceiptOffline(text, logKey)).toMatchObject({ ok: true, anchor: 'absent' })
    expect(verifyReceiptOffline(text, logKey).passed).not.toContain('commitment')
  })

  it('is confirmed by a ledger that keeps the same root', async () => {
    const text = await issue(4, 7)
    const offline = verifyReceiptOffline(text, logKey)
    if (!offline.ok) throw new Error(offline.message)
    const asked: unknown[] = []
    const verdict = await verifyReceipt(text, {
      logKey,
      readAnchor: (...question) => {
        asked.push(question)
        return Promise.resolve(`0x${toHex(offline.checkpoint.root)}`)
      },
    })
    expect(verdict).toMatchObject({ ok: true, anchor: 'confirmed' })
    expect(asked).toEqual([[logIdOf(origin), 7, anchor]])
  })
})

describe('a receipt is refused, with evidence,', () => {
  it('when it is of another log than the key', async () => {
    const other = ed25519Signer(originOf('01890a5d-ac96-774b-bcce-b302099a8000'), new Uint8Array(32).fill(5))
    const verdict = verifyReceiptOffline(await issue(2, 5), formatVerifierKey(other.key))
    expect(verdict).toMatchObject({
      ok: false,
      code: 'RECEIPT_ORIGIN_WRONG',
      evidence: { stated: origin, found: other.name },
      passed: ['form'],
    })
  })

  it('when the checkpoint was signed by somebody else under the same name', async () => {
    const impostor = ed25519Signer(origin, new Uint8Array(32).fill(6))
    const root = hashLeaf(toUtf8(''))
    const checkpoint = signCheckpoint({ origin, size: 1, root }, impostor)
    const text = issueReceipt(await draft(0, 1, { checkpoint }), impostor)
    const verdict = verifyReceiptOffline(text, logKey)
    expect(verdict).toMatchObject({
      ok: false,
      code: 'RECEIPT_CHECKPOINT_SIGNATURE_FAILS',
      evidence: { stated: checkpoint, found: 'NOTE_SIGNATURE_MISSING', checkpoint },
    })
  })

  it('when the entry belongs to another organisation', async () => {
    const entry = entryOf({ organisation: '01890a5d-ac96-774b-bcce-b302099a8000' })
    expect(verifyReceiptOffline(await issue(2, 5, { entry }), logKey)).toMatchObject({
      ok: false,
      code: 'RECEIPT_ENTRY_MISMATCH',
      evidence: { stated: entry.organisation, found: organisation },
    })
  })

  it('when the body shown is not the one committed to', async () => {
    const opened = { salt, body: { ...body, total: { amount: 1251, currency: 'GBP' } } }
    expect(verifyReceiptOffline(await issue(2, 5, { opened }), logKey)).toMatchObject({
      ok: false,
      code: 'RECEIPT_COMMITMENT_MISMATCH',
      evidence: { stated: entryOf().commitment, found: commitmentOf(salt, opened.body) },
    })
  })

  it('when the entry is not in the tree, even if the log signed the file', async () => {
    const honest = await draft(2, 5)
    const text = issueReceipt({ ...honest, entry: entryOf({ actor: 'staff:other' }) }, signer)
    expect(verifyReceiptOffline(text, logKey)).toMatchObject({
      ok: false,
      code: 'RECEIPT_INCLUSION_FAILS',
      evidence: { inclusion: { index: 2, size: 5, proof: honest.proof.map(toHex) } },
    })
  })

  it('when the stated anchor was exchanged after the log issued it', async () => {
    const receipt = parseReceipt(await issue(2, 5))
    const { signature } = receipt
    const forged = issueReceipt(
      { ...receipt, anchor: { ...anchor, blockNumber: 42 } },
      { ...signer, sign: () => signature },
    )
    expect(verifyReceiptOffline(forged, logKey)).toMatchObject({ ok: false, code: 'RECEIPT_SIGNATURE_FAILS' })
  })

  it('when the anchor is that of another log', async () => {
    const text = await issue(2, 5, { anchor: { ...anchor, log: `0x${'00'.repeat(32)}` } })
    expect(verifyReceiptOffline(text, logKey)).toMatchObject({ ok: false, code: 'RECEIPT_ANCHOR_DIFFERS' })
  })

  it('when the ledger keeps another root, none, or cannot be asked', async () => {
    const text = await issue(2, 5)
    const other = `0x${'77'.repeat(32)}`
    await expect(verifyReceipt(text, { logKey, readAnchor: () => Promise.resolve(other) })).resolves.toMatchObject({
      ok: false,
      code: 'RECEIPT_ANCHOR_DIFFERS',
      evidence: { found: other },
    })
    await expect(verifyReceipt(text, { logKey, readAnchor: () => Promise.resolve(undefined) })).resolves.toMatchObject({
      ok: false,
      code: 'RECEIPT_ANCHOR_MISSING',
    })
    await expect(
      verifyReceipt(text, { logKey, readAnchor: () => Promise.reject(new Error('connection refused')) }),
    ).resolves.toMatchObject({
      ok: false,
      code: 'RECEIPT_ANCHOR_UNREADABLE',
      evidence: { found: 'connection refused' },
    })
  })

  it('when a ledger is asked for and the receipt names none', async () => {
    const text = issueReceipt(without(await draft(0, 1)), signer)
    const readAnchor = () => Promise.resolve(undefined)
    await expect(verifyReceipt(text, { logKey, readAnchor })).resolves.toMatchObject({ code: 'RECEIPT_ANCHOR_MISSING' })
  })
})

describe('the reader of receipts', () => {
  const reworded = (text: string, change: (extra: JsonObject) => string): string =>
    text.replace(/^extra .*$/m, (line) => {
      const extra = JSON.parse(fromUtf8(fromBase64(line.slice(6)))) as JsonObject
      return `extra ${toBase64(toUtf8(change(extra)))}`
    })

  it.each<[string, (text: string) => string]>([
    ['nothing', () => ''],
    ['something else', () => 'PK\u0003\u0004'],
    ['a trailing byte', (text) => `${text}\n`],
    ['a leading byte', (text) => ` ${text}`],
    ['a byte order mark', (text) => `\ufeff${text}`],
    ['carriage returns', (text) => text.replaceAll('\n', '\r\n')],
    ['another version', (text) => text.replace('@v1', '@v2')],
    ['no extra line', (text) => text.replace(/^extra .*\n/m, '')],
    ['an index with a leading zero', (text) => text.replace('index 4', 'index 04')],
    ['white space in the extra JSON', (text) => reworded(text, (extra) => ` ${canonicalJson(extra)}`)],
    [
      'unsorted extra JSON',
      (text) => reworded(text, ({ signature, ...rest }) => JSON.stringify({ signature, ...rest })),
    ],
    ['a repeated member', (text) => reworded(text, (extra) => canonicalJson(extra).replace('{', '{"entry":{},'))],
    ['an unknown member', (text) => reworded(text, (extra) => canonicalJson({ ...extra, more: 1 }))],
    ['no signature', (text) => reworded(text, ({ entry = null }) => canonicalJson({ entry }))],
    ['no key', (text) => reworded(text, ({ entry = null, signature = '' }) => canonicalJson({ entry, signature }))],
    ['half a key', (text) => reworded(text, (extra) => canonicalJson({ ...extra, key: origin }))],
    ['an upper-case address', (text) => reworded(text, (extra) => canonicalJson(extra).replace('0x1f', '0x1F'))],
    ['a hash of 31 bytes', (text) => text.replace(/^(index 4\n).*$/m, `$1${toBase64(new Uint8Array(31))}`)],
    ['a megabyte', (text) => text + 'x'.repeat(1_048_576)],
  ])('refuses %s', async (_, change) => {
    const text = await issue(4, 7)
    const changed = change(text)
    expect(changed).not.toBe(text)
    expect(() => parseReceipt(changed)).toThrow(expect.objectContaining({ code: 'JOURNAL_RECEIPT_MALFORMED' }))
    expect(verifyReceiptOffline(changed, logKey)).toMatchObject({ ok: false, code: 'RECEIPT_MALFORMED' })
  })

  it('says what is wrong', () => {
    expect(() => parseReceipt('hello\n\nworld\n')).toThrow('the first line is not c2sp.org/tlog-proof@v1')
  })
})

describe('one changed byte anywhere in a receipt', () => {
  /** A fixed sequence of pseudo-random numbers (xorshift32), so that a failure can be repeated. */
  const random = (seed: number) => () => {
    seed ^= seed << 13
    seed ^= seed >>> 17
    seed ^= seed << 5
    return seed >>> 0
  }

  it(
    'is always noticed: every position of many receipts, flipped, removed or doubled',
    { timeout: 300_000 },
    async () => {
      const next = random(20_261_121)
      const shapes = [
        [0, 1],
        [0, 2],
        [1, 2],
        [2, 3],
        [4, 7],
        [6, 7],
        [200, 300],
      ] as const
      let tried = 0
      for (const [i, [index, size]] of shapes.entries()) {
        const whole = await draft(index, size)
        const bytes = toUtf8(issueReceipt(i % 3 === 2 ? without(whole) : whole, signer))
        expect(verifyReceiptOffline(bytes, logKey)).toMatchObject({ ok: true })
        for (let at = 0; at < bytes.length; at++) {
          const flipped = bytes.slice()
          flipped[at]! ^= 1 << (next() % 8)
          const variants = [flipped]
          if (at % 7 === i) {
            const removed = new Uint8Array([...bytes.subarray(0, at), ...bytes.subarray(at + 1)])
            const doubled = new Uint8Array([...bytes.subarray(0, at + 1), ...bytes.subarray(at)])
            variants.push(removed, doubled)
          }
          for (const changed of variants) {
            tried += 1
            const verdict = verifyReceiptOffline(changed, logKey)
            if (verdict.ok) throw new Error(`Byte ${at} of receipt ${i} may be changed.`)
            expect(verdict.code).toMatch(/^RECEIPT_/)
          }
        }
      }
      expect(tried).toBeGreaterThan(10_000)
    },
  )
})
