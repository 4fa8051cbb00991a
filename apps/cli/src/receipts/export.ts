import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { logKeys } from '@candor/server/modules/journal/log-key'
import { receiptOf } from '@candor/server/modules/journal/receipts'
import type { Database, Tx } from '@candor/server/platform/db/index'
import { receiptExtension } from '../verify/receipt-files.ts'

/** Name of the file with the journal's keys, one a line. */
export const keyFileName = 'journal.vkey'

const together = 200

/** What was written. */
export type Exported = { readonly folder: string; readonly receipts: number; readonly keyFile: string }

/**
 * Writes receipts as files named by their entries, and the journal's public keys beside them.
 * @param choose finds the entries, in a transaction of the organisation
 * @throws JOURNAL_NOT_SEALED_YET for entries of the last second, JOURNAL_INCONSISTENT for records that were changed
 */
export const exportReceipts = async (
  db: Database,
  organisationId: string,
  folder: string,
  choose: (tx: Tx) => Promise<readonly string[]>,
  onProgress: (done: number, of: number) => void,
): Promise<Exported> => {
  const entries = await db.inOrganisation(organisationId, choose)
  mkdirSync(folder, { recursive: true })
  for (let at = 0; at < entries.length; at += together) {
    await db.inOrganisation(organisationId, async (tx) => {
      for (const id of entries.slice(at, at + together)) {
        writeFileSync(join(folder, `${id}${receiptExtension}`), await receiptOf(tx, id, true))
      }
    })
    onProgress(Math.min(at + together, entries.length), entries.length)
  }
  const keys = await db.inOrganisation(organisationId, logKeys)
  const keyFile = join(folder, keyFileName)
  writeFileSync(keyFile, keys.map(({ vkey }) => `${vkey}\n`).join(''))
  return { folder, receipts: entries.length, keyFile }
}
