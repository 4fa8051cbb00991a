import { fieldRoutes, type FieldObject } from '@candor/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { fieldsKey } from '../../lib/own-fields.ts'

/** All fields of an object, archived ones too. */
export const definedQuery = (object: FieldObject) =>
  queryOptions({
    queryKey: [...fieldsKey, object, 'all'],
    queryFn: ({ signal }) => call(fieldRoutes.defined, { params: { object } }, { signal }),
  })

export const valuesQuery = (object: FieldObject, id: string) =>
  queryOptions({
    queryKey: ['custom-values', object, id],
    queryFn: ({ signal }) => call(fieldRoutes.values, { params: { object, id } }, { signal }),
  })

export const historyQuery = (object: FieldObject, id: string) =>
  queryOptions({
    queryKey: ['custom-values', object, id, 'history'],
    queryFn: ({ signal }) => call(fieldRoutes.history, { params: { object, id } }, { signal }),
  })
