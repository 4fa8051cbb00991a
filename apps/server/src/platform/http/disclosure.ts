import type { DataCategory, LookWay } from '@candor/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { actorOf, staffOf } from './access.ts'

/** Who looks at personal data, and by what right. */
export type Looker = {
  readonly organisationId: string
  /** `staff:<id>`, `key:<id>` or `system`. */
  readonly actor: string
  /** Key of the role; null for the system itself. */
  readonly role: string | null
  /** The emergency opening without which it would not have been possible. */
  readonly emergency: string | null
}

/** One look at personal data. */
export type Look = {
  readonly way: LookWay
  readonly categories: readonly DataCategory[]
  readonly purpose: string
  /** Ids of the customers; other ids among them are passed over. */
  readonly customers: readonly string[]
  /** How many the list or file holds, where that is more. */
  readonly people?: number
}

/** Keeps that somebody looks at personal data; resolves when that is durable, so only then may the data go out. */
export type NoteLook = (looker: Looker, look: Look) => Promise<void>

declare module 'fastify' {
  interface FastifyInstance {
    /** Keeps looks at personal data. Given by the module that keeps them. */
    accessLog: { note: NoteLook }
  }
  interface FastifyRequest {
    /** Whether what the request gives out was noted already. */
    lookNoted: boolean
  }
}

/** Prepares the server for a log of who looked; nothing is kept until a module takes its place. */
export const prepareAccessLog = (app: FastifyInstance): void => {
  app.decorate('accessLog', { note: async () => undefined })
  app.decorateRequest('lookNoted', false)
}

/** Who looks by a request of staff. */
export const lookerOf = (request: FastifyRequest): Looker => {
  const { organisationId, role } = staffOf(request)
  return { organisationId, actor: actorOf(request), role, emergency: request.emergency }
}

/** Notes, before it is sent, what a request takes out of the system piece by piece. */
export const noteExport = async (request: FastifyRequest, look: Omit<Look, 'way'>): Promise<void> =>
  request.server.accessLog.note(lookerOf(request), { ...look, way: 'exported' })
