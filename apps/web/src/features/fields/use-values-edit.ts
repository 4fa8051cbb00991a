import { ApiError, fieldRoutes, type CustomOfRecord, type FieldObject, type FieldValue } from '@candor/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { historyQuery, valuesQuery } from './queries.ts'

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

const isConflict = (error: unknown): boolean =>
  error instanceof ApiError && error.problem.code === 'FIELD_VALUES_CHANGED_MEANWHILE'

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/**
 * Saves one field of a record. When somebody else saved first, a field that they did not touch is saved all the same; of
 * the same field the person decides.
 */
export const useValuesEdit = (object: FieldObject, id: string, known: CustomOfRecord | undefined) => {
  const client = useQueryClient()
  const [conflict, setConflict] = useState<ValueConflict>()
  const { queryKey } = valuesQuery(object, id)

  const send = async ({ key, value }: ValueEdit, version: number) => {
    const body = { version, values: { [key]: value } }
    const saved = await call(fieldRoutes.setValues, { params: { object, id }, body })
    client.setQueryData(queryKey, saved)
    void client.invalidateQueries({ queryKey: historyQuery(object, id).queryKey })
    void client.invalidateQueries({ queryKey: [object === 'customer' ? 'customers' : 'companies'] })
  }
  const save = useMutation({
    mutationFn: async (edit: ValueEdit) => {
      try {
        await send(edit, known?.version ?? 0)
        return 'saved' as const
      } catch (error) {
        if (!isConflict(error)) throw error
      }
      const fresh = await call(fieldRoutes.values, { params: { object, id } })
      client.setQueryData(queryKey, fresh)
      const [stored, original] = [fresh.values[edit.key] ?? null, known?.values[edit.key] ?? null]
      if (same(stored, original)) {
        await send(edit, fresh.version)
        return 'saved' as const
      }
      setConflict({ ...edit, stored, original, version: fresh.version })
      return 'conflict' as const
    },
  })
  const resolve = useMutation({
    mutationFn: async (mine: boolean) => {
      if (mine && conflict) await send(conflict, conflict.version)
    },
    onSuccess: () => setConflict(undefined),
  })
  return { save, conflict, resolve }
}
