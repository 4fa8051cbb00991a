import { ApiError, companyRoutes, type CompanyDetail } from '@candor/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { changeOf, valueOf, type CompanyField } from './company-fields.ts'
import { companiesKey, companyQuery } from './queries.ts'

export interface Edit {
  readonly field: CompanyField
  readonly text: string
}

/** Two people changed the same field: what this one typed, what is stored now, and what both started from. */
export interface Conflict extends Edit {
  readonly yours: string
  readonly stored: string
  readonly original: string
  readonly version: number
}

const isConflict = (error: unknown): boolean =>
  error instanceof ApiError && error.problem.code === 'COMPANY_CHANGED_MEANWHILE'

/** Saves one field of a company; somebody else's change of another field is no conflict. */
export const useCompanyEdit = (company: CompanyDetail) => {
  const client = useQueryClient()
  const [conflict, setConflict] = useState<Conflict>()
  const { queryKey } = companyQuery(company.id)
  const send = async ({ field, text }: Edit, version: number) => {
    await call(companyRoutes.update, {
      params: { id: company.id },
      body: { version, profile: changeOf(field, text) },
    })
    await client.invalidateQueries({ queryKey: companiesKey })
  }
  const save = useMutation({
    mutationFn: async (edit: Edit) => {
      try {
        await send(edit, company.version)
        return 'saved' as const
      } catch (error) {
        if (!isConflict(error)) throw error
      }
      const fresh = await call(companyRoutes.get, { params: { id: company.id } })
      client.setQueryData(queryKey, fresh)
      const [stored, original] = [valueOf(fresh.profile, edit.field), valueOf(company.profile, edit.field)]
      if (stored === original) {
        await send(edit, fresh.version)
        return 'saved' as const
      }
      setConflict({ ...edit, yours: edit.text, stored, original, version: fresh.version })
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
