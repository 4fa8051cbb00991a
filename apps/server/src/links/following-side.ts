import { kindsBeyond } from '@candor/api'
import { requireCompany } from '../modules/companies/index.ts'
import { recordsOf, requireCustomer } from '../modules/customers/index.ts'
import {
  registerFollowing,
  type FollowedEntry,
  type Follower,
  type FollowingNeeds,
  type TellFollowers,
} from '../modules/following/index.ts'
import type { Identity } from '../modules/identity/index.ts'
import type { Tx } from '../platform/db/index.ts'
import type { App } from '../platform/platform.ts'
import type { Notify } from './telling.ts'
import { customerNames, workers } from './work-side.ts'

/** What followers are told of, by the beginning of the kind of entry. The rest is noise, or is told in other words. */
const told: readonly (readonly [string, string])[] = [
  ['customer.', 'profile'],
  ['company.note-added', 'note'],
  ['company.', 'profile'],
  ['relation.', 'profile'],
  ['note.', 'note'],
  ['call.', 'note'],
  ['meeting.', 'note'],
  ['file.', 'file'],
  ['order.', 'order'],
  ['consent.', 'consent'],
  ['lifecycle.', 'stage'],
  ['task.', 'task'],
  ['deal.', 'deal'],
  ['ticket.', 'ticket'],
  ['quote.', 'sales'],
  ['invoice.', 'sales'],
  ['credit-note.', 'sales'],
]
const silent = new Set(['customer.signed-in', 'customer.created', 'company.created'])

const toldOf = (kind: string): string | undefined =>
  silent.has(kind) ? undefined : told.find(([beginning]) => kind.startsWith(beginning))?.[1]

/** What one person does of one kind within so many milliseconds is told once. */
const breath = 10 * 60_000

const companyNames = async (tx: Tx, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = await tx.rows<{ id: string; name: string }>({
    name: 'following-companies',
    text: 'select id, name from company where organisation_id = $1 and id = any($2::uuid[])',
    values: [tx.organisationId, ids],
  })
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Followers are told by what they may see: of a deal nobody hears who may not see deals. */
const tellFollowers =
  (notify: Notify, staffNames: Identity['staffNames']): TellFollowers =>
  async (tx, entries) => {
    const worth = entries.flatMap((entry) => {
      const what = toldOf(entry.kind)
      return what === undefined ? [] : [{ ...entry, what }]
    })
    if (worth.length === 0) return
    const subjects = [...new Set(worth.map(({ subject }) => subject))]
    const [customers, companies] = [await customerNames(tx, subjects), await companyNames(tx, subjects)]
    const rightsOf = new Map((await workers(tx)).map(({ id, rights }) => [id, rights]))
    const authors = worth.flatMap(({ actor }) => (actor.startsWith('staff:') ? [actor.slice('staff:'.length)] : []))
    const names = await staffNames(tx.organisationId, [...new Set(authors)])
    const mayHear = (userId: string, { kind }: FollowedEntry): boolean => {
      const rights = rightsOf.get(userId)
      return rights?.has('customer.read') === true && !kindsBeyond(rights).some((thing) => kind.startsWith(thing))
    }
    for (const entry of worth) {
      const { subject, actor, recordedAt, what } = entry
      const about = customers.get(subject) ?? companies.get(subject)
      if (about === undefined) continue
      await notify(tx, {
        key: `followed ${subject} ${what} ${actor} ${Math.floor(recordedAt.getTime() / breath)}`,
        kind: 'followed.changed',
        to: entry.followers.filter((userId) => mayHear(userId, entry)),
        subject,
        facts: { about, what, by: names.get(actor.replace('staff:', '')) ?? '' },
        path: `/${customers.has(subject) ? 'customers' : 'companies'}/${subject}`,
        by: actor,
      })
    }
  }

const objects: FollowingNeeds['objects'] = {
  customer: {
    recordsOf: async (tx, id) => {
      await requireCustomer(tx, id)
      return recordsOf(tx, id)
    },
    names: customerNames,
  },
  company: {
    recordsOf: async (tx, id) => {
      await requireCompany(tx, id)
      return [id]
    },
    names: companyNames,
  },
}

/** Puts following on the server and has followers told of what is sealed. */
export const registerFollowingSide = (
  app: App,
  follower: Follower,
  { notify, staffNames }: { readonly notify: Notify; readonly staffNames: Identity['staffNames'] },
): void => {
  registerFollowing(app, { objects, staffNames })
  follower.tellBy(tellFollowers(notify, staffNames))
  app.addHook('onClose', async () => follower.stop())
}
