import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { ConflictDialog } from '../../components/conflict-dialog.tsx'
import { ValueConflictDialog } from '../../components/value-conflict-dialog.tsx'
import { profileTexts } from './profile-texts.ts'
import { useCellEdit, type SaveCell } from './use-cell-edit.ts'
import { useOwnCellEdit, type SaveOwnCell } from './use-own-cell-edit.ts'

interface CellSaving {
  readonly save: SaveCell
  /** For fields of the company’s own. */
  readonly saveOwn: SaveOwnCell
}

const Saving = createContext<CellSaving | undefined>(undefined)

/** Saves what is changed in cells of the list; nothing where cells are not changed. */
export const useCellEdits = (): CellSaving | undefined => useContext(Saving)

/** Lets the cells below be changed. What comes of it is said here, because a row can be scrolled away meanwhile. */
export const CellEdits = ({ children }: { readonly children: ReactNode }) => {
  const t = profileTexts.useTexts()
  const { save, conflict, resolve } = useCellEdit()
  const own = useOwnCellEdit()
  const saveOwn = own.save
  const saving = useMemo(() => ({ save, saveOwn }), [save, saveOwn])
  return (
    <Saving value={saving}>
      {children}
      {conflict && <ConflictDialog field={t(`field.${conflict.field}`)} texts={conflict} resolve={resolve} />}
      {own.conflict && (
        <ValueConflictDialog
          field={own.conflict.field}
          conflict={own.conflict}
          linked={own.conflict.linked}
          resolve={own.resolve}
        />
      )}
    </Saving>
  )
}
