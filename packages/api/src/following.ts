import { z } from 'zod'
import { instant, uuid } from './common.ts'
import { done, nothing } from './identity-parts.ts'
import { defineRoute } from './route.ts'

/** Kinds of records that somebody can follow. */
export const followedObjects = ['customer', 'company'] as const
export const followedObject = z.enum(followedObjects)
export type FollowedObject = z.infer<typeof followedObject>

const params = z.strictObject({ object: followedObject, id: uuid })
const tag = 'Following'
const access = { right: 'customer.read' } as const

/** Whoever follows a record is told when something happens to it. Everybody follows for themselves. */
export const followingRoutes = {
  list: defineRoute({
    id: 'listFollowed',
    method: 'GET',
    path: '/api/following',
    access,
    tag,
    summary: 'What one follows, the latest first; at most 500',
    response: z.object({
      items: z.array(z.object({ object: followedObject, id: uuid, name: z.string(), since: instant })),
    }),
  }),
  get: defineRoute({
    id: 'getFollowing',
    method: 'GET',
    path: '/api/following/:object/:id',
    access,
    tag,
    summary: 'Whether one follows a record, and who does besides',
    params,
    response: z.object({ following: z.boolean(), others: z.array(z.object({ id: uuid, name: z.string() })) }),
  }),
  follow: defineRoute({
    id: 'follow',
    method: 'PUT',
    path: '/api/following/:object/:id',
    access,
    tag,
    summary: 'Follow a record from now on',
    params,
    body: nothing,
    response: done,
  }),
  unfollow: defineRoute({
    id: 'unfollow',
    method: 'DELETE',
    path: '/api/following/:object/:id',
    access,
    tag,
    summary: 'Follow a record no more',
    params,
    response: done,
  }),
} as const
