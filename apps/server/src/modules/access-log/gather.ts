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

/**
 * Puts together what was one look to whoever looked: a page asks for profile, orders and points of one person by requests of
 * their own. Lists and files stay what they were.
 * @param looks oldest first
 */
export const gatherLooks = (looks: readonly PendingLook[]): PendingLook[] => {
  const gathered = new Map<string, PendingLook>()
  for (const look of looks) {
    const { actor, role, purpose, way, customers, emergency } = look
    const together = way === 'opened' && customers.length <= 1
    const key = together ? JSON.stringify([actor, role, purpose, emergency, customers]) : look.id
    const before = gathered.get(key)
    const categories = [...new Set([...(before?.categories ?? []), ...look.categories])]
    gathered.set(key, { ...(before ?? look), categories })
  }
  return [...gathered.values()]
}
