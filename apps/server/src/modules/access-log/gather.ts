import type { DataCategory, LookWay } from '@candor/api'

/** A look that is durable and waits to be journaled. */
export type PendingLook = {
  readonly id: string
  readonly at: Date
  readonly actor: string
  readonly role: string | null
  readonly purpose: string
  readonly way: LookWay
  readonly categories: readonly DataCategory[]
  readonly customers: readonly string[]
  readonly people: number
  readonly emergency: string | null
}

/** Customers of one look, and of the entry that it becomes. */
export const mostCustomers = 1_000

const isAlone = ({ way, customers }: PendingLook): boolean => way === 'opened' && customers.length <= 1

/** What a page asks of one person by requests of their own was one look. */
const byPerson = (looks: readonly PendingLook[]): PendingLook[] => {
  const gathered = new Map<string, PendingLook>()
  for (const look of looks) {
    const { actor, role, purpose, customers, emergency } = look
    const key = isAlone(look) ? JSON.stringify([actor, role, purpose, emergency, customers]) : look.id
    const before = gathered.get(key)
    const categories = [...new Set([...(before?.categories ?? []), ...look.categories])].toSorted()
    gathered.set(key, { ...(before ?? look), categories })
  }
  return [...gathered.values()]
}

/** Records that somebody, most likely a program, opens one after the other share an entry. */
const byLooker = (looks: readonly PendingLook[]): PendingLook[] => {
  const gathered: PendingLook[] = []
  const open = new Map<string, number>()
  for (const look of looks) {
    const { actor, role, purpose, categories, emergency } = look
    const key = JSON.stringify([actor, role, purpose, categories, emergency])
    const at = isAlone(look) ? open.get(key) : undefined
    const before = at === undefined ? undefined : gathered[at]
    if (at === undefined || before === undefined || before.customers.length === mostCustomers) {
      gathered.push(look)
      if (isAlone(look)) open.set(key, gathered.length - 1)
    } else gathered[at] = { ...before, customers: [...new Set([...before.customers, ...look.customers])] }
  }
  return gathered
}

/**
 * Puts looks together into what becomes one entry each. Lists and files stay what they were.
 * @param looks oldest first
 */
export const gatherLooks = (looks: readonly PendingLook[]): PendingLook[] => byLooker(byPerson(looks))
