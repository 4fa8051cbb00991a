import type { CustomerSummary, CustomField, CustomOfRecord, FieldValue } from '@candor/api'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ownFieldTexts } from '../../lib/own-field-texts.ts'
import { useBilingual } from '../../lib/own-fields.ts'
import { saveValue, sendValue, type ValueConflict } from '../../lib/own-values.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { usePatchLists } from './use-patch-lists.ts'

/** What a list knows of a customer’s own fields. */
export type OwnCellOf = Pick<CustomerSummary, 'id' | 'custom' | 'customVersion'>
export type SaveOwnCell = (customer: OwnCellOf, field: CustomField, value: FieldValue | null) => void

interface OwnCellEdit {
  readonly customer: OwnCellOf
  readonly field: CustomField
  readonly value: FieldValue | null
}

interface OwnCellConflict extends ValueConflict {
  readonly id: string
  readonly field: CustomField
  readonly linked: CustomOfRecord['linked']
}

const shownOf = ({ version, values, linked }: CustomOfRecord) => ({
  custom: values,
  customVersion: version,
  linked: Object.fromEntries(linked.map(({ id, name }) => [id, name])),
})

/**
 * Saves a field of the company’s own in the list, with a word and a way back; what two people changed at once is for the
 * person to decide.
 * @param onSaved called once something was saved, where lists have to be asked again
 */
export const useOwnCellEdit = (onSaved?: () => void) => {
  const t = ownFieldTexts.useTexts()
  const say = useBilingual()
  const { tell, complain } = useTell()
  const patch = usePatchLists()
  const [conflict, setConflict] = useState<OwnCellConflict>()
  const keep = (id: string, now: CustomOfRecord) => {
    patch(id, shownOf(now))
    onSaved?.()
  }

  const save = useMutation({
    mutationFn: async ({ customer: { id, custom, customVersion }, field, value }: OwnCellEdit) => {
      const known = { version: customVersion ?? 0, value: custom?.[field.key] ?? null }
      const saved = await saveValue({ object: 'customer', id }, { key: field.key, value }, known)
      keep(id, saved.now)
      if (saved.conflict === undefined) return saved.now
      setConflict({ ...saved.conflict, id, field, linked: saved.now.linked })
      return undefined
    },
  })
  const saveCell = ({ customer, field, value }: OwnCellEdit, isUndo = false) =>
    save.mutate(
      { customer, field, value },
      {
        onError: complain,
        onSuccess: (now) => {
          if (now === undefined) return
          const before = customer.custom?.[field.key] ?? null
          const undo = () => saveCell({ customer: { id: customer.id, ...shownOf(now) }, field, value: before }, true)
          // A field that is needed cannot become empty again.
          const mayUndo = !isUndo && !(field.required && before === null)
          tell(isUndo ? t('undone') : t('saved', { field: say(field.label) }), {
            key: `saved-${customer.id}-${field.key}`,
            undo: mayUndo ? undo : undefined,
          })
        },
      },
    )
  const resolve = useMutation({
    mutationFn: async (mine: boolean) => {
      if (!mine || conflict === undefined) return
      const { id, version } = conflict
      keep(id, await sendValue({ object: 'customer', id }, conflict, version))
    },
    onSuccess: () => setConflict(undefined),
  })
  const saveOne: SaveOwnCell = (customer, field, value) => saveCell({ customer, field, value })
  return { save: saveOne, conflict, resolve }
}
