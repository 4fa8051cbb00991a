import type { ImportField, ImportOptions } from '@candor/api'

/** The fields in the order of the form. */
export const importFields = [
  'orderNumber',
  'placedAt',
  'customerReference',
  'productCode',
  'description',
  'quantity',
  'unitPrice',
  'country',
  'merchant',
] as const satisfies readonly ImportField[]

export const neededFields: readonly ImportField[] = [
  'orderNumber',
  'placedAt',
  'customerReference',
  'productCode',
  'quantity',
  'unitPrice',
]

/** Needed fields without a column; the shop's column too where the shop is read from one. */
export const missingFields = ({ mapping, merchant }: ImportOptions): ImportField[] =>
  [...neededFields, ...(merchant.by === 'column' ? (['merchant'] as const) : [])].filter((field) => !mapping[field])

/** The mapping with one field changed; a column serves one field only, so it is taken from the other. */
export const withField = (
  mapping: ImportOptions['mapping'],
  field: ImportField,
  column: string | undefined,
): ImportOptions['mapping'] => {
  const rest = Object.entries(mapping).filter(([other, used]) => other !== field && used !== column)
  return Object.fromEntries(column === undefined ? rest : [...rest, [field, column]])
}
