/** Owner, tags and bin of one customer. */
export type CareState = {
  readonly ownerId: string | null
  /** Ascending. */
  readonly tags: readonly string[]
  readonly binned: boolean
}

/** What is to be different; what is not named stays. */
export type CareChange = {
  readonly ownerId?: string | null | undefined
  readonly addTags?: readonly string[] | undefined
  readonly removeTags?: readonly string[] | undefined
  readonly binned?: boolean | undefined
}

/** The state after a change. A tag that is both added and removed is removed. */
export const afterChange = (before: CareState, change: CareChange): CareState => {
  const removed = new Set(change.removeTags)
  const tags = new Set([...before.tags, ...(change.addTags ?? [])].filter((id) => !removed.has(id)))
  return {
    ownerId: change.ownerId === undefined ? before.ownerId : change.ownerId,
    tags: [...tags].toSorted(),
    binned: change.binned ?? before.binned,
  }
}

export const differs = (a: CareState, b: CareState): boolean =>
  a.ownerId !== b.ownerId || a.binned !== b.binned || a.tags.join() !== b.tags.join()

/** The marks by which lists find a customer; none in the bin. */
export const marksOf = ({ ownerId, tags, binned }: CareState): string[] =>
  binned ? [] : [...(ownerId === null ? [] : [ownerId]), ...tags]
