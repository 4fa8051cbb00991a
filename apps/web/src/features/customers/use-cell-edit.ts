import { customerRoutes, type CustomerSummary } from '@candor/api'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { changeOf, textOf } from './profile-fields.ts'
import { profileTexts } from './profile-texts.ts'
import { usePatchLists } from './use-patch-lists.ts'
import { isConflict, summaryOf, type Conflict } from './use-profile-edit.ts'

/** What of a profile the list shows and changes. */
export type CellField = 'name' | 'email' | 'phone' | 'country' | 'city'
export type SaveCell = (customer: CustomerSummary, field: CellField, text: string) => void

type Shown = Pick<CustomerSummary, CellField | 'version'>

interface CellEdit {
  readonly customer: CustomerSummary
  readonly field: CellField
  readonly text: string
}

/**
 * Saves one cell, with a word and a way back. When somebody else changed the customer meanwhile, the cell is saved all the same if
 * it is not what they changed; otherwise it becomes a conflict for the person to decide.
 */
export const useCellEdit = () => {
  const t = profileTexts.useTexts()
  const { tell, complain } = useTell()
  const patch = usePatchLists()
  const [conflict, setConflict] = useState<Conflict & { readonly id: string }>()

  const send = async (id: string, change: Conflict['change'], version: number): Promise<Shown> => {
    const saved = await call(customerRoutes.update, { params: { id }, body: { version, profile: change } })
    const shown = { ...summaryOf(saved.profile), version: saved.version }
    patch(id, shown)
    return shown
  }
  const save = useMutation({
    mutationFn: async ({ customer, field, text }: CellEdit): Promise<Shown | undefined> => {
      const { id } = customer
      const change = changeOf(field, text)
      try {
        return await send(id, change, customer.version)
      } catch (error) {
        if (!isConflict(error)) throw error
      }
      const fresh = await call(customerRoutes.get, { params: { id } })
      const [stored, original] = [textOf(fresh.profile, field), customer[field] ?? '']
      if (stored === original) return send(id, change, fresh.version)
      patch(id, { ...summaryOf(fresh.profile), version: fresh.version })
      setConflict({ id, field, change, yours: text, stored, original, version: fresh.version })
      return undefined
    },
  })
  const saveCell = (customer: CustomerSummary, field: CellField, text: string, isUndo = false) =>
    save.mutate(
      { customer, field, text },
      {
        onError: complain,
        onSuccess: (shown) => {
          if (shown === undefined) return
          const undo = () => saveCell({ ...customer, ...shown }, field, customer[field] ?? '', true)
          tell(isUndo ? t('undone') : t('saved', { field: t(`field.${field}`) }), {
            key: `saved-${customer.id}-${field}`,
            undo: isUndo ? undefined : undo,
          })
        },
      },
    )
  const resolve = useMutation({
    mutationFn: async (mine: boolean) => {
      if (mine && conflict) await send(conflict.id, conflict.change, conflict.version)
    },
    onSuccess: () => setConflict(undefined),
  })
  const saveOne: SaveCell = (customer, field, text) => saveCell(customer, field, text)
  return { save: saveOne, conflict, resolve }
}
