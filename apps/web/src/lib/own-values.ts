import { ApiError, fieldRoutesOf, type CustomOfRecord, type FieldObject, type FieldValue } from '@candor/api'
import { call } from './api.ts'

/** One field of one record, and what it is to hold. */
export interface ValueEdit {
  readonly key: string
  readonly value: FieldValue | null
}

/** Two people filled in the same field. */
export interface ValueConflict extends ValueEdit {
  readonly stored: FieldValue | null
  readonly original: FieldValue | null
  readonly version: number
}

/** Whose own fields they are. */
export interface ValuesOwner {
  readonly object: FieldObject
  readonly id: string
}

const isConflict = (error: unknown): boolean =>
  error instanceof ApiError && error.problem.code === 'FIELD_VALUES_CHANGED_MEANWHILE'

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Sends one value, based on a version. @throws ApiError FIELD_VALUES_CHANGED_MEANWHILE, FIELD_VALUE_INVALID */
export const sendValue = async (
  { object, id }: ValuesOwner,
  { key, value }: ValueEdit,
  version: number,
): Promise<CustomOfRecord> =>
  call(fieldRoutesOf(object).setValues, { params: { object, id }, body: { version, values: { [key]: value } } })

/**
 * Saves one field of a record. When somebody else saved first, a field that they did not touch is saved all the same; of
 * the same field the person decides.
 * @param known what the person saw when they began
 * @returns all that the record holds now; with a `conflict` where the value was not saved
 */
export const saveValue = async (
  owner: ValuesOwner,
  edit: ValueEdit,
  known: { readonly version: number; readonly value: FieldValue | null },
): Promise<{ readonly now: CustomOfRecord; readonly conflict?: ValueConflict }> => {
  try {
    return { now: await sendValue(owner, edit, known.version) }
  } catch (error) {
    if (!isConflict(error)) throw error
  }
  const fresh = await call(fieldRoutesOf(owner.object).values, { params: { ...owner } })
  const stored = fresh.values[edit.key] ?? null
  if (same(stored, edit.value)) return { now: fresh }
  if (same(stored, known.value)) return { now: await sendValue(owner, edit, fresh.version) }
  return { now: fresh, conflict: { ...edit, stored, original: known.value, version: fresh.version } }
}
