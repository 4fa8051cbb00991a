import type { FollowedObject } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import { followingErrors } from './errors.ts'

/** Somebody follows no more than this: who follows everything is told nothing. */
const most = 500

/** A record that can be followed: all ids that it has, the one that stands for it first. */
export type Followed = { readonly object: FollowedObject; readonly ids: readonly string[] }

/**
 * Follows a record from now on; what happened before is not told.
 * @throws FOLLOWING_TOO_MUCH
 */
export const followRecord = async (tx: Tx, userId: string, { object, ids }: Followed): Promise<void> => {
  const { count } = await tx.one<{ count: number }>({
    name: 'follow-count',
    text: `select count(*)::int as count from follow
            where organisation_id = $1 and user_id = $2 and subject_id <> all($3::uuid[])`,
    values: [tx.organisationId, userId, ids],
  })
  if (count >= most) throw followingErrors.FOLLOWING_TOO_MUCH(`${most} records are followed already`)
  await tx.rows({
    name: 'follow-insert',
    text: `insert into follow (organisation_id, object, subject_id, user_id) values ($1, $2, $3, $4)
           on conflict do nothing`,
    values: [tx.organisationId, object, ids[0], userId],
  })
  await tx.rows({
    name: 'follow-progress-begin',
    text: `insert into follow_progress (organisation_id, next_leaf)
           select $1, coalesce(max(leaf_index) + 1, 0) from journal_leaf where organisation_id = $1
           on conflict do nothing`,
    values: [tx.organisationId],
  })
}

export const unfollowRecord = async (tx: Tx, userId: string, { ids }: Followed): Promise<void> => {
  await tx.rows({
    name: 'follow-delete',
    text: 'delete from follow where organisation_id = $1 and user_id = $2 and subject_id = any($3::uuid[])',
    values: [tx.organisationId, userId, ids],
  })
}

/** Ids of those who follow a record. */
export const followersOf = async (tx: Tx, { ids }: Followed): Promise<string[]> => {
  const rows = await tx.rows<{ id: string }>({
    name: 'follow-of-subject',
    text: `select distinct user_id as id from follow where organisation_id = $1 and subject_id = any($2::uuid[])
            order by user_id limit 50`,
    values: [tx.organisationId, ids],
  })
  return rows.map(({ id }) => id)
}

/** What somebody follows, the latest first. */
export const followedBy = async (
  tx: Tx,
  userId: string,
): Promise<{ readonly object: FollowedObject; readonly id: string; readonly since: Date }[]> =>
  tx.rows({
    name: 'follow-of-user',
    text: `select object, subject_id as id, created_at as since from follow
            where organisation_id = $1 and user_id = $2 order by created_at desc limit ${most}`,
    values: [tx.organisationId, userId],
  })
