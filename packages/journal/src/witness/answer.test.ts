import { describe, expect, it } from 'vitest'
import { toBase64, toUtf8 } from '../bytes.ts'
import { signCheckpoint } from '../note/checkpoint.ts'
import { openNote, parseNote } from '../note/signed-note.ts'
import { ed25519Signer, ed25519Verifier } from '../note/verifier-key.ts'
import { consistencyProof } from '../tree/consistency.ts'
import { emptyRoot, hashLeaf } from '../tree/hash.ts'
import { readRoot } from '../tree/range.ts'
import { leavesReader } from '../tree/reference.ts'
import { formatAddCheckpoint } from './add-checkpoint.ts'
import { answerAddCheckpoint, type Witness, type Witnessed, type WitnessDecision } from './answer.ts'
import { createCosigner, parseSignatureLines, witnessVerifier } from './cosignature.ts'
import { type SplitView, verifySplitView } from './split-view.ts'

const origin = 'example.com/log'
const signer = ed25519Signer(origin, new Uint8Array(32).fill(5))
const verifier = ed25519Verifier(signer.key)
const cosigner = createCosigner('witness.example/w1', new Uint8Array(32).fill(6))

const treeOf = (size: number, changed?: number) => {
  const leaves = Array.from({ length: size }, (_, n) => hashLeaf(toUtf8(n === changed ? 'another' : `${n}`)))
  const reader = leavesReader(leaves)
  return {
    checkpoint: async (at: number) => signCheckpoint({ origin, size: at, root: await readRoot(at, reader) }, signer),
    proof: async (from: number, to: number) => consistencyProof(from, to, reader),
  }
}
const honest = treeOf(40)
const lying = treeOf(40, 3)

const made = () => {
  let newest: Witnessed | undefined
  const evidence: SplitView[] = []
  const witness: Witness = {
    cosigner,
    keysOf: (of) => (of === origin ? [verifier] : []),
    now: () => new Date('2026-01-31T08:00:00Z'),
    store: {
      change: async (_, decide) => {
        const decision: WitnessDecision = decide(newest)
        newest = decision.keep ?? newest
        if (decision.evidence !== undefined) evidence.push(decision.evidence)
        return decision.answer
      },
    },
  }
  const ask = async (oldSize: number, proof: readonly Uint8Array[], checkpoint: string) =>
    answerAddCheckpoint(formatAddCheckpoint({ oldSize, proof, checkpoint }), witness)
  const grow = async (from: number, to: number, tree = honest) =>
    ask(from, from === 0 ? [] : await tree.proof(from, to), await tree.checkpoint(to))
  return { witness, evidence, ask, grow, newest: () => newest }
}

