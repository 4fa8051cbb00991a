import { relative, resolve } from 'node:path'
import { defineCommand } from '../command.ts'
import { exitCodes, usageError } from '../errors.ts'
import { withDatabase } from '../installation/database.ts'
import { existingSettings } from '../installation/environment.ts'
import { oneOrganisation, organisationOption } from '../installation/organisation.ts'
import { progressOn } from '../io.ts'
import { entriesOf, sampleOf } from '../receipts/entries.ts'
import { exportReceipts } from '../receipts/export.ts'

const countFrom = (text: string): number => {
  const count = Number(text)
  if (Number.isSafeInteger(count) && count > 0) return count
  throw usageError(`--sample takes a whole number above 0, not ${JSON.stringify(text)}.`, 'For example: --sample 1000')
}

/** `candor receipts`: receipts as files, for a customer or as a sample of the whole journal. */
export const receipts = defineCommand({
  name: 'receipts',
  summary: 'write receipts of a customer, or a sample of all, as files',
  arguments: '',
  count: [0, 0],
  options: {
    customer: { type: 'string', value: 'number or id', help: 'every receipt of this customer' },
    sample: { type: 'string', value: 'count', help: 'so many receipts, taken evenly from the whole journal' },
    out: { type: 'string', value: 'folder', help: 'where to write them; ./receipts unless given' },
    ...organisationOption,
  },
  notes: [
    'Each receipt shows the content of its record, so treat the files like the data they are about.',
    'The journal’s public key is written beside them as journal.vkey.',
  ],
  examples: ['receipts --customer 17850 --out receipts', 'receipts --sample 1000 --out sample'],
  run: async ({ values: { customer, sample, out, organisation }, io }) => {
    if ((customer === undefined) === (sample === undefined)) {
      throw usageError('Say whose receipts are wanted.', 'Give either --customer <number> or --sample <count>.')
    }
    const count = sample === undefined ? 0 : countFrom(sample)
    const folder = resolve(io.cwd, out ?? 'receipts')
    const progress = progressOn(io)
    const done = await withDatabase(existingSettings(io), async (db) => {
      const { id } = await oneOrganisation(db, organisation)
      return exportReceipts(
        db,
        id,
        folder,
        async (tx) => (customer === undefined ? sampleOf(tx, count) : entriesOf(tx, customer)),
        (written, of) => progress.show(`${written} of ${of} receipts`),
      )
    })
    progress.done()
    const shown = relative(io.cwd, folder) || '.'
    return {
      exitCode: exitCodes.ok,
      text: `${done.receipts} receipts in ${shown}\nCheck them: npm exec candor -- verify ${shown} --key ${shown}/journal.vkey`,
      json: done,
    }
  },
})
