import { followingRoutes, type FollowedObject } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import { organisationOf, staffOf } from '../../platform/http/access.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import type { App } from '../../platform/platform.ts'
import { followedBy, followersOf, followRecord, unfollowRecord, type Followed } from './follow.ts'

export { eraseFollowing } from './erase.ts'
export { Follower, type TellFollowers } from './follower.ts'
export type { FollowedEntry } from './told.ts'

/** What the module asks of others; given by the composition root. */
export type FollowingNeeds = {
  readonly objects: Readonly<
    Record<
      FollowedObject,
      {
        /** All ids of a record, the one that stands for it first. @throws a not-found error */
        readonly recordsOf: (tx: Tx, id: string) => Promise<readonly string[]>
        readonly names: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
      }
    >
  >
  /** Names of members of staff by user id. */
  readonly staffNames: (organisationId: string, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

/** Puts the routes of packages/api/src/following.ts on the server. */
export const registerFollowing = (app: App, { objects, staffNames }: FollowingNeeds): void => {
  const recordOf = async (tx: Tx, { object, id }: { object: FollowedObject; id: string }): Promise<Followed> => ({
    object,
    ids: await objects[object].recordsOf(tx, id),
  })

  route(app, followingRoutes.list, async ({ request }) =>
    read(request, async (tx) => {
      const followed = await followedBy(tx, staffOf(request).userId)
      const idsOf = (object: FollowedObject) => followed.filter((each) => each.object === object).map(({ id }) => id)
      const names = new Map([
        ...(await objects.customer.names(tx, idsOf('customer'))),
        ...(await objects.company.names(tx, idsOf('company'))),
      ])
      return {
        items: followed.flatMap(({ object, id, since }) => {
          const name = names.get(id)
          return name === undefined ? [] : [{ object, id, name, since: since.toISOString() }]
        }),
      }
    }),
  )

  route(app, followingRoutes.get, async ({ params, request }) => {
    const { userId } = staffOf(request)
    const followers = await read(request, async (tx) => followersOf(tx, await recordOf(tx, params)))
    const others = followers.filter((id) => id !== userId)
    const names = await staffNames(organisationOf(request), others)
    return {
      following: followers.includes(userId),
      others: others.map((id) => ({ id, name: names.get(id) ?? '' })),
    }
  })

  route(app, followingRoutes.follow, async ({ params, request }) =>
    write(request, async (tx) => {
      await followRecord(tx, staffOf(request).userId, await recordOf(tx, params))
      return { done: true as const }
    }),
  )

  route(app, followingRoutes.unfollow, async ({ params, request }) =>
    write(request, async (tx) => {
      await unfollowRecord(tx, staffOf(request).userId, await recordOf(tx, params))
      return { done: true as const }
    }),
  )
}
