import type { CustomField, CustomOfRecord } from '@candor/api'
import { useBilingual, useValueText } from '../lib/own-fields.ts'
import type { ValueConflict } from '../lib/own-values.ts'
import { ConflictDialog, type Resolve } from './conflict-dialog.tsx'

interface ValueConflictDialogProps {
  readonly field: CustomField
  readonly conflict: ValueConflict
  readonly linked: CustomOfRecord['linked']
  readonly resolve: Resolve
}

/** Two people filled in the same field of the company’s own. */
export const ValueConflictDialog = ({ field, conflict, linked, resolve }: ValueConflictDialogProps) => {
  const say = useBilingual()
  const valueText = useValueText()
  const texts = {
    yours: valueText(field, conflict.value, linked),
    stored: valueText(field, conflict.stored, linked),
    original: valueText(field, conflict.original, linked),
  }
  return <ConflictDialog field={say(field.label)} texts={texts} resolve={resolve} />
}
