import { describe, expect, it } from 'vitest'
import { emptyRoot } from '../tree/hash.ts'
import { signCheckpoint } from '../note/checkpoint.ts'
import { ed25519Signer, formatVerifierKey } from '../note/verifier-key.ts'
import { createCosigner, formatWitnessKey, withSignatures } from './cosignature.ts'
import { checkWitnesses, isQuorum, parsePolicy, quorumInWords } from './policy.ts'

const log = ed25519Signer('example.com/log', new Uint8Array(32).fill(1))
const cosigners = ['x1', 'x2', 'x3', 'y1', 'y2'].map((name, n) =>
  createCosigner(`witness.example/${name}`, new Uint8Array(32).fill(10 + n)),
)
const [x1, x2, x3, y1, y2] = cosigners.map(({ key }) => formatWitnessKey(key))
const vkey = formatVerifierKey(log.key)

const nested = `# who is trusted
log ${vkey} https://example.com
witness X1 ${x1}
\twitness  X2 ${x2}\thttps://x2.example/
witness X3 ${x3}
group X 2 X1 X2 X3
witness Y1 ${y1}
witness Y2 ${y2}
group Y any Y1 Y2
group all-of-them all X Y
quorum all-of-them
`

const note = signCheckpoint({ origin: 'example.com/log', size: 0, root: emptyRoot() }, log)
const at = new Date('2026-01-31T08:00:00Z')
const cosigned = (...numbers: number[]): string =>
  withSignatures(
    note,
    numbers.map((n) => cosigners[n]!.cosign(note.slice(0, note.indexOf('\n\n') + 1), at)),
  )

describe('a policy (C2SP tlog-policy)', () => {
  it('names logs, witnesses, groups and the quorum', () => {
    const policy = parsePolicy(nested)
    expect(policy.logs).toMatchObject([{ vkey, url: 'https://example.com' }])
    expect(policy.witnesses.map(({ name, url }) => [name, url])).toEqual([
      ['X1', undefined],
      ['X2', 'https://x2.example/'],
      ['X3', undefined],
      ['Y1', undefined],
      ['Y2', undefined],
    ])
    expect(policy.quorum).toBe('all-of-them')
    expect(quorumInWords(policy)).toBe('2 of (2 of (X1, X2, X3), 1 of (Y1, Y2))')
  })

  it.each([
    [[], false],
    [['X1', 'X2'], false],
    [['X1', 'Y1'], false],
    [['X1', 'X3', 'Y2'], true],
    [['X1', 'X2', 'X3', 'Y1', 'Y2'], true],
    [['X1', 'X1', 'Y1'], false],
  ])('counts the members of groups: %j is enough: %s', (signed, enough) => {
    expect(isQuorum(parsePolicy(nested), signed)).toBe(enough)
  })

  it('may ask for one witness, or for none', () => {
    expect(isQuorum(parsePolicy(`witness a ${x1}\nquorum a\n`), ['a'])).toBe(true)
    expect(isQuorum(parsePolicy(`witness a ${x1}\nquorum a\n`), [])).toBe(false)
    expect(isQuorum(parsePolicy('quorum none\n'), [])).toBe(true)
    expect(quorumInWords(parsePolicy(`witness a ${x1}\nwitness b ${x2}\ngroup g 1 a b\nquorum g`))).toBe('1 of 2')
  })

  it.each([
    ['', 'no quorum line'],
    ['quorum none\nquorum none\n', 'line 2: there are two'],
    ['quorum a\n', 'line 1: a is not defined'],
    [`witness none ${x1}\nquorum none\n`, 'line 1: the name none is taken'],
    [`witness a ${x1}\nwitness a ${x2}\nquorum a\n`, 'line 2: the name a is taken'],
    [`witness a ${x1}\nwitness b ${x1}\nquorum a\n`, 'line 2: this key is there twice'],
    [`log ${vkey}\nlog ${vkey}\nquorum none\n`, 'line 2: this key is there twice'],
    [`witness a ${vkey}\nquorum a\n`, 'line 1: Not a usable witness key'],
    [`log ${x1}\nquorum none\n`, 'line 1: Not a usable verifier key'],
    [`witness a ${x1}\ngroup g 2 a\nquorum g\n`, 'line 2: "2" of 1 cannot be'],
    [`witness a ${x1}\ngroup g 0 a\nquorum g\n`, 'line 2: "0" of 1'],
    [`witness a ${x1}\ngroup g any\nquorum g\n`, 'line 2: expected'],
    [`witness a ${x1}\ngroup g any a a\nquorum g\n`, 'line 2: a is a member twice'],
    [`witness a ${x1}\ngroup g any a\ngroup h any a\nquorum g\n`, 'line 3: a is a member twice'],
    [`group g any g\nquorum g\n`, 'line 1: g is not defined'],
    [`group g any none\nquorum g\n`, 'line 1: none is not defined'],
    ['quorum none\r\n', 'line 1: there is a control character'],
    ['quorum none\nfurther words\n', 'line 2: expected'],
  ])('is not %j', (text, why) => {
    expect(() => parsePolicy(text)).toThrow(why)
  })
})

describe('the witnesses of a checkpoint', () => {
  const policy = parsePolicy(nested)

  it('are enough, or they are not', () => {
    expect(checkWitnesses(cosigned(0, 2, 4), policy)).toEqual({ ok: true, witnesses: ['X1', 'X3', 'Y2'] })
    expect(checkWitnesses(cosigned(0, 1), policy)).toMatchObject({
      ok: false,
      code: 'WITNESSES_MISSING',
      message: expect.stringContaining('2 of 5 known ones'),
      evidence: { witnesses: ['X1', 'X2'], quorum: 'all-of-them' },
    })
    expect(checkWitnesses(note, policy)).toMatchObject({ code: 'WITNESSES_MISSING' })
    expect(checkWitnesses(cosigned(0), parsePolicy(`witness other ${y1}\nquorum none\n`))).toEqual({
      ok: true,
      witnesses: [],
    })
  })

  it('are refused with one bad signature of a known witness among good ones', () => {
    const good = cosigned(0, 2, 4)
    const of = cosigners[3]!
    const { id, name } = of.key
    const { signature } = of.cosign('another text\n', at)
    expect(checkWitnesses(withSignatures(good, [{ name, id, signature }]), policy)).toMatchObject({
      ok: false,
      code: 'WITNESS_SIGNATURE_FAILS',
    })
  })

  it('count once each, however often they signed', () => {
    expect(checkWitnesses(cosigned(0, 0, 0, 4), policy)).toMatchObject({
      ok: false,
      evidence: { witnesses: ['X1', 'Y2'] },
    })
  })
})
