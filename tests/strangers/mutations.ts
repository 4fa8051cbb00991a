import {
  canonicalJson,
  commitmentOf,
  ed25519Signer,
  formatReceipt,
  formatVerifierKey,
  hashLeaf,
  type JsonValue,
  parseReceipt,
  parseSignedCheckpoint,
  type Receipt,
  receiptMessage,
  signCheckpoint,
  toBase64,
  toUtf8,
} from '@candor/journal'
import { origin, signer } from '../attack/journal/log-in-memory.ts'
import type { Random } from '../attack/journal/random.ts'

const other = ed25519Signer(origin, new Uint8Array(32).fill(6))

/** The receipt with something else in it, signed by the log itself: only what was changed can give it away. */
const resigned = (receipt: Receipt, change: Partial<Receipt>): string => {
  const changed = { ...receipt, ...change }
  return formatReceipt({ ...changed, signature: signer.sign(receiptMessage(changed)) })
}

const without = (receipt: Receipt, part: 'opened' | 'anchor'): Receipt =>
  Object.fromEntries(Object.entries(receipt).filter(([name]) => name !== part)) as unknown as Receipt

const rehashed = (hash: Uint8Array): Uint8Array => hashLeaf(hash)

/** A checkpoint that says something else of the tree. */
const restated = (
  receipt: Receipt,
  change: { size?: number; root?: Uint8Array; origin?: string },
  by = signer,
): string => {
  const { checkpoint } = parseSignedCheckpoint(receipt.checkpoint)
  return signCheckpoint({ origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root, ...change }, by)
}

type Change = (receipt: Receipt, random: Random) => string

/** Changes that somebody with the log's key can make: each has to be found by another check than the signature. */
export const changes: Readonly<Record<string, Change>> = {
  'another entry': (receipt) =>
    resigned(receipt, { entry: { ...receipt.entry, id: receipt.entry.id.replace(/.$/, 'f'), purpose: 'marketing' } }),
  'another organisation': (receipt) =>
    resigned(receipt, { entry: { ...receipt.entry, organisation: receipt.entry.subject } }),
  'another body': (receipt) => resigned(receipt, { opened: { salt: receipt.opened!.salt, body: { total: 1 } } }),
  'another salt': (receipt) =>
    resigned(receipt, { opened: { salt: rehashed(receipt.opened!.salt), body: receipt.opened!.body } }),
  'another place': (receipt, random) => resigned(receipt, { index: receipt.index + 1 + random.upTo(40) }),
  'a hash less': (receipt) => resigned(receipt, { proof: receipt.proof.slice(1) }),
  'a hash more': (receipt) => resigned(receipt, { proof: [...receipt.proof, hashLeaf(toUtf8('more'))] }),
  'another hash': (receipt, random) => {
    const at = random.upTo(Math.max(1, receipt.proof.length))
    return resigned(receipt, { proof: receipt.proof.map((hash, i) => (i === at ? rehashed(hash) : hash)) })
  },
  'hashes in another order': (receipt) => resigned(receipt, { proof: receipt.proof.toReversed() }),
  'a larger tree': (receipt) => {
    const { size } = parseSignedCheckpoint(receipt.checkpoint).checkpoint
    return resigned(receipt, { checkpoint: restated(receipt, { size: size * 4 }) })
  },
  'a tree too small': (receipt) => resigned(receipt, { checkpoint: restated(receipt, { size: receipt.index }) }),
  'another root': (receipt) => resigned(receipt, { checkpoint: restated(receipt, { root: hashLeaf(toUtf8('root')) }) }),
  'another log': (receipt) =>
    resigned(receipt, { checkpoint: restated(receipt, { origin: origin.replace('candor.local', 'example.com') }) }),
  'a log without an organisation': (receipt) =>
    resigned(receipt, { checkpoint: restated(receipt, { origin: 'example.com/log' }) }),
  'a checkpoint by another key': (receipt) => resigned(receipt, { checkpoint: restated(receipt, {}, other) }),
  'a checkpoint by both keys': (receipt) => {
    const { checkpoint } = parseSignedCheckpoint(receipt.checkpoint)
    return resigned(receipt, { checkpoint: signCheckpoint(checkpoint, other, signer) })
  },
  'a checkpoint with a bad signature behind the good one': (receipt) => {
    const { note, checkpoint } = parseSignedCheckpoint(receipt.checkpoint)
    const [good] = note.signatures
    const bad = `\u2014 ${good!.name} ${toBase64(Uint8Array.of(...good!.id, ...good!.signature.with(3, 1 ^ good!.signature[3]!)))}\n`
    return resigned(receipt, { checkpoint: `${signCheckpoint(checkpoint, signer)}${bad}` })
  },
  'a checkpoint without signatures': (receipt) =>
    formatReceipt({ ...receipt, checkpoint: receipt.checkpoint.slice(0, receipt.checkpoint.indexOf('\u2014')) }),
  'the anchor of another log': (receipt) =>
    resigned(receipt, { anchor: { ...receipt.anchor!, log: `0x${'ab'.repeat(32)}` } }),
  'another anchor, not signed': (receipt) =>
    formatReceipt({ ...receipt, anchor: { ...receipt.anchor!, blockNumber: receipt.anchor!.blockNumber + 1 } }),
  'no body': (receipt) => resigned(without(receipt, 'opened'), {}),
  'no anchor': (receipt) => resigned(without(receipt, 'anchor'), {}),
  'another key named': (receipt) => resigned(receipt, { key: formatVerifierKey(other.key) }),
}

