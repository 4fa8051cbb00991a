import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../platform/http/access.ts'
import type { Authorship } from './create.ts'

/** Staff work with customer data to fulfil the contract with them. */
export const servicePurpose = 'service-contract'

/** Who acts by a request, and why data is used. */
export const authorship = (request: FastifyRequest): Authorship => ({
  actor: actorOf(request),
  purpose: servicePurpose,
})
