import {
  dateOrder,
  decimalSign,
  importEncoding,
  importField,
  type ImportField,
  type ImportMapping,
  type ImportOptions,
  type ImportPreview,
} from '@candor/api'
import { CliError, exitCodes, usageError } from '../errors.ts'

/** Options that say how to read a file. */
export const readingOptions = {
  mapping: {
    type: 'string',
    multiple: true,
    value: 'field=column',
    help: `which column fills which field; fields: ${importField.options.join(', ')}`,
  },
  merchant: { type: 'string', value: 'choice', help: 'column, productFamily, or the id or name of one merchant' },
  currency: { type: 'string', value: 'code', help: 'currency of the amounts, such as GBP' },
  'time-zone': { type: 'string', value: 'zone', help: 'zone of the times in the file, such as Europe/London' },
  encoding: {
    type: 'string',
    value: 'name',
    help: `one of ${importEncoding.options.join(', ')}; found out unless given`,
  },
  dates: { type: 'string', value: 'order', help: `order of day, month and year: ${dateOrder.options.join(', ')}` },
  decimals: { type: 'string', value: 'sign', help: 'the sign before the decimals: . or ,' },
  cancellation: {
    type: 'string',
    value: 'letters',
    help: 'what the numbers of cancelled orders begin with, such as C',
  },
  adjustment: { type: 'string', value: 'letters', help: 'what the numbers of entries that are no orders begin with' },
} as const

/** What the person gave of it. */
export type Reading = {
  readonly mapping?: readonly string[]
  readonly merchant?: string
  readonly currency?: string
  readonly 'time-zone'?: string
  readonly encoding?: string
  readonly dates?: string
  readonly decimals?: string
  readonly cancellation?: string
  readonly adjustment?: string
}

const isField = (text: string): text is ImportField => (importField.options as readonly string[]).includes(text)

/** Reads `field=column` pairs. @throws CliError (usage) */
export const parseMapping = (pairs: readonly string[]): ImportMapping =>
  Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=')
      const field = pair.slice(0, Math.max(at, 0))
      if (isField(field) && at < pair.length - 1) return [field, pair.slice(at + 1)]
      throw usageError(
        `--mapping ${JSON.stringify(pair)} is not understood.`,
        `Write it as field=column; the fields are ${importField.options.join(', ')}.`,
      )
    }),
  )

/** One of the values that an option takes. @throws CliError (usage) */
const oneOf = <Value extends string>(name: string, values: readonly Value[], given: string): Value => {
  const found = values.find((value) => value === given)
  if (found !== undefined) return found
  throw usageError(`--${name} takes no ${JSON.stringify(given)}.`, `It takes one of: ${values.join('  ')}`)
}

/** What the person says of the file's form; the rest is found out from the file. */
export const formOf = ({ encoding, dates, decimals, cancellation, adjustment }: Reading) => ({
  ...(encoding !== undefined && { encoding: oneOf('encoding', importEncoding.options, encoding) }),
  ...(dates !== undefined && { dateOrder: oneOf('dates', dateOrder.options, dates) }),
  ...(decimals !== undefined && { decimalSign: oneOf('decimals', decimalSign.options, decimals) }),
  ...((cancellation !== undefined || adjustment !== undefined) && {
    numberPrefixes: { cancellation: cancellation ?? '', adjustment: adjustment ?? '' },
  }),
})

type Merchant = { readonly id: string; readonly name: string; readonly nameZh: string }

const merchantFrom = (text: string, merchants: readonly Merchant[]): ImportOptions['merchant'] => {
  if (text === 'column' || text === 'productFamily') return { by: text }
  const found = merchants.find(({ id, name, nameZh }) => [id, name, nameZh].includes(text))
  if (found !== undefined) return { by: 'fixed', merchantId: found.id }
  throw usageError(
    `There is no merchant ${JSON.stringify(text)}.`,
    `Give column, productFamily, or one of: ${merchants.map(({ name }) => name).join(', ')}.`,
  )
}

/** What was found out about a file. */
export type Seen = Pick<ImportPreview, 'columns' | 'mapping'> & {
  readonly suggested: Pick<ImportPreview['suggested'], 'currency' | 'timeZone' | 'merchant'>
}

/**
 * The options of an import: what was guessed from the file, with what the person said instead.
 * @throws CliError when a field that is needed has no column
 */
export const importOptionsFrom = (
  given: Reading,
  { columns, mapping, suggested }: Seen,
  merchants: readonly Merchant[],
  required: readonly ImportField[],
): ImportOptions => {
  const chosen = { ...mapping, ...parseMapping(given.mapping ?? []) }
  const unknown = Object.entries(chosen).find(([, column]) => !columns.includes(column))
  if (unknown !== undefined) {
    throw usageError(`The file has no column ${JSON.stringify(unknown[1])}.`, `Its columns are: ${columns.join(', ')}.`)
  }
  const missing = required.filter((field) => chosen[field] === undefined)
  if (missing.length > 0) {
    throw new CliError(
      'IMPORT_COLUMNS_MISSING',
      `No column of the file was recognised as ${missing.join(', ')}.`,
      `Say which: --mapping ${missing[0]}=<column>. Its columns are: ${columns.join(', ')}.`,
      exitCodes.finding,
    )
  }
  return {
    mapping: chosen,
    merchant: given.merchant === undefined ? suggested.merchant : merchantFrom(given.merchant, merchants),
    currency: given.currency ?? suggested.currency,
    timeZone: given['time-zone'] ?? suggested.timeZone,
    ...formOf(given),
  }
}
