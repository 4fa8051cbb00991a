import { extname } from 'node:path'
import { exportFormats, type ExportFormat, type ExportPurpose } from '@candor/api'
import { usageError } from '../errors.ts'

/** Options of an export of customers. */
export const exportOptions = {
  format: { type: 'string', value: 'name', help: `${exportFormats.join(', ')}; by the name of the file unless given` },
  country: { type: 'string', value: 'name', help: 'only customers of this country' },
  purpose: { type: 'string', value: 'name', help: 'what for; the contract with the customers unless given' },
  category: { type: 'string', value: 'name', help: 'with --purpose: the kind of data that the consent speaks of' },
  recipient: { type: 'string', value: 'name', help: 'with --purpose: who will have the data' },
} as const

const byExtension: Readonly<Record<string, ExportFormat>> = {
  '.csv': 'csv',
  '.xlsx': 'xlsx',
  '.vcf': 'vcard',
  '.json': 'json',
}

/** The format of a file. @throws CliError (usage) */
export const formatOf = (file: string, given: string | undefined): ExportFormat => {
  const format = given === undefined ? byExtension[extname(file).toLowerCase()] : given
  const found = exportFormats.find((each) => each === format)
  if (found !== undefined) return found
  throw usageError(
    given === undefined
      ? `The name ${file} does not say which format is wanted.`
      : `--format takes no ${JSON.stringify(given)}.`,
    `End the name with ${Object.keys(byExtension).join(', ')}, or give --format ${exportFormats.join(' | ')}.`,
  )
}

/** What the data is taken out for. @throws CliError (usage) where only a part of it is said */
export const purposeOf = (given: {
  readonly purpose?: string
  readonly category?: string
  readonly recipient?: string
}): ExportPurpose => {
  const { purpose, category, recipient } = given
  if (purpose === undefined && category === undefined && recipient === undefined) return { kind: 'service-contract' }
  if (purpose !== undefined && category !== undefined && recipient !== undefined) {
    return { kind: 'consent', purpose, category, recipient }
  }
  throw usageError(
    'Beyond the contract with the customers, consent is asked by purpose, category and recipient.',
    'Give --purpose, --category and --recipient together, or none of them.',
  )
}
