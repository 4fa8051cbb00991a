import type { BulkAction } from '@candor/api'
import { inBin, type CareDecision } from '../care/change.ts'
import type { CareState } from '../care/state.ts'

/** What a bulk change does with each customer. */
export const decisionOf =
  (action: BulkAction): CareDecision =>
  ({ binned }) => {
    if (action.do === 'restore') return binned ? { binned: false } : { skip: 'not-in-bin' }
    if (binned) return { skip: inBin }
    switch (action.do) {
      case 'tag':
        return { addTags: action.tagIds }
      case 'untag':
        return { removeTags: action.tagIds }
      case 'assign':
        return { ownerId: action.ownerId }
      case 'bin':
      default:
        return { binned: true }
    }
  }

const changedSince = { skip: 'changed-since' } as const

/**
 * What takes a change of one customer back. Only what that change did, and only where it still stands: who got another
 * owner since keeps them.
 * @param existing tags that there still are
 */
export const undoOf =
  (before: CareState, after: CareState, existing: ReadonlyMap<string, string>): CareDecision =>
  (stored) => {
    if (before.binned !== after.binned) {
      return stored.binned === after.binned ? { binned: before.binned } : changedSince
    }
    if (stored.binned) return { skip: inBin }
    if (before.ownerId !== after.ownerId) {
      return stored.ownerId === after.ownerId ? { ownerId: before.ownerId } : changedSince
    }
    const removeTags = after.tags.filter((id) => !before.tags.includes(id))
    const addTags = before.tags.filter((id) => !after.tags.includes(id) && existing.has(id))
    return { addTags, removeTags }
  }
