import { customerRoutes, createClient } from '@candor/api'
import type { RequestTemplate } from '../load/request.ts'
import type { ServerProcess } from './server.ts'

/** Creates customers through the API. @returns their ids */
export const createPeople = async ({ url, cookie }: ServerProcess, count: number): Promise<string[]> => {
  const call = createClient({ baseUrl: url, headers: () => ({ cookie, origin: url }) })
  const ids: string[] = []
  const some = async (start: number): Promise<void> => {
    for (let n = start; n < count; n += 8) {
      const profile = { name: `Person ${n}`, email: `person-${n}@bench.example`, country: 'France', fictional: true }
      ids.push((await call(customerRoutes.create, { body: { profile } })).id)
    }
  }
  await Promise.all(Array.from({ length: Math.min(8, count) }, async (_, start) => some(start)))
  return ids
}

/** Requests that write a note, one for each customer. @param prefix where the route begins */
export const noteRequests = (
  { cookie, url }: ServerProcess,
  customers: readonly string[],
  prefix: '/api' | '/bench',
): RequestTemplate[] =>
  customers.map((id) => ({
    method: 'POST',
    path: `${prefix}/customers/${id}/notes`,
    headers: { cookie, origin: url, 'content-type': 'application/json' },
    body: '{"kind":"note","text":"Asked about the delivery of parcel {n}; wants it before Friday, prefers mornings."}',
  }))
