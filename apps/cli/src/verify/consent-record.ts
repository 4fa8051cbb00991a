import { consentEntryBody, consentMatter, consentRecordOf, type ConsentEntryBody } from '@candor/api'
import {
  canonicalJson,
  commitmentOf,
  fromHex,
  parseReceipt,
  saltLength,
  type JsonObject,
  type JsonValue,
} from '@candor/journal'
import type { Hex } from 'viem'

/** A file opened as far as it takes to verify it. */
export type Unwrapped = { readonly receipt: Uint8Array } | { readonly fault: string }

const isJson = (bytes: Uint8Array): boolean => bytes[0] === '{'.charCodeAt(0)

const receiptOf = (record: unknown): string | undefined => {
  const { 'candor:proof': proof } = Object(record) as { 'candor:proof'?: { 'candor:receipt'?: unknown } }
  const receipt = proof?.['candor:receipt']
  return typeof receipt === 'string' ? receipt : undefined
}

/** Whose key made the signature, by the typed data that the contract takes (EIP-712). */
const signerOf = async ({ decision, signer, ledger }: ConsentEntryBody): Promise<string> => {
  // Loaded when asked for: receipts are verified without it.
  const [{ consentAct }, { recoverTypedDataAddress }] = await Promise.all([import('@candor/ledger'), import('viem')])
  const act = consentAct(
    { chainId: ledger.chainId, contract: ledger.contract as Hex },
    {
      account: signer.account as Hex,
      member: ledger.member,
      consent: ledger.consent as Hex,
      state: decision.state,
      content: ledger.content as Hex,
      validUntil: decision.validUntil === null ? undefined : new Date(decision.validUntil),
      nonce: ledger.nonce,
      deadline: new Date(ledger.deadline),
    },
  )
  return recoverTypedDataAddress({ ...act, signature: ledger.signature as Hex })
    .then((address) => address.toLowerCase())
    .catch(() => 'nobody')
}

/** What does not follow from the receipt in a record; nothing where everything does. */
const faultOf = async (record: JsonValue, receipt: string): Promise<string | undefined> => {
  const { entry, opened } = parseReceipt(receipt)
  const body = consentEntryBody.safeParse(opened?.body)
  if (!body.success) return 'its receipt is not that of a decision about consent'
  const { decision, ledger } = body.data
  if (canonicalJson(record) !== canonicalJson(consentRecordOf({ entry, body: body.data, receipt }))) {
    return 'it says something else than its receipt'
  }
  const commits = (hash: string, salt: string, value: unknown): boolean =>
    hash === `0x${commitmentOf(fromHex(salt, saltLength), value as JsonObject)}`
  const holds =
    commits(ledger.content, ledger.contentSalt, decision) &&
    commits(ledger.consent, ledger.consentSalt, consentMatter(entry.organisation, decision))
  if (!holds) return 'its commitments on the ledger do not open to the decision'
  const signed = await signerOf(body.data)
  return signed === body.data.signer.account ? undefined : 'the account that it names did not sign it'
}

/**
 * Takes the receipt out of a consent record (JSON-LD) and checks that everything in the record follows from it: what the
 * receipt proves is then what the record says. Any other file is taken for a receipt.
 * @throws JournalFormatError when the receipt in it cannot be read
 */
export const unwrap = async (bytes: Uint8Array): Promise<Unwrapped> => {
  if (!isJson(bytes)) return { receipt: bytes }
  let record: JsonValue
  try {
    record = JSON.parse(Buffer.from(bytes).toString('utf8')) as JsonValue
  } catch {
    return { fault: 'the file is neither a receipt nor a consent record' }
  }
  const receipt = receiptOf(record)
  if (receipt === undefined) return { fault: 'the file is neither a receipt nor a consent record' }
  const fault = await faultOf(record, receipt)
  return fault === undefined
    ? { receipt: Buffer.from(receipt) }
    : { fault: `the consent record is not accepted: ${fault}` }
}