describe('add-checkpoint (C2SP tlog-witness)', () => {
  it('cosigns a tree that grows, step by step, and remembers it with both signatures', async () => {
    const { grow, newest, evidence } = made()
    for (const [from, to] of [
      [0, 3],
      [3, 4],
      [4, 4],
      [4, 8],
      [8, 13],
      [13, 40],
    ] as const) {
      const answer = await grow(from, to)
      expect(answer.status, `${from} to ${to}`).toBe(200)
      const text = parseNote(await honest.checkpoint(to)).text
      const [signature] = parseSignatureLines(answer.body)
      expect(witnessVerifier(cosigner.key).verify(toUtf8(text), signature!.signature)).toBe(true)
      expect(newest()).toMatchObject({ size: to })
      expect(openNote(newest()!.note, [verifier, witnessVerifier(cosigner.key)])).toMatchObject({
        signedBy: [origin, 'witness.example/w1'],
      })
    }
    expect(evidence).toEqual([])
  })

  it('cosigns an empty tree, if it is the empty one', async () => {
    const { ask, newest } = made()
    const empty = signCheckpoint({ origin, size: 0, root: emptyRoot() }, signer)
    expect((await ask(0, [], signCheckpoint({ origin, size: 0, root: hashLeaf(toUtf8('x')) }, signer))).status).toBe(
      422,
    )
    expect((await ask(0, [], empty)).status).toBe(200)
    expect(newest()).toMatchObject({ size: 0 })
  })

  it('answers 404 for a log that it does not know, 403 without a signature of its key', async () => {
    const { ask, witness } = made()
    const strange = ed25519Signer('example.com/other', new Uint8Array(32).fill(5))
    const root = await readRoot(3, leavesReader([0, 1, 2].map((n) => hashLeaf(toUtf8(`${n}`)))))
    const elsewhere = signCheckpoint({ origin: 'example.com/other', size: 3, root }, strange)
    expect((await ask(0, [], elsewhere)).status).toBe(404)
    const forger = ed25519Signer(origin, new Uint8Array(32).fill(7))
    expect((await ask(0, [], signCheckpoint({ origin, size: 3, root }, forger))).status).toBe(403)
    const genuine = await honest.checkpoint(3)
    const spoilt = genuine.replace(/(\u2014 \S+ .{20})(.)/, (_, before: string, digit: string) =>
      before.concat(digit === 'A' ? 'B' : 'A'),
    )
    expect((await ask(0, [], spoilt)).status).toBe(403)
    // A signature that nobody knows changes nothing, and is not passed on.
    const both = `${genuine}\u2014 example.com/log ${toBase64(new Uint8Array(68).fill(9))}\n`
    expect((await ask(0, [], both)).status).toBe(200)
    const kept = await witness.store.change(origin, (newest) => ({
      answer: { status: 0, type: '', body: newest!.note },
    }))
    expect(parseNote(kept.body).signatures.map(({ name }) => name)).toEqual([origin, 'witness.example/w1'])
  })

  it('answers 400 when the old size is above the new one, or the request has no such form', async () => {
    const { witness, grow, ask } = made()
    await grow(0, 8)
    expect((await ask(8, [], await honest.checkpoint(5))).status).toBe(400)
    const checkpoint = await honest.checkpoint(8)
    for (const body of [
      '',
      checkpoint,
      `old 8\n${checkpoint}`,
      `old 08\n\n${checkpoint}`,
      `Old 8\n\n${checkpoint}`,
      `old 8\nAAAA\n\n${checkpoint}`,
      `old 8\n!\n\n${checkpoint}`,
      `old 8\n${`${toBase64(new Uint8Array(32))}\n`.repeat(64)}\n${checkpoint}`,
      'old 8\n\nnothing\n',
    ]) {
      expect((await answerAddCheckpoint(body, witness)).status, JSON.stringify(body.slice(0, 40))).toBe(400)
    }
  })

  it('answers 409 with its size when the log believes another, and keeps what it has', async () => {
    const { grow, ask, newest, evidence } = made()
    await grow(0, 13)
    for (const old of [0, 5, 20]) {
      const answer = await ask(old, [], await honest.checkpoint(21))
      expect(answer).toEqual({ status: 409, type: 'text/x.tlog.size', body: '13\n' })
    }
    expect(newest()).toMatchObject({ size: 13 })
    expect(evidence).toEqual([])
  })

  it('answers 422 to a proof that does not hold, and never goes back', async () => {
    const { grow, ask, newest } = made()
    expect((await ask(0, [new Uint8Array(32)], await honest.checkpoint(3))).status).toBe(422)
    await grow(0, 13)
    const proof = await honest.proof(13, 21)
    expect((await ask(13, proof.slice(1), await honest.checkpoint(21))).status).toBe(422)
    expect((await ask(13, proof.toReversed(), await honest.checkpoint(21))).status).toBe(422)
    expect((await ask(13, proof, await honest.checkpoint(22))).status).toBe(422)
    expect((await ask(13, proof, await honest.checkpoint(13))).status).toBe(422)
    expect(newest()).toMatchObject({ size: 13 })
    expect((await ask(13, proof, await honest.checkpoint(21))).status).toBe(200)
  })
})

describe('a log that shows two histories', () => {
  it.each([
    ['another root for the same size', 13, 13],
    ['a larger tree that does not begin with the one known', 13, 21],
    ['a larger tree after an even size', 12, 40],
  ])('is refused, and both signed checkpoints are kept and prove it: %s', async (_, from, to) => {
    const { grow, evidence, newest } = made()
    await grow(0, from)
    expect((await grow(from, to, lying)).status).toBe(422)
    expect(newest()).toMatchObject({ size: from, root: expect.stringMatching(/^[0-9a-f]{64}$/) })
    const [found] = evidence
    expect(found).toMatchObject({ origin, proven: true, known: newest()!.note, shown: await lying.checkpoint(to) })
    expect(verifySplitView(found!, verifier)).toBe(true)
    // Nobody can make such evidence against a log that has one history.
    expect(verifySplitView({ ...found!, shown: await honest.checkpoint(to) }, verifier)).toBe(false)
    expect(verifySplitView({ ...found!, shown: found!.known }, verifier)).toBe(false)
    const other = ed25519Verifier(ed25519Signer(origin, new Uint8Array(32).fill(8)).key)
    expect(verifySplitView(found!, other)).toBe(false)
    expect(verifySplitView({ ...found!, known: 'nothing' }, verifier)).toBe(false)
  })

  it('is found by the same size alone, whatever old size it states', async () => {
    const { grow, ask, evidence } = made()
    await grow(0, 13)
    expect((await ask(0, [], await lying.checkpoint(13))).status).toBe(409)
    expect(evidence).toMatchObject([{ proven: true }])
  })

  it('is suspected, not convicted, where the proof shows nothing by itself', async () => {
    const { grow, ask, evidence } = made()
    await grow(0, 16)
    expect((await grow(16, 40, lying)).status).toBe(422)
    expect((await ask(16, [], await honest.checkpoint(40))).status).toBe(422)
    expect(evidence.map(({ proven }) => proven)).toEqual([false, false])
    for (const found of evidence) expect(verifySplitView(found, verifier)).toBe(false)
  })
})
