import { createHash } from 'node:crypto'
import { customerImportOptions, type CustomerImportOptions, type CustomerMapping } from '@candor/api'
import { homeCurrency, type Tx } from '../../platform/db/index.ts'
import type { Layout } from '../../platform/uploads/tables.ts'
import { customerImportErrors } from './errors.ts'
import { guessCustomerMapping } from './row/guess.ts'

/** Where the organisation is at home, as far as the currency tells in which it counts. */
const regions: Readonly<Record<string, string>> = {
  CNY: 'CN',
  GBP: 'GB',
  USD: 'US',
  EUR: 'DE',
  JPY: 'JP',
  HKD: 'HK',
  TWD: 'TW',
  AUD: 'AU',
  CAD: 'CA',
  INR: 'IN',
}

/** The region that an organisation's phone numbers and dates are read by unless somebody says otherwise. */
export const homeRegion = async (tx: Tx): Promise<string> => regions[await homeCurrency(tx)] ?? 'GB'

const signatureOf = (columns: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(columns)).digest('hex')

/** The options that were used for a file with the same columns, if there was one. */
export const rememberedOptions = async (tx: Tx, { columns }: Layout): Promise<CustomerImportOptions | undefined> => {
  const found = await tx.maybe<{ options: unknown }>({
    text: 'select options from customer_import_mapping where organisation_id = $1 and signature = $2',
    values: [tx.organisationId, signatureOf(columns)],
  })
  return found && customerImportOptions.safeParse(found.options).data
}

/** Keeps options for the next file with the same columns, under the name of the file unless they have one already. */
export const rememberOptions = async (
  tx: Tx,
  { columns }: Layout,
  options: CustomerImportOptions,
  fileName: string,
): Promise<void> => {
  await tx.rows({
    text: `insert into customer_import_mapping (organisation_id, signature, options, name) values ($1, $2, $3, $4)
           on conflict (organisation_id, signature) do update set options = excluded.options, used_at = now()`,
    values: [tx.organisationId, signatureOf(columns), JSON.stringify(options), fileName],
  })
}

/** A field of the company’s own that a file can fill. */
export type OwnField = { readonly key: string; readonly label: { readonly en: string; readonly zh: string } }

const bare = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}\p{S}]+/gu, '')

/** Columns that fill nothing yet fill the own field that is called as they are. */
const withOwnFields = (
  columns: readonly string[],
  mapping: CustomerMapping,
  own: readonly OwnField[],
): CustomerMapping => {
  const names = new Map(
    own.flatMap(({ key, label }) =>
      [`custom:${key}`, key, label.en, label.zh].map((name) => [bare(name), key] as const),
    ),
  )
  const found: CustomerMapping = {}
  const taken = new Set<string>()
  for (const column of columns) {
    const key = names.get(bare(column))
    if (column in mapping) found[column] = mapping[column]!
    else if (key !== undefined && !taken.has(key)) {
      taken.add(key)
      found[column] = `custom:${key}`
    }
  }
  return found
}

/** A mapping without own fields that are archived since, or that whoever imports may not fill in. */
const knownOnly = (mapping: CustomerMapping, own: readonly OwnField[]): CustomerMapping => {
  const known = new Set(own.map(({ key }) => `custom:${key}`))
  return Object.fromEntries(
    Object.entries(mapping).filter(([, field]) => !field.startsWith('custom:') || known.has(field)),
  )
}

/** @throws CUSTOMER_IMPORT_FIELD_UNKNOWN where a column is to fill an own field that is not there for whoever imports */
export const checkOwnFields = ({ mapping }: CustomerImportOptions, own: readonly OwnField[]): void => {
  const known = new Set(own.map(({ key }) => `custom:${key}`))
  const unknown = Object.entries(mapping).filter(([, field]) => field.startsWith('custom:') && !known.has(field))
  if (unknown.length === 0) return
  throw customerImportErrors.CUSTOMER_IMPORT_FIELD_UNKNOWN(`there is no field ${unknown[0]![1]} to fill`, {
    errors: unknown.map(([column]) => ({ path: `/body/options/mapping/${column}`, message: 'no such field' })),
  })
}

type Given = { readonly [Name in keyof CustomerImportOptions]?: CustomerImportOptions[Name] | undefined }

/** Options with nothing left open: what was given, else what was remembered, else what is guessed. */
export const settledOptions = (
  given: Given,
  remembered: CustomerImportOptions | undefined,
  layout: Layout,
  rows: readonly (readonly string[])[],
  home: string,
  own: readonly OwnField[],
): CustomerImportOptions => {
  const region = given.region ?? remembered?.region ?? home
  const mapping =
    given.mapping ??
    (remembered && knownOnly(remembered.mapping, own)) ??
    withOwnFields(layout.columns, guessCustomerMapping(layout.columns, rows, region), own)
  const fields = new Set(Object.values(mapping))
  const likely = (['reference', 'email', 'phone'] as const).find((field) => fields.has(field))
  const { encoding, hasHeader, sheet } = given
  return {
    mapping,
    region,
    // Where nothing finds a customer, rows can only make new ones.
    mode: given.mode ?? remembered?.mode ?? (likely === undefined ? 'create' : 'create-or-update'),
    key: given.key ?? remembered?.key ?? likely ?? 'email',
    ...(encoding !== undefined && { encoding }),
    ...(hasHeader !== undefined && { hasHeader }),
    ...(sheet !== undefined && { sheet }),
  }
}

const naming = new Set(['reference', 'name', 'givenName', 'familyName', 'company', 'email', 'phone'])

/**
 * Checks options against the file.
 * @throws CUSTOMER_IMPORT_COLUMN_UNKNOWN, CUSTOMER_IMPORT_NOTHING_MAPPED, CUSTOMER_IMPORT_KEY_MISSING
 */
export const checkOptions = ({ mapping, mode, key }: CustomerImportOptions, { columns }: Layout): void => {
  const unknown = Object.keys(mapping).filter((column) => !columns.includes(column))
  if (unknown.length > 0) {
    throw customerImportErrors.CUSTOMER_IMPORT_COLUMN_UNKNOWN(`the file has no column ${JSON.stringify(unknown[0])}`, {
      errors: unknown.map((column) => ({ path: `/body/options/mapping/${column}`, message: 'no such column' })),
    })
  }
  const fields = new Set<string>(Object.values(mapping))
  if (![...fields].some((field) => naming.has(field))) {
    throw customerImportErrors.CUSTOMER_IMPORT_NOTHING_MAPPED('no column says who the customer is')
  }
  if (mode !== 'create' && !fields.has(key)) {
    throw customerImportErrors.CUSTOMER_IMPORT_KEY_MISSING(`no column fills ${key}`, {
      errors: [{ path: '/body/options/key', message: `no column fills ${key}` }],
    })
  }
}
