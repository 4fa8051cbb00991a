import { customerErrors } from '../modules/customers/index.ts'
import type { FieldsOfCustomers, FieldValues } from '../modules/customers/needs.ts'
import {
  fieldCells,
  fieldLookup,
  linkedOf,
  settledCondition,
  shownValues,
  type Fields,
} from '../modules/fields/index.ts'
import type { Tx } from '../platform/db/index.ts'

const valuesOf = async (
  tx: Tx,
  { needs }: Fields,
  ids: readonly string[],
  role: string | null,
  keys: readonly string[],
): Promise<Map<string, FieldValues>> => {
  const shown = await shownValues(tx, needs, 'customer', ids, { role }, keys)
  const values = [...shown.values()].map((of) => of.values)
  const names = await linkedOf(tx, needs, 'customer', values, { role })
  return new Map(
    [...shown].map(([id, { values: custom, version: customVersion }]) => {
      const ends = Object.values(custom).flatMap((value) => {
        const name = typeof value === 'string' ? names.get(value) : undefined
        return name === undefined ? [] : [[value, name] as const]
      })
      return [id, { custom, linked: Object.fromEntries(ends) as Record<string, string>, customVersion }]
    }),
  )
}

/** Own fields, as lists, exports and the form of a new customer need them. */
export const ownFieldsOfCustomers = (fields: Fields): FieldsOfCustomers => ({
  listFields: async (tx, role) => {
    const lookup = await fieldLookup(tx, { role })
    const unknown = (key: string) => customerErrors.CUSTOMER_FIELD_UNKNOWN(`there is no field ${key} to list by`)
    return {
      sortedBy: (key) => {
        const id = lookup.sortedBy(key)
        if (id === undefined) throw unknown(key)
        return id
      },
      placeOf: (condition, now) => {
        const place = lookup.placeOf(settledCondition(condition, now))
        if (place === undefined) throw unknown(condition.key)
        if (place !== 'fault') return place
        throw customerErrors.CUSTOMER_FIELD_VALUE(`a value does not fit the field ${condition.key}`, {
          errors: [{ path: '/query/filter', message: `${condition.key}: ${condition.is}` }],
        })
      },
    }
  },
  valuesOf: async (tx, ids, role, keys) => valuesOf(tx, fields, ids, role, keys),
  fillNew: async (tx, customer, role, by) => fields.fillNew(tx, 'customer', customer, { role }, by),
  cellsOf: async (tx, role, keys) => fieldCells(tx, { role }, keys),
})
