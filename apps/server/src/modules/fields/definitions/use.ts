import type { Tx } from '../../../platform/db/index.ts'

/** Counting ends here: whether ten thousand or a million have it, it is in use. */
const mostCounted = 10_000

/** How many records have a value of a field; `more` where counting ended. */
export type FieldUse = { readonly records: number; readonly more: boolean }

/** @param words only records with one of these options */
export const useOf = async (tx: Tx, fieldId: string, words?: readonly string[]): Promise<FieldUse> => {
  const { records } = await tx.one<{ records: number }>({
    text: `select count(*)::int as records
             from (select from custom_index
                    where organisation_id = $1 and field_id = $2
                      and ${words === undefined ? 'place = 0' : 'word = any($4::text[])'}
                    limit $3) as counted`,
    values: [tx.organisationId, fieldId, mostCounted + 1, ...(words === undefined ? [] : [words])],
  })
  return { records: Math.min(records, mostCounted), more: records > mostCounted }
}

/** The number in words of the API. */
export const useText = ({ records, more }: FieldUse): string => `${more ? 'more than ' : ''}${records} records`
