import { fieldRoutesOf, type FieldObject } from '@candor/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { fieldsKey } from '../../lib/own-fields.ts'

/** All fields of an object, archived ones too. */
export const definedQuery = (object: FieldObject) =>
  queryOptions({
    queryKey: [...fieldsKey, object, 'all'],
    queryFn: ({ signal }) => call(fieldRoutesOf(object).defined, { params: { object } }, { signal }),
  })

export const valuesQuery = (object: FieldObject, id: string) =>
  queryOptions({
    queryKey: ['custom-values', object, id],
    queryFn: ({ signal }) => call(fieldRoutesOf(object).values, { params: { object, id } }, { signal }),
  })

export const historyQuery = (object: FieldObject, id: string) =>
  queryOptions({
    queryKey: ['custom-values', object, id, 'history'],
    queryFn: ({ signal }) => call(fieldRoutesOf(object).history, { params: { object, id } }, { signal }),
  })
