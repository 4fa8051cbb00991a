import type { CustomOfRecord, FieldObject } from '@candor/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { saveValue, sendValue, type ValueConflict, type ValueEdit } from '../../lib/own-values.ts'
import { historyQuery, valuesQuery } from './queries.ts'

/** Everything about an object in the server cache. */
const cacheOf = (object: FieldObject): string =>
  object === 'customer' ? 'customers' : object === 'company' ? 'companies' : 'objects'

/** Saves fields of a record one by one; what two people changed at once becomes a conflict for the person to decide. */
export const useValuesEdit = (object: FieldObject, id: string, known: CustomOfRecord | undefined) => {
  const client = useQueryClient()
  const [conflict, setConflict] = useState<ValueConflict>()
  const keep = (now: CustomOfRecord) => {
    client.setQueryData(valuesQuery(object, id).queryKey, now)
    void client.invalidateQueries({ queryKey: historyQuery(object, id).queryKey })
    void client.invalidateQueries({ queryKey: [cacheOf(object)] })
  }
  const save = useMutation({
    mutationFn: async (edit: ValueEdit) => {
      const before = { version: known?.version ?? 0, value: known?.values[edit.key] ?? null }
      const saved = await saveValue({ object, id }, edit, before)
      keep(saved.now)
      if (saved.conflict === undefined) return 'saved' as const
      setConflict(saved.conflict)
      return 'conflict' as const
    },
  })
  const resolve = useMutation({
    mutationFn: async (mine: boolean) => {
      if (mine && conflict) keep(await sendValue({ object, id }, conflict, conflict.version))
    },
    onSuccess: () => setConflict(undefined),
  })
  return { save, conflict, resolve }
}
