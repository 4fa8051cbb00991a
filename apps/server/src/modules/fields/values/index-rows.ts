import { dayNumber, type CustomValues, type FieldSettings, type FieldValue } from '@candor/api'
import type { BlindKeys } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import type { StoredField } from '../definitions/definition.ts'

/** What lists find a value by: a row of `custom_index`. */
export type IndexRow = {
  readonly fieldId: string
  readonly place: number
  readonly number: string | null
  readonly word: string | null
}

const millionths = (value: number): string => {
  const [whole = '0', fraction = ''] = value.toFixed(6).split('.')
  return BigInt(`${whole}${fraction.padEnd(6, '0')}`).toString()
}

/** Text in the form in which two are the same. */
const standard = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

/** The number by which lists sort and compare a value; null for those that have none. */
export const numberOf = (settings: FieldSettings, value: FieldValue): string | null => {
  if (settings.type === 'number') return millionths(value as number)
  if (settings.type === 'money') return value as string
  return settings.type === 'date' ? String(dayNumber(value as string)) : null
}

/** The words by which lists find a value. */
export const wordsOf = (
  blind: BlindKeys,
  { id, settings }: Pick<StoredField, 'id' | 'settings'>,
  value: FieldValue,
): string[] => {
  switch (settings.type) {
    case 'text':
      return [blind.exact(`custom.${id}`, standard(value as string)).toString('hex')]
    case 'choices':
      return [...(value as string[])]
    case 'choice':
    case 'customer':
    case 'company':
    case 'record':
    case 'boolean':
      return [String(value)]
    case 'number':
    case 'money':
    case 'date':
    case 'formula':
    case 'secret':
    default:
      return []
  }
}

/** The rows of one value. A value that lists do not look into has one all the same: that the field is filled. */
export const rowsOfValue = (
  blind: BlindKeys,
  field: Pick<StoredField, 'id' | 'settings'>,
  value: FieldValue | undefined,
): IndexRow[] => {
  if (value === undefined) return []
  const number = numberOf(field.settings, value)
  const words = wordsOf(blind, field, value)
  if (words.length === 0) return [{ fieldId: field.id, place: 0, number, word: null }]
  return words.map((word, place) => ({ fieldId: field.id, place, number, word }))
}

/** The rows of everything that a record holds. */
export const rowsOfRecord = (blind: BlindKeys, fields: readonly StoredField[], values: CustomValues): IndexRow[] =>
  fields.flatMap((field) => rowsOfValue(blind, field, values[field.key]))

/** What is to be found of one field of one record from now on. */
export type Reindexed = { readonly subjectId: string; readonly fieldId: string; readonly rows: readonly IndexRow[] }

/** Replaces index rows, many at a time. */
export const reindex = async (tx: Tx, changed: readonly Reindexed[]): Promise<void> => {
  if (changed.length === 0) return
  await tx.rows({
    text: `delete from custom_index i using unnest($2::uuid[], $3::uuid[]) as c (subject_id, field_id)
            where i.organisation_id = $1 and i.field_id = c.field_id and i.subject_id = c.subject_id`,
    values: [tx.organisationId, changed.map(({ subjectId }) => subjectId), changed.map(({ fieldId }) => fieldId)],
  })
  const rows = changed.flatMap(({ subjectId, rows: of }) => of.map((row) => ({ subjectId, ...row })))
  if (rows.length === 0) return
  await tx.rows({
    text: `insert into custom_index (organisation_id, field_id, subject_id, place, number, word)
           select $1::uuid, * from unnest($2::uuid[], $3::uuid[], $4::int2[], $5::int8[], $6::text[])`,
    values: [
      tx.organisationId,
      rows.map(({ fieldId }) => fieldId),
      rows.map(({ subjectId }) => subjectId),
      rows.map(({ place }) => place),
      rows.map(({ number }) => number),
      rows.map(({ word }) => word),
    ],
  })
}
