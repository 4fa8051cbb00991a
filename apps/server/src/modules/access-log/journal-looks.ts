import { livingKeys } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { LookBody } from './body.ts'
import { gatherLooks, type PendingLook } from './gather.ts'
import { markOf } from './mark.ts'
import type { AccessLogNeeds } from './needs.ts'

/** Looks that come into the journal by one transaction, and customers in them: a page of an export names a thousand. */
const largestBatch = 500
const customersAtOnce = 5_000

/** Takes looks that have waited long enough, unless another process is at it. */
const takePending = async (tx: Tx, gatherFor: number): Promise<PendingLook[]> => {
  const { held } = await tx.one<{ held: boolean }>({
    text: `select pg_try_advisory_xact_lock(hashtextextended('access-log:' || $1, 0)) as held`,
    values: [tx.organisationId],
  })
  if (!held) return []
  const rows = await tx.rows<PendingLook>({
    text: `delete from access_pending p using (
             select id, sum(cardinality(customers)) over (order by id) - cardinality(customers) as before
               from access_pending where organisation_id = $1 and at <= now() - make_interval(secs => $2)
              order by id limit $3) as due
            where p.organisation_id = $1 and p.id = due.id and due.before < $4
        returning p.id, p.at, p.actor, p.role, p.purpose, p.way, p.categories, p.customers, p.people, p.emergency`,
    values: [tx.organisationId, gatherFor / 1000, largestBatch, customersAtOnce],
  })
  return rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

const storeLines = async (tx: Tx, lines: readonly { customerId: string; entryId: string }[]): Promise<void> => {
  if (lines.length === 0) return
  await tx.rows({
    text: `insert into access_line (organisation_id, customer_id, entry_id)
           select $1::uuid, made.* from unnest($2::uuid[], $3::uuid[]) as made`,
    values: [tx.organisationId, lines.map(({ customerId }) => customerId), lines.map(({ entryId }) => entryId)],
  })
}

const journalTaken = async (
  tx: Tx,
  { recordMany, existingCustomers, roleNames }: AccessLogNeeds,
  pending: readonly PendingLook[],
): Promise<void> => {
  const named = new Set(pending.flatMap(({ customers }) => customers))
  const [known, roles] = [await existingCustomers(tx, [...named]), await roleNames(tx)]
  const keys = await livingKeys(tx, known)
  const looks = gatherLooks(
    pending.map((look) => ({ ...look, customers: look.customers.filter((id) => keys.has(id)) })),
  )
  const entries = await recordMany(
    tx,
    looks.map((look) => {
      const role = look.role === null ? undefined : roles.get(look.role)
      const body: LookBody = {
        look: look.id,
        role: look.role === null ? null : { key: look.role, name: role?.name ?? '', nameZh: role?.nameZh ?? '' },
        categories: [...look.categories],
        people: look.people,
        whom: look.customers.map((id) => markOf(keys.get(id)!, look.id, id)),
        emergency: look.emergency,
      }
      return {
        subject: tx.organisationId,
        kind: `access.${look.way}` as const,
        actor: look.actor,
        purpose: look.purpose,
        body,
        occurredAt: look.at.toISOString(),
      }
    }),
  )
  await storeLines(
    tx,
    looks.flatMap(({ customers }, at) => customers.map((customerId) => ({ customerId, entryId: entries[at]!.id }))),
  )
}

/**
 * Brings looks that wait into the journal, one entry each, in the caller's transaction.
 * @param gatherFor milliseconds that a look waits for others that belong to it
 * @returns whether to go on at once, and whether looks wait that have not waited long enough
 */
export const journalLooks = async (
  tx: Tx,
  needs: AccessLogNeeds,
  gatherFor: number,
): Promise<{ readonly goOn: boolean; readonly waiting: boolean }> => {
  const pending = await takePending(tx, gatherFor)
  if (pending.length > 0) await journalTaken(tx, needs, pending)
  const { waiting, due } = await tx.one<{ waiting: boolean; due: boolean }>({
    text: `select exists (select from access_pending where organisation_id = $1) as waiting,
                  exists (select from access_pending
                           where organisation_id = $1 and at <= now() - make_interval(secs => $2)) as due`,
    values: [tx.organisationId, gatherFor / 1000],
  })
  return { goOn: pending.length > 0 && due, waiting }
}