/** Changes of the file's text, without any key. */
export const spoilings: Readonly<Record<string, (text: string, random: Random) => string>> = {
  'one character': (text, random) => {
    const at = random.upTo(text.length)
    return text.slice(0, at) + String.fromCodePoint(33 + random.upTo(90)) + text.slice(at + 1)
  },
  'one character less': (text, random) => {
    const at = random.upTo(text.length)
    return text.slice(0, at) + text.slice(at + 1)
  },
  'one character more': (text, random) => {
    const at = random.upTo(text.length + 1)
    return `${text.slice(0, at)}${random.pick(['\n', ' ', '0', '=', '\r', '\u2014', '\u0001', '\ufeff'])}${text.slice(at)}`
  },
  'a line left out': (text, random) => {
    const lines = text.split('\n')
    return lines.toSpliced(random.upTo(lines.length - 1), 1).join('\n')
  },
  'a line twice': (text, random) => {
    const lines = text.split('\n')
    const at = random.upTo(lines.length - 1)
    return lines.toSpliced(at, 0, lines[at]!).join('\n')
  },
  'cut off': (text, random) => text.slice(0, random.upTo(text.length)),
}

/** Bodies as other programs might write them: right values in wrong spellings, and values that JSON cannot carry. */
export const spellings: readonly string[] = [
  '{"a":1,"b":[true,null,"é\u{1f600}"]}',
  '{"a":-0.5,"b":1e+21,"c":1e-7,"d":5e-324,"e":123456789012345680000}',
  '{"\u{1f600}":1,"\ufb01":2}',
  '{"__proto__":{"a":1},"constructor":2}',
  '{"a":"\\u0001\\b\\t\\n\\f\\r\\"\\\\\u007f\u2028"}',
  '{"a": 1}',
  '{"b":1,"a":2}',
  '{"a":1,"a":1}',
  '{"a":1.0}',
  '{"a":-0}',
  '{"a":1E3}',
  '{"a":12345678901234567890}',
  '{"a":1e400}',
  '{"a":NaN}',
  '{"a":Infinity}',
  '{"a":"\\u0041"}',
  '{"a":"\\/"}',
  '{"a":"\\ud800"}',
  '{"\\udc00":1}',
  '{"a":"\\u001F"}',
  '{"a":01}',
  "{'a':1}",
  '{"a":1,}',
  '"\\ud83d\\ude00"',
  'null',
  '[]',
  '""',
  '0',
  `${'['.repeat(62)}${']'.repeat(62)}`,
  `${'['.repeat(63)}${']'.repeat(63)}`,
  `${'['.repeat(64)}${']'.repeat(64)}`,
  `${'['.repeat(4000)}${']'.repeat(4000)}`,
]

/** A receipt whose body is spelt so, otherwise as the log itself would have issued it, tree included. */
export const spelt = (receipt: Receipt, body: string): string => {
  let commitment = receipt.entry.commitment
  try {
    commitment = commitmentOf(receipt.opened!.salt, JSON.parse(body) as JsonValue)
  } catch {
    // What cannot be read cannot be committed to either; the file is refused before that is looked at.
  }
  const entry = { ...receipt.entry, commitment }
  const root = hashLeaf(toUtf8(canonicalJson(entry)))
  const checkpoint = signCheckpoint({ origin, size: 1, root }, signer)
  const one: Receipt = { ...receipt, entry, index: 0, proof: [], checkpoint }
  const mark = '"spelling goes here"'
  const draft = { ...one, opened: { salt: receipt.opened!.salt, body: 'spelling goes here' } }
  const unsigned = new TextDecoder().decode(receiptMessage(draft))
  const [head, header, extra, ...rest] = unsigned.split('\n')
  const put = (text: string): string => `extra ${toBase64(toUtf8(text.replace(mark, () => body)))}`
  const json = new TextDecoder().decode(Uint8Array.from(atob(extra!.slice('extra '.length)), (c) => c.charCodeAt(0)))
  const signature = signer.sign(toUtf8([head, header, put(json), ...rest].join('\n')))
  return [header, put(json.replace(/\}$/, `,"signature":"${toBase64(signature)}"}`)), ...rest].join('\n')
}

/** Entries with one member that entries do not have so. */
export const wrongEntries: readonly Readonly<Record<string, unknown>>[] = [
  { v: 2 },
  { v: '1' },
  { actor: 'Staff:1' },
  { actor: 'system\n' },
  { kind: 'order' },
  { kind: `order.${'x'.repeat(100)}` },
  { purpose: '' },
  { recordedAt: '2026-02-29T08:00:00.000Z' },
  { recordedAt: '2024-02-29T08:00:00.000Z' },
  { recordedAt: '2026-01-31T24:00:00.000Z' },
  { recordedAt: '2026-01-31T08:00:60.000Z' },
  { recordedAt: '2026-01-31T08:00:00Z' },
  { recordedAt: '0000-01-01T00:00:00.000Z' },
  { subject: null },
  { subject: '01890A5D-ac96-774b-bcce-b302099a8059' },
  { further: 'member' },
]

/** A receipt with such an entry, otherwise right. */
export const withEntry = (receipt: Receipt, change: Readonly<Record<string, unknown>>): string => {
  const entry = { ...receipt.entry, ...change } as Receipt['entry']
  const root = hashLeaf(toUtf8(canonicalJson(entry)))
  const checkpoint = signCheckpoint({ origin, size: 1, root }, signer)
  return resigned(receipt, { entry, index: 0, proof: [], checkpoint })
}

/** Every change of every kind to one receipt, under a name each. */
export const mutationsOf = (text: string, random: Random): [name: string, file: string][] => {
  const receipt = parseReceipt(text)
  return [
    ...Object.entries(changes).map(([name, change]): [string, string] => [name, change(receipt, random)]),
    ...Object.entries(spoilings).map(([name, spoil]): [string, string] => [name, spoil(text, random)]),
  ]
}
