import type { CustomerSummary } from '@candor/api'
import { useState } from 'react'

/** Customers that were chosen in the list: one by one, or all that match, however many. */
export interface Selection {
  readonly ids: ReadonlySet<string>
  /** Whether all that match are meant, also those that are not loaded. */
  readonly everyone: boolean
  readonly has: (id: string) => boolean
  /** Chooses or leaves out; with `range` everything since the last one. */
  readonly toggle: (id: string, range?: boolean) => void
  readonly toggleAll: () => void
  readonly chooseEveryone: () => void
  readonly clear: () => void
}

/** As many as one request takes one by one; more are chosen as all that match. */
const mostChosen = 1000

/** Keeps which rows are chosen; a changed list begins without. */
export const useSelection = (rows: readonly CustomerSummary[], listKey: string): Selection => {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [everyone, setEveryone] = useState(false)
  const [last, setLast] = useState<string>()
  const [seen, setSeen] = useState(listKey)
  if (seen !== listKey) {
    setSeen(listKey)
    setChosen(new Set())
    setEveryone(false)
    setLast(undefined)
  }
  const set = (ids: Iterable<string>) => {
    setChosen(new Set([...ids].slice(0, mostChosen)))
    setEveryone(false)
  }
  const ids = rows.map(({ id }) => id)
  return {
    ids: chosen,
    everyone,
    has: (id) => everyone || chosen.has(id),
    toggle: (id, range = false) => {
      const next = new Set(everyone ? ids : chosen)
      const [from, to] = [ids.indexOf(last ?? ''), ids.indexOf(id)]
      if (range && from >= 0 && to >= 0) {
        for (const one of ids.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(one)
      } else if (next.has(id)) next.delete(id)
      else next.add(id)
      setLast(id)
      set(next)
    },
    toggleAll: () => set(everyone || chosen.size >= ids.length ? [] : ids),
    chooseEveryone: () => setEveryone(true),
    clear: () => set([]),
  }
}
