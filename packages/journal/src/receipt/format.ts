import { fromBase64, fromHex, fromUtf8, toBase64, toHex, toUtf8 } from '../bytes.ts'
import { canonicalJson, type JsonObject, type JsonValue } from '../canonical-json.ts'
import { saltLength } from '../commitment.ts'
import { type EntryPublic, parseEntry } from '../entry.ts'
import { JournalFormatError } from '../errors.ts'
import { parseDecimal, parseSignedCheckpoint } from '../note/checkpoint.ts'
import { formatVerifierKey, type NoteSigner, parseVerifierKey, type VerifierKey } from '../note/verifier-key.ts'
import { hashLength } from '../tree/hash.ts'

/** Where on a ledger the root of a receipt's checkpoint was written. */
export type AnchorReference = {
  readonly chainId: number
  /** Address of the contract that keeps the roots: `0x` and 40 lower-case hex digits. */
  readonly contract: `0x${string}`
  /** Number of the log in that contract: see `logIdOf`. */
  readonly log: `0x${string}`
  readonly transactionHash: `0x${string}`
  readonly blockNumber: number
}

/** What the customer may read: with it anyone can see that the entry commits to this body. */
export type OpenedBody = { readonly salt: Uint8Array; readonly body: JsonValue }

/** A receipt's content: what a C2SP tlog-proof file of ours holds. */
export type Receipt = {
  readonly entry: EntryPublic
  /**
   * vkey of the log. A file cannot vouch for itself: who knows the key from elsewhere compares, who does not lets a
   * ledger confirm the root. Either way a changed byte anywhere in the file is noticed.
   */
  readonly key: string
  readonly opened?: OpenedBody
  readonly anchor?: AnchorReference
  /** Position of the entry in the log. */
  readonly index: number
  /** Inclusion proof, leaf's sibling first. */
  readonly proof: readonly Uint8Array[]
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string
  /** The log's signature over all the rest, so that no byte of the file can be exchanged, the anchor's included. */
  readonly signature: Uint8Array
}

const header = 'c2sp.org/tlog-proof@v1'
/** No receipt of ours comes near this; a longer text is refused before any work is done on it. */
const longest = 1_048_576

const refuse = (why: string, cause?: unknown): never => {
  throw new JournalFormatError('JOURNAL_RECEIPT_MALFORMED', `Not a receipt: ${why}.`, { cause })
}

const extraOf = ({ entry, key, opened, anchor }: Omit<Receipt, 'signature'>): JsonObject => ({
  entry,
  key,
  ...(opened === undefined ? {} : { opened: { salt: toHex(opened.salt), body: opened.body } }),
  ...(anchor === undefined ? {} : { anchor }),
})

const write = (extra: JsonObject, { index, proof, checkpoint }: Omit<Receipt, 'signature'>): string =>
  [
    header,
    `extra ${toBase64(toUtf8(canonicalJson(extra)))}`,
    `index ${index}`,
    ...proof.map(toBase64),
    '',
    checkpoint,
  ].join('\n')

/** Bytes that the log signs when it issues a receipt: a line of its own, then the file without the signature. */
export const receiptMessage = (receipt: Omit<Receipt, 'signature'>): Uint8Array =>
  toUtf8(`candor.receipt/v1\n${write(extraOf(receipt), receipt)}`)

/** Writes a receipt as a C2SP tlog-proof file (extension `.tlog-proof`). */
export const formatReceipt = (receipt: Receipt): string =>
  write({ ...extraOf(receipt), signature: toBase64(receipt.signature) }, receipt)

/** Signs and writes a receipt, which then names the key that it is signed with. */
export const issueReceipt = (
  receipt: Omit<Receipt, 'signature' | 'key'>,
  signer: NoteSigner & { readonly key: VerifierKey },
): string => {
  const named = { ...receipt, key: formatVerifierKey(signer.key) }
  return formatReceipt({ ...named, signature: signer.sign(receiptMessage(named)) })
}

const onlyMembers = (value: unknown, names: readonly string[], what: string): Record<string, unknown> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(`${what} is not an object`)
  const unknown = Object.keys(value).find((name) => !names.includes(name))
  return unknown === undefined
    ? (value as Record<string, unknown>)
    : refuse(`${what} has an unknown member ${JSON.stringify(unknown)}`)
}

