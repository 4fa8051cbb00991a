import { ApiError, customerRoutes, type CustomerDetail, type CustomerProfile } from '@candor/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { textOf, type EditField } from './profile-fields.ts'
import { customerQuery, customersKey } from './queries.ts'

/** What a person changed: a field, and what the API is told of it. */
export interface Edit {
  readonly field: EditField
  readonly change: Partial<CustomerProfile>
}

/** Two people changed the same field: what this one typed, what is stored now, and what both started from. */
export interface Conflict extends Edit {
  readonly yours: string
  readonly stored: string
  readonly original: string
  readonly version: number
}

export const isConflict = (error: unknown): boolean =>
  error instanceof ApiError && error.problem.code === 'CUSTOMER_CHANGED_MEANWHILE'

/** The parts of a profile that the list shows as well. */
export const summaryOf = ({ name, email, phone, country, city }: CustomerProfile) => ({
  name,
  email: email ?? null,
  phone: phone ?? null,
  country: country ?? null,
  city: city ?? null,
})

/**
 * Saves one field of a profile. When somebody else saved first, an edit of a field they did not touch is carried over by
 * itself; an edit of the same field becomes a conflict for the person to decide.
 */
export const useProfileEdit = (customer: CustomerDetail) => {
  const client = useQueryClient()
  const [conflict, setConflict] = useState<Conflict>()
  const key = customerQuery(customer.id).queryKey

  const send = async ({ change }: Edit, version: number) => {
    const { profile, ...saved } = await call(customerRoutes.update, {
      params: { id: customer.id },
      body: { version, profile: change },
    })
    client.setQueryData(key, (known) => known && { ...known, version: saved.version, profile, ...summaryOf(profile) })
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
      const [stored, original] = [textOf(fresh.profile, edit.field), textOf(customer.profile, edit.field)]
      if (stored === original) {
        await send(edit, fresh.version)
        return 'saved' as const
      }
      const yours = textOf({ name: '', ...edit.change }, edit.field)
      setConflict({ ...edit, yours, stored, original, version: fresh.version })
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
