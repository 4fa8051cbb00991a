import { consentEntryBody, consentEntryKinds, consentRecordOf, type ConsentRecordDocument } from '@candor/api'
import { parseReceipt } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'
import { isUuid } from '../../platform/ids.ts'
import { consentErrors } from './errors.ts'
import type { ConsentNeeds } from './needs.ts'

const isAbsent = (error: unknown): boolean => (error as { code?: unknown }).code === 'JOURNAL_ENTRY_NOT_FOUND'

/**
 * The record of one of a customer's decisions as JSON-LD with its proof.
 * @throws CONSENT_ENTRY_NOT_FOUND also for what is somebody else's or no decision; JOURNAL_NOT_SEALED_YET at first
 */
export const recordOf = async (
  tx: Tx,
  { subjectOf, receiptOf }: Pick<ConsentNeeds, 'subjectOf' | 'receiptOf'>,
  customerId: string,
  entryId: string,
): Promise<ConsentRecordDocument> => {
  const absent = consentErrors.CONSENT_ENTRY_NOT_FOUND('your record has no such decision')
  if (!isUuid(entryId)) throw absent
  const subject = await subjectOf(tx, entryId).catch((error: unknown) => {
    throw isAbsent(error) ? absent : error
  })
  if (subject !== customerId) throw absent
  const receipt = await receiptOf(tx, entryId, true)
  const { entry, opened } = parseReceipt(Buffer.from(receipt))
  if (!consentEntryKinds.some((kind) => kind === entry.kind) || opened === undefined) throw absent
  return consentRecordOf({ entry, body: consentEntryBody.parse(opened.body), receipt })
}
