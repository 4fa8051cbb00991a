import type { FastifyRequest } from 'fastify'
import { actorOf, staffOf } from '../../platform/http/access.ts'
import type { Authorship, Viewer } from './needs.ts'

/** Staff work with their own fields to fulfil the contract with customers. */
const purpose = 'service-contract'

/** Who sends a request, as the journal names them. */
export const authorship = (request: FastifyRequest): Authorship => ({ actor: actorOf(request), purpose })

/** Who looks, and what they may see. */
export const viewerOf = (request: FastifyRequest): Viewer => {
  const { role, rights } = staffOf(request)
  return { role, rights }
}
