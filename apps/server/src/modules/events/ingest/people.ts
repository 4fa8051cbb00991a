import { blindKeys, type BlindKeys } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { isUuid } from '../../../platform/ids.ts'
import type { EventsNeeds } from '../needs.ts'
import { uuidOfBytes, type IncomingEvent } from './incoming.ts'

/** A device, or a person of a program that sends events. */
export type IdentityKey = { readonly kind: 'device' | 'person'; readonly key: string }

/** How a customer was recognised. */
export type MatchedBy = 'reference' | 'id' | 'email' | 'alias'

/** A device or person that turned out to be a customer. */
export type Link = IdentityKey & { readonly customerId: string; readonly by: MatchedBy }

/** Whom an event concerns, as far as that is known. */
export type Recognised = {
  readonly customerId: string | undefined
  readonly device: string | undefined
  readonly person: string | undefined
}

/** A device that so many customers used is a shared one for good, and no further ones are noted. */
const mostOwners = 8

type Match = { readonly customerId: string; readonly by: MatchedBy }

const emailPattern = /^[^\s@]{1,200}@[^\s@]{1,200}\.[^\s@]{1,100}$/
const emailOf = (value: unknown): string | undefined =>
  typeof value === 'string' && emailPattern.test(value.trim()) ? value.trim() : undefined

const keyMakers = (blind: BlindKeys) => {
  const known = new Map<string, string>()
  const make = (kind: 'device' | 'person', id: string): string => {
    const place = `${kind} ${id}`
    const key = known.get(place) ?? uuidOfBytes(blind.exact(`event.${kind}`, id))
    known.set(place, key)
    return key
  }
  return { device: (id: string) => make('device', id), person: (id: string) => make('person', id) }
}

type IdentityRow = IdentityKey & { readonly customerId: string }

const identitiesOf = async (tx: Tx, keys: readonly string[]): Promise<IdentityRow[]> =>
  keys.length === 0
    ? []
    : tx.rows<IdentityRow>({
        name: 'event-identities',
        text: `select kind, key, customer_id as "customerId" from event_identity
                where organisation_id = $1 and kind in ('device', 'person') and key = any($2::uuid[])`,
        values: [tx.organisationId, keys],
      })

const unique = (values: Iterable<string | undefined>): string[] => [
  ...new Set([...values].filter((value) => value !== undefined)),
]

/**
 * Finds out whom events concern, in the order in which they came, so that what one event tells counts for the next.
 *
 * A person's id is a customer's when it is the customer's reference or id, when it was said to be so before, or when an
 * `identify` call names an e-mail address that one customer alone has. The first claim stands: a later call with another
 * address does not make one person another. A device is whoever was last recognised on it, as long as that was one customer
 * only: what happens on a shared device without a person's id is nobody's.
 * @returns whom each event concerns, and what was learnt
 */
export const recognise = async (
  tx: Tx,
  needs: EventsNeeds,
  events: readonly IncomingEvent[],
): Promise<{ recognised: Recognised[]; links: Link[] }> => {
  const keyOf = keyMakers(await blindKeys(tx))
  const people = unique(events.flatMap(({ userId, previousId }) => [userId, previousId]))
  const devices = unique(events.flatMap(({ anonymousId, previousId }) => [anonymousId, previousId]))
  const emails = unique([
    ...events.map(({ type, traits }) => (type === 'identify' ? emailOf(traits?.['email']) : undefined)),
    ...people.map(emailOf),
  ])
  const [rows, byReference, existing, byEmail] = await Promise.all([
    identitiesOf(tx, [...people.map(keyOf.person), ...devices.map(keyOf.device)]),
    people.length === 0 ? new Map<string, string>() : needs.customerIdsByReference(tx, people),
    needs.existingCustomers(tx, people.filter(isUuid)),
    needs.customerIdsByEmail(tx, emails),
  ])

  const owners = new Map<string, Set<string>>()
  const ownersOf = (kind: IdentityKey['kind'], key: string): Set<string> => {
    const place = `${kind} ${key}`
    const found = owners.get(place) ?? new Set()
    owners.set(place, found)
    return found
  }
  for (const { kind, key, customerId } of rows) ownersOf(kind, key).add(customerId)
  const only = (customers: ReadonlySet<string>): string | undefined =>
    customers.size === 1 ? [...customers][0] : undefined

  const byAddress = (email: string | undefined): Match | undefined => {
    const found = email === undefined ? [] : (byEmail.get(email) ?? [])
    return found.length === 1 ? { customerId: found[0]!.id, by: 'email' } : undefined
  }
  const personIs = (id: string): Match | undefined => {
    const said = only(ownersOf('person', keyOf.person(id)))
    if (said !== undefined) return { customerId: said, by: 'alias' }
    const referenced = byReference.get(id)
    if (referenced !== undefined) return { customerId: referenced, by: 'reference' }
    return existing.has(id) ? { customerId: id, by: 'id' } : byAddress(emailOf(id))
  }

  const links: Link[] = []
  const link = (kind: IdentityKey['kind'], key: string, match: Match): void => {
    const known = ownersOf(kind, key)
    // A person is one customer; a device may have several.
    if (known.has(match.customerId) || known.size >= (kind === 'person' ? 1 : mostOwners)) return
    known.add(match.customerId)
    links.push({ kind, key, ...match })
  }

  const aliased = ({ userId, previousId }: IncomingEvent): Match | undefined => {
    const now = userId === undefined ? undefined : personIs(userId)
    if (previousId === undefined || now !== undefined) return now
    const before = only(ownersOf('person', keyOf.person(previousId)))
    return before === undefined ? undefined : { customerId: before, by: 'alias' }
  }

  const recognised = events.map((event): Recognised => {
    const { type, userId, anonymousId, previousId, traits } = event
    const device = anonymousId === undefined ? undefined : keyOf.device(anonymousId)
    const person = userId === undefined ? undefined : keyOf.person(userId)
    let match = type === 'alias' ? aliased(event) : userId === undefined ? undefined : personIs(userId)
    if (type === 'identify') match ??= byAddress(emailOf(traits?.['email']))
    if (match === undefined) {
      const owner = device === undefined || person !== undefined ? undefined : only(ownersOf('device', device))
      return { customerId: owner, device, person }
    }
    if (person !== undefined) link('person', person, match)
    if (device !== undefined) link('device', device, match)
    if (type === 'alias' && previousId !== undefined) {
      link('person', keyOf.person(previousId), { ...match, by: 'alias' })
      link('device', keyOf.device(previousId), { ...match, by: 'alias' })
    }
    return { customerId: match.customerId, device, person }
  })
  return { recognised, links }
}