const parseOpened = (value: unknown): OpenedBody => {
  const { salt, body } = onlyMembers(value, ['salt', 'body'], 'opened')
  if (typeof salt !== 'string' || body === undefined) return refuse('opened needs salt and body')
  return { salt: fromHex(salt, saltLength), body: body as JsonValue }
}

const parseAnchor = (value: unknown): AnchorReference => {
  const names = ['chainId', 'contract', 'log', 'transactionHash', 'blockNumber']
  const anchor = onlyMembers(value, names, 'anchor')
  const hex = (name: string, bytes: number): `0x${string}` => {
    const text = anchor[name]
    return typeof text === 'string' && text.length === 2 + bytes * 2 && /^0x[0-9a-f]+$/.test(text)
      ? (text as `0x${string}`)
      : refuse(`anchor.${name} is not 0x and ${bytes * 2} lower-case hex digits`)
  }
  const whole = (name: string): number => {
    const number = anchor[name]
    return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0
      ? number
      : refuse(`anchor.${name} is not a whole number`)
  }
  return {
    chainId: whole('chainId'),
    contract: hex('contract', 20),
    log: hex('log', 32),
    transactionHash: hex('transactionHash', 32),
    blockNumber: whole('blockNumber'),
  }
}

const parseHash = (line: string): Uint8Array => {
  const hash = fromBase64(line)
  return hash.length === hashLength ? hash : refuse(`${JSON.stringify(line)} is not a hash`)
}

const parseText = (text: string): Receipt => {
  // The checkpoint has an empty line of its own, so the first one is the one that ends the proof.
  const end = text.indexOf('\n\n')
  if (end < 0) return refuse('there is no empty line before the checkpoint')
  const [first, extraLine, indexLine, ...proof] = text.slice(0, end).split('\n')
  const checkpoint = text.slice(end + 2)
  if (first !== header) return refuse(`the first line is not ${header}`)
  if (!extraLine?.startsWith('extra ')) return refuse('the second line is not extra')
  const index = indexLine?.startsWith('index ') === true ? parseDecimal(indexLine.slice('index '.length)) : undefined
  if (index === undefined) return refuse('the third line is not index and a number')
  const parsed: unknown = JSON.parse(fromUtf8(fromBase64(extraLine.slice('extra '.length))))
  const extra = onlyMembers(parsed, ['entry', 'key', 'opened', 'anchor', 'signature'], 'extra')
  if (typeof extra['signature'] !== 'string') return refuse('extra has no signature')
  if (typeof extra['key'] !== 'string') return refuse('extra has no key')
  parseVerifierKey(extra['key'])
  parseSignedCheckpoint(checkpoint)
  return {
    entry: parseEntry(extra['entry']),
    key: extra['key'],
    ...(extra['opened'] === undefined ? {} : { opened: parseOpened(extra['opened']) }),
    ...(extra['anchor'] === undefined ? {} : { anchor: parseAnchor(extra['anchor']) }),
    index,
    proof: proof.map(parseHash),
    checkpoint,
    signature: fromBase64(extra['signature']),
  }
}

/**
 * Reads a receipt. **Nothing is verified**: that is `verifyReceipt`. Strict: what {@link formatReceipt} would not have
 * written byte for byte is refused, so a receipt has exactly one spelling.
 * @param receipt the file's text or bytes.
 * @throws JournalFormatError `JOURNAL_RECEIPT_MALFORMED`, with what is wrong.
 */
export const parseReceipt = (receipt: string | Uint8Array): Receipt => {
  if (receipt.length > longest) return refuse(`it is longer than ${longest} bytes`)
  let text: string
  let parsed: Receipt
  try {
    text = typeof receipt === 'string' ? receipt : fromUtf8(receipt)
    parsed = parseText(text)
  } catch (cause) {
    if (cause instanceof JournalFormatError && cause.code === 'JOURNAL_RECEIPT_MALFORMED') throw cause
    return refuse(cause instanceof Error ? cause.message.replace(/\.$/, '') : String(cause), cause)
  }
  return formatReceipt(parsed) === text ? parsed : refuse('it is not spelt as receipts are')
}
