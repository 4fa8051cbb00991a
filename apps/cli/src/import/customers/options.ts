import {
  customerImportField,
  customerImportKey,
  customerImportMode,
  type CustomerImportOptions,
  type CustomerImportPreview,
} from '@candor/api'
import { usageError } from '../../errors.ts'
import { formOf, type Reading } from '../options.ts'

/** Options that only files of customers have. */
export const customerOptions = {
  customers: { type: 'boolean', help: 'the file holds customers; found out unless given' },
  orders: { type: 'boolean', help: 'the file holds orders; found out unless given' },
  mode: { type: 'string', value: 'name', help: `customers: ${customerImportMode.options.join(', ')}` },
  key: { type: 'string', value: 'field', help: `customers are found by: ${customerImportKey.options.join(', ')}` },
  region: { type: 'string', value: 'code', help: 'customers: where phone numbers are dialled, such as CN or GB' },
  trial: { type: 'boolean', help: 'customers: change nothing, say what would happen to each row' },
} as const

/** What the person gave of it. */
export type CustomerReading = Pick<Reading, 'mapping' | 'encoding'> & {
  readonly mode?: string
  readonly key?: string
  readonly region?: string
}

const oneOf = <Value extends string>(name: string, values: readonly Value[], given: string): Value => {
  const found = values.find((value) => value === given)
  if (found !== undefined) return found
  throw usageError(`--${name} takes no ${JSON.stringify(given)}.`, `It takes one of: ${values.join('  ')}`)
}

const mappingFrom = (pairs: readonly string[], { columns, options }: CustomerImportPreview) => {
  const mapping = { ...options.mapping }
  for (const pair of pairs) {
    const at = pair.indexOf('=')
    const field = oneOf('mapping', customerImportField.options, pair.slice(0, Math.max(at, 0)))
    const column = pair.slice(at + 1)
    if (!columns.includes(column)) {
      throw usageError(`The file has no column ${JSON.stringify(column)}.`, `Its columns are: ${columns.join(', ')}.`)
    }
    mapping[column] = field
  }
  return mapping
}

/** The options to ask for a preview under: only what decides how the file is read. */
export const previewOptions = ({ encoding, region }: CustomerReading): Partial<CustomerImportOptions> => ({
  ...formOf({ ...(encoding !== undefined && { encoding }) }),
  ...(region !== undefined && { region: region.toUpperCase() }),
})

/** The options of an import of customers: what was guessed, with what the person said instead. @throws CliError (usage) */
export const customerOptionsFrom = (given: CustomerReading, preview: CustomerImportPreview): CustomerImportOptions => ({
  ...preview.options,
  mapping: mappingFrom(given.mapping ?? [], preview),
  ...(given.mode !== undefined && { mode: oneOf('mode', customerImportMode.options, given.mode) }),
  ...(given.key !== undefined && { key: oneOf('key', customerImportKey.options, given.key) }),
})
