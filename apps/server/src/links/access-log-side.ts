import type { FastifyReply, FastifyRequest } from 'fastify'
import { registerAccessLog, type AccessLogNeeds, type RoleName } from '../modules/access-log/index.ts'
import { existingCustomers, requireCustomer } from '../modules/customers/index.ts'
import { keyRole } from '../modules/identity/api-keys/key-sessions.ts'
import { allRoles } from '../modules/identity/roles/role.ts'
import { readEntries, recordMany } from '../modules/journal/index.ts'
import type { Tx } from '../platform/db/index.ts'
import { lookerOf } from '../platform/http/disclosure.ts'
import type { App, Platform } from '../platform/platform.ts'
import { disclosures, type Disclosure } from './disclosures.ts'
import { whoseData } from './whose-data.ts'

/** Names of members of staff by user id. */
export type StaffNames = (organisationId: string, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>

/** Names of people by what the journal calls them. */
export const actorNames =
  (staffNames: StaffNames): AccessLogNeeds['actorNames'] =>
  async (organisationId, actors) => {
    // People are known by their ids, programs by what the journal calls them.
    const ids = actors.map((actor) => actor.replace('staff:', ''))
    const names = await staffNames(organisationId, ids)
    return new Map([...names].map(([id, name]) => [id.startsWith('key:') ? id : `staff:${id}`, name]))
  }

/** What the role of a program with a key is called. */
const program: RoleName = { name: 'Program', nameZh: '程序' }

/** Whether an answer can hold what is stored: a refusal shows nothing, unless a change came too late. */
const mayShow = ({ statusCode }: FastifyReply): boolean => statusCode < 300 || statusCode === 409

const disclosureOf = ({ method, routeOptions, staff, lookNoted }: FastifyRequest, reply: FastifyReply) => {
  if (staff === null || lookNoted || !mayShow(reply) || routeOptions.url === undefined) return undefined
  const disclosure = disclosures[`${method} ${routeOptions.url}`]
  return disclosure === 'nothing' || disclosure?.whose === 'told-by-itself' ? undefined : disclosure
}

const note = async (request: FastifyRequest, disclosure: Disclosure, answer: unknown): Promise<void> => {
  request.lookNoted = true
  const { accessLog, platform } = request.server
  const looker = lookerOf(request)
  const inOrganisation = async <T>(run: (tx: Tx) => Promise<T>): Promise<T> =>
    platform.db.inOrganisation(looker.organisationId, run)
  const { id } = request.params as { id?: string }
  const customers = await whoseData(disclosure, { id, answer, inOrganisation })
  // A list without anybody in it shows nobody's data.
  if (customers.length === 0 && disclosure.whose !== 'unnamed') return
  const { way, gives: categories, purpose } = disclosure
  await accessLog.note(looker, { way, categories, purpose, customers })
}

/**
 * Puts the log of who looked on the server: whatever a route gives out by its line in disclosures.ts is noted, and only then
 * sent. An answer that cannot be noted is not given.
 * @param gatherFor milliseconds that looks wait for others that belong to them
 */
export const registerAccessLogSide = (
  app: App,
  platform: Platform,
  staffNames: StaffNames,
  gatherFor: number,
): void => {
  registerAccessLog(
    app,
    platform,
    {
      recordMany,
      readEntries,
      existingCustomers,
      requireCustomer,
      roleNames: async (tx) => {
        const names = new Map<string, RoleName>([[keyRole, program]])
        for (const { key, name, nameZh } of await allRoles(tx)) names.set(key, { name, nameZh })
        return names
      },
      actorNames: actorNames(staffNames),
    },
    gatherFor,
  )
  // Answers that are objects are looked through before they are written out; files come past only as they are sent.
  app.addHook('preSerialization', async (request, reply, answer) => {
    const disclosure = disclosureOf(request, reply)
    if (disclosure !== undefined) await note(request, disclosure, answer)
    return answer
  })
  app.addHook('onSend', async (request, reply) => {
    const disclosure = disclosureOf(request, reply)
    if (disclosure !== undefined) await note(request, disclosure, undefined)
  })
}
