import { consentEntryBody, consentMatter, consentRecordOf } from '@candor/api'
import {
  canonicalJson,
  commitmentOf,
  fromHex,
  parseReceipt,
  saltLength,
  type JsonObject,
  type JsonValue,
} from '@candor/journal'

/** A file opened as far as it takes to verify it. */
export type Unwrapped = { readonly receipt: Uint8Array } | { readonly fault: string }

const isJson = (bytes: Uint8Array): boolean => bytes[0] === '{'.charCodeAt(0)

const receiptOf = (record: unknown): string | undefined => {
  const { 'candor:proof': proof } = Object(record) as { 'candor:proof'?: { 'candor:receipt'?: unknown } }
  const receipt = proof?.['candor:receipt']
  return typeof receipt === 'string' ? receipt : undefined
}

/** What does not follow from the receipt in a record; nothing where everything does. */
const faultOf = (record: JsonValue, receipt: string): string | undefined => {
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
  return holds ? undefined : 'its commitments on the ledger do not open to the decision'
}

/**
 * Takes the receipt out of a consent record (JSON-LD) and checks that everything in the record follows from it: what the
 * receipt proves is then what the record says. Any other file is taken for a receipt.
 * @throws JournalFormatError when the receipt in it cannot be read
 */
export const unwrap = (bytes: Uint8Array): Unwrapped => {
  if (!isJson(bytes)) return { receipt: bytes }
  let record: JsonValue
  try {
    record = JSON.parse(Buffer.from(bytes).toString('utf8')) as JsonValue
  } catch {
    return { fault: 'the file is neither a receipt nor a consent record' }
  }
  const receipt = receiptOf(record)
  if (receipt === undefined) return { fault: 'the file is neither a receipt nor a consent record' }
  const fault = faultOf(record, receipt)
  return fault === undefined
    ? { receipt: Buffer.from(receipt) }
    : { fault: `the consent record is not accepted: ${fault}` }
}
