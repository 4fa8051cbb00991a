import { defaultOf, type CustomInput, type FieldObject } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import { livingFields, mayEdit, visibleTo } from '../definitions/definition.ts'
import { fieldErrors } from '../errors.ts'
import type { Authorship, FillingNeeds, Viewer } from '../needs.ts'
import { setValues } from './set.ts'

/**
 * Fills the fields of a record that was just made: what was given, and defaults for the rest.
 * @param input by key; what is missing is not given
 * @throws FIELD_VALUE_INVALID also when a required field that the author may fill in is empty
 */
export const fillNew = async (
  tx: Tx,
  needs: FillingNeeds,
  object: FieldObject,
  { id, values: input }: { readonly id: string; readonly values: CustomInput },
  viewer: Viewer,
  by: Authorship,
): Promise<void> => {
  const fields = await livingFields(tx, object)
  if (fields.length === 0 && Object.keys(input).length === 0) return
  const today = new Date().toISOString().slice(0, 10)
  const offered = visibleTo(fields, viewer).filter((field) => mayEdit(field, viewer))
  const values: CustomInput = { ...input }
  for (const { key, settings } of offered) {
    const begins = Object.hasOwn(input, key) ? null : defaultOf(settings, today)
    if (begins !== null) values[key] = begins
  }
  const missing = offered.filter(
    ({ key, required }) => required && (values[key] === undefined || values[key] === null || values[key] === ''),
  )
  if (missing.length > 0) {
    throw fieldErrors.FIELD_VALUE_INVALID(`required: ${missing.map(({ key }) => key).join(', ')}`, {
      errors: missing.map(({ key }) => ({ path: `/body/custom/${key}`, message: 'required' })),
    })
  }
  if (Object.keys(values).length > 0) await setValues(tx, needs, object, [{ id, values }], viewer, by)
}
