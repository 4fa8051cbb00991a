import { Readable } from 'node:stream'
import { addressesOf, emailsOf, phonesOf, type ExportFormat } from '@candor/api'
import { csvLine, csvMark, vcardOf, workbookOf } from '@candor/tabular'
import type { ExportedCustomer } from './collect.ts'

const emailKinds = ['personal', 'work', 'billing', 'other'] as const
const phoneKinds = ['mobile', 'home', 'work', 'fax', 'other'] as const

/** Names of the columns; an import of customers knows all of them again. */
export const header = [
  'Candor ID',
  'Reference',
  'Name',
  'Email',
  'Phone',
  'Country',
  'State',
  'City',
  'District',
  'Postal code',
  'Address',
  'Language',
  ...emailKinds.map((kind) => `Email (${kind})`),
  ...phoneKinds.map((kind) => `Phone (${kind})`),
  'More addresses',
] as const

/** A customer as a row of a table. The primary address and number come first; all of them stand by kind behind. */
export const rowOf = ({ id, reference, profile }: ExportedCustomer): string[] => {
  const addresses = addressesOf(profile)
  const primary = addresses.find((address) => address.primary) ?? addresses[0]
  const emails = emailsOf(profile)
  const phones = phonesOf(profile)
  const further = addresses.filter((address) => address !== primary)
  return [
    id,
    reference ?? '',
    profile.name,
    profile.email ?? '',
    profile.phone ?? '',
    primary?.country ?? '',
    primary?.region ?? '',
    primary?.city ?? '',
    primary?.district ?? '',
    primary?.postalCode ?? '',
    primary?.address ?? '',
    profile.language ?? '',
    ...emailKinds.map((kind) =>
      emails
        .filter((email) => email.kind === kind)
        .map(({ address }) => address)
        .join('; '),
    ),
    ...phoneKinds.map((kind) =>
      phones
        .filter((phone) => phone.kind === kind)
        .map(({ number }) => number)
        .join('; '),
    ),
    further.length === 0 ? '' : JSON.stringify(further),
  ]
}

const cardKinds: Readonly<Record<string, string>> = {
  personal: ';TYPE=HOME',
  mobile: ';TYPE=CELL',
  home: ';TYPE=HOME',
  work: ';TYPE=WORK',
  fax: ';TYPE=FAX',
}

/** A customer as a card. */
export const cardOf = ({ id, reference, profile }: ExportedCustomer): string => {
  const first = <Point extends { readonly primary?: boolean | undefined }>(points: readonly Point[]): Point[] =>
    points.toSorted((a, b) => Number(b.primary ?? false) - Number(a.primary ?? false))
  return vcardOf([
    { name: 'N', value: [profile.name, '', '', '', ''] },
    { name: 'FN', value: profile.name },
    ...first(emailsOf(profile)).map(({ kind, address }) => ({ name: `EMAIL${cardKinds[kind] ?? ''}`, value: address })),
    ...first(phonesOf(profile)).map(({ kind, number }) => ({ name: `TEL${cardKinds[kind] ?? ''}`, value: number })),
    ...first(addressesOf(profile)).map(({ kind, address, city, region, postalCode, country }) => ({
      name: `ADR${cardKinds[kind] ?? ''}`,
      value: ['', '', address ?? '', city ?? '', region ?? '', postalCode ?? '', country ?? ''],
    })),
    // Cards have no place for a district.
    { name: 'X-CANDOR-DISTRICT', value: first(addressesOf(profile))[0]?.district ?? '' },
    { name: 'X-CANDOR-ID', value: id },
    { name: 'X-CANDOR-REFERENCE', value: reference ?? '' },
    { name: 'X-CANDOR-LANGUAGE', value: profile.language ?? '' },
  ])
}

/** Columns of own fields are called so that nothing else is. */
const headerWith = (keys: readonly string[]): string[] => [...header, ...keys.map((key) => `custom:${key}`)]

/** The row of a customer with the cells of own fields behind it. */
const wholeRow = (customer: ExportedCustomer, keys: readonly string[]): string[] => [
  ...rowOf(customer),
  ...keys.map((key) => customer.own?.[key] ?? ''),
]

async function* csvOf(customers: AsyncIterable<ExportedCustomer>, keys: readonly string[]): AsyncGenerator<string> {
  yield csvMark + csvLine(headerWith(keys))
  for await (const customer of customers) yield csvLine(wholeRow(customer, keys))
}

async function* cardsOf(customers: AsyncIterable<ExportedCustomer>): AsyncGenerator<string> {
  for await (const customer of customers) yield cardOf(customer)
}

async function* jsonOf(customers: AsyncIterable<ExportedCustomer>, keys: readonly string[]): AsyncGenerator<string> {
  let separator = '[\n'
  for await (const { id, reference, profile, own = {} } of customers) {
    // A field that not everybody may see any more is left out.
    const fields = keys.flatMap((key) => (own[key] === undefined ? [] : [[`custom:${key}`, own[key]]]))
    yield separator + JSON.stringify({ candorId: id, reference, ...profile, ...Object.fromEntries(fields) })
    separator = ',\n'
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n'
}

async function* rowsOf(customers: AsyncIterable<ExportedCustomer>, keys: readonly string[]): AsyncGenerator<string[]> {
  for await (const customer of customers) yield wholeRow(customer, keys)
}

/** What browsers call the formats, and how their files end. */
export const formatTypes: Readonly<Record<ExportFormat, { readonly type: string; readonly extension: string }>> = {
  csv: { type: 'text/csv; charset=utf-8', extension: 'csv' },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extension: 'xlsx' },
  vcard: { type: 'text/vcard; charset=utf-8', extension: 'vcf' },
  json: { type: 'application/json', extension: 'json' },
}

/** The file of an export in a format, written as it is read. Nothing in it is run by a spreadsheet program. */
export const fileOf = (
  format: ExportFormat,
  customers: AsyncIterable<ExportedCustomer>,
  keys: readonly string[],
): Readable => {
  if (format === 'xlsx') return workbookOf('Customers', headerWith(keys), rowsOf(customers, keys)) as Readable
  if (format === 'vcard') return Readable.from(cardsOf(customers))
  return Readable.from(format === 'csv' ? csvOf(customers, keys) : jsonOf(customers, keys))
}
