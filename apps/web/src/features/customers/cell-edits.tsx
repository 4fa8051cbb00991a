import { createContext, useContext, type ReactNode } from 'react'
import { ConflictDialog } from './conflict-dialog.tsx'
import { useCellEdit, type SaveCell } from './use-cell-edit.tsx'

const Saving = createContext<SaveCell | undefined>(undefined)

/** Saves what is changed in cells of the list; nothing where cells are not changed. */
export const useCellEdits = (): SaveCell | undefined => useContext(Saving)

/** Lets the cells below be changed. What comes of it is said here, because a row can be scrolled away meanwhile. */
export const CellEdits = ({ children }: { readonly children: ReactNode }) => {
  const { save, conflict, resolve } = useCellEdit()
  return (
    <Saving value={save}>
      {children}
      {conflict && (
        <ConflictDialog
          conflict={conflict}
          busy={resolve.isPending}
          error={resolve.error}
          onResolve={(mine) => resolve.mutate(mine)}
        />
      )}
    </Saving>
  )
}
