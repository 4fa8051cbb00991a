import type { Tx } from '../../platform/db/index.ts'

/** An entry of the journal about something that people follow. */
export type FollowedEntry = {
  readonly id: string
  readonly subject: string
  readonly kind: string
  /** As the journal writes it: `staff:<id>`, `customer:<id>`, `system`. */
  readonly actor: string
  readonly recordedAt: Date
  readonly followers: readonly string[]
}

/** Positions of the journal that are looked through in one transaction. */
const stretch = 5000

/**
 * Goes on through the journal from where followers were told last, in the order of its positions: so every entry is looked at
 * once, also after a crash. Somebody who was merged is followed with who stands for them; nobody is told of who was erased.
 * @param tell what is told of the entries, in the same transaction
 * @returns whether there is more to look through
 */
export const tellNext = async (
  tx: Tx,
  tell: (entries: readonly FollowedEntry[]) => Promise<void>,
): Promise<boolean> => {
  const progress = await tx.maybe<{ next: number; end: number; followed: boolean }>({
    name: 'follow-progress',
    text: `select next_leaf::float8 as next,
                  (select coalesce(max(leaf_index) + 1, 0) from journal_leaf where organisation_id = $1)::float8 as end,
                  exists (select from follow where organisation_id = $1) as followed
             from follow_progress where organisation_id = $1 for update skip locked`,
    values: [tx.organisationId],
  })
  if (progress === undefined || progress.next >= progress.end) return false
  const { next, end, followed } = progress
  const until = followed ? Math.min(end, next + stretch) : end
  if (followed) {
    await tell(
      await tx.rows<FollowedEntry>({
        name: 'follow-entries',
        text: `with followed as (
                 select coalesce(c.merged_into, f.subject_id) as subject, array_agg(distinct f.user_id::text) as followers
                   from follow f
                   left join customer c on c.organisation_id = $1 and c.id = f.subject_id
                  where f.organisation_id = $1 group by 1)
               select e.id, e.subject, e.kind, e.actor, e.recorded_at as "recordedAt", f.followers
                 from journal_leaf l
                 join journal_entry e on e.organisation_id = $1 and e.id = l.entry_id
                 join followed f on f.subject = e.subject
                where l.organisation_id = $1 and l.leaf_index >= $2 and l.leaf_index < $3
                  and not exists (select from subject_key k where k.organisation_id = $1 and k.subject_id = e.subject
                                     and k.destroyed_at is not null)
                order by l.leaf_index`,
        values: [tx.organisationId, next, until],
      }),
    )
  }
  await tx.rows({
    name: 'follow-progress-write',
    text: 'update follow_progress set next_leaf = $2 where organisation_id = $1',
    values: [tx.organisationId, until],
  })
  return until < end
}
