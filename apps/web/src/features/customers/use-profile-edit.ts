import { ApiError, customerRoutes, type CustomerDetail } from '@candor/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { customerQuery, customersKey } from './queries.ts'
import { changeOf, valueOf, type ProfileField } from './profile-fields.ts'

export interface Edit {
  readonly field: ProfileField
  readonly text: string
}

/** Two people changed the same field: what this one typed and what is stored now. */
export interface Conflict extends Edit {
  readonly stored: string
  readonly version: number
}

const isConflict = (error: unknown): boolean =>
  error instanceof ApiError && error.problem.code === 'CUSTOMER_CHANGED_MEANWHILE'

/** The part of a change that the list shows as well. */
const summaryChange = (
  field: ProfileField,
  text: string,
): Partial<Pick<CustomerDetail, 'name' | 'email' | 'phone' | 'country'>> => {
  const value = text.trim()
  if (field === 'name') return { name: value }
  return field === 'email' || field === 'phone' || field === 'country' ? { [field]: value === '' ? null : value } : {}
}

/**
 * Saves one field of a profile. When somebody else saved first, an edit of a field they did not touch is carried over by
 * itself; an edit of the same field becomes a conflict for the person to decide.
 */
export const useProfileEdit = (customer: CustomerDetail) => {
  const client = useQueryClient()
  const [conflict, setConflict] = useState<Conflict>()
  const key = customerQuery(customer.id).queryKey

  const send = async ({ field, text }: Edit, version: number) => {
    const saved = await call(customerRoutes.update, {
      params: { id: customer.id },
      body: { version, profile: changeOf(field, text) },
    })
    client.setQueryData(
      key,
      (known) =>
        known && {
          ...known,
          version: saved.version,
          profile: { ...known.profile, ...changeOf(field, text) },
          ...summaryChange(field, text),
        },
    )
    void client.invalidateQueries({ queryKey: customersKey })
  }

  const save = useMutation({
    mutationFn: async (edit: Edit) => {
      try {
        await send(edit, customer.version)
        return 'saved' as const
      } catch (error) {
        if (!isConflict(error)) throw error
      }
      const fresh = await call(customerRoutes.get, { params: { id: customer.id } })
      client.setQueryData(key, fresh)
      const stored = valueOf(fresh.profile, edit.field)
      if (stored === valueOf(customer.profile, edit.field)) {
        await send(edit, fresh.version)
        return 'saved' as const
      }
      setConflict({ ...edit, stored, version: fresh.version })
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
