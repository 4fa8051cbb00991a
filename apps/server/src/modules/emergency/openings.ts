import type { EmergencyOpening } from '@candor/api'
import { z } from 'zod'
import { livingKeys, subjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { decodeCursor, pageOf } from '../../platform/http/page.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { emergencyErrors } from './errors.ts'
import type { EmergencyNeeds } from './needs.ts'

/** Why such records are read: it is for the customer's sake, outside the usual course. */
const purpose = 'service-contract'
const place = (id: string) => ({ table: 'emergency_opening', column: 'reason', id })

type Wanted = { readonly customer: string; readonly reason: string; readonly minutes: number }
type By = { readonly staffId: string; readonly actor: string }
type Opened = { readonly id: string; readonly customerId: string; readonly endsAt: string; readonly entryId: string }

/**
 * Opens the record of one customer for some minutes. The customer reads it in their history; whoever answers
 * for data is told at once.
 * @throws EMERGENCY_NO_CUSTOMER
 */
export const openInEmergency = async (
  tx: Tx,
  needs: EmergencyNeeds,
  { customer, reason, minutes }: Wanted,
  { staffId, actor }: By,
): Promise<Opened> => {
  const [customerId, another] = await needs.customersCalled(tx, customer)
  if (customerId === undefined || another !== undefined) {
    throw emergencyErrors.EMERGENCY_NO_CUSTOMER('give the id, number or whole e-mail address of exactly one customer', {
      errors: [{ path: '/body/customer', message: 'names no customer, or more than one' }],
    })
  }
  const id = uuidv7()
  const key = await subjectKey(tx, customerId)
  const { id: entryId, recordedAt } = await needs.record(tx, {
    subject: customerId,
    kind: 'emergency.opened',
    actor,
    purpose,
    body: { opening: id, reason, minutes },
  })
  const openedAt = new Date(recordedAt)
  const endsAt = new Date(openedAt.getTime() + minutes * 60_000)
  await tx.rows({
    text: `insert into emergency_opening (organisation_id, id, customer_id, staff_id, reason, opened_at, ends_at, entry_id)
           values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [
      tx.organisationId,
      id,
      customerId,
      staffId,
      key.encrypt(place(id), reason),
      openedAt.toISOString(),
      endsAt.toISOString(),
      entryId,
    ],
  })
  const watchers = (await needs.workers(tx)).filter(({ rights }) => rights.has('privacy.manage'))
  const who = (await needs.staffNames(tx.organisationId, [staffId])).get(staffId) ?? ''
  await needs.notify(tx, {
    key: `emergency.opened ${id}`,
    kind: 'emergency.opened',
    to: watchers.map((watcher) => watcher.id).filter((watcher) => watcher !== staffId),
    subject: customerId,
    facts: { by: who },
    path: '/emergency',
    by: actor,
  })
  return { id, customerId, endsAt: endsAt.toISOString(), entryId }
}

/** Closes one's own opening before its time. @throws EMERGENCY_NOT_OPEN */
export const closeOpening = async (
  tx: Tx,
  { record }: Pick<EmergencyNeeds, 'record'>,
  id: string,
  { staffId, actor }: By,
): Promise<{ id: string; entryId: string }> => {
  const row = await tx.maybe<{ customerId: string }>({
    text: `update emergency_opening set closed_at = now()
            where organisation_id = $1 and id = $2 and staff_id = $3 and closed_at is null and ends_at > now()
        returning customer_id as "customerId"`,
    values: [tx.organisationId, id, staffId],
  })
  if (row === undefined) throw emergencyErrors.EMERGENCY_NOT_OPEN(`you have no opening ${id}, or it is over`)
  const body = { opening: id }
  const { id: entryId } = await record(tx, { subject: row.customerId, kind: 'emergency.closed', actor, purpose, body })
  return { id, entryId }
}

type Open = { readonly id: string; readonly customerId: string; readonly endsAt: Date }

/** What somebody has open now, what ends last first. */
export const openNow = async (tx: Tx, staffId: string): Promise<Open[]> =>
  tx.rows<Open>({
    name: 'emergency-open-now',
    text: `select id, customer_id as "customerId", ends_at as "endsAt" from emergency_opening
            where organisation_id = $1 and staff_id = $2 and closed_at is null and ends_at > now() order by ends_at desc`,
    values: [tx.organisationId, staffId],
  })

type Row = Open & {
  readonly staffId: string
  readonly reason: Buffer
  readonly openedAt: Date
  readonly closedAt: Date | null
  readonly entryId: string
}

/** Openings of the organisation, newest first. @throws HTTP_CURSOR_INVALID */
export const listOpenings = async (
  tx: Tx,
  { customerNames, staffNames }: Pick<EmergencyNeeds, 'customerNames' | 'staffNames'>,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: EmergencyOpening[]; nextCursor: string | null }> => {
  const [after] = decodeCursor(z.tuple([z.uuid()]), cursor) ?? [null]
  const rows = await tx.rows<Row>({
    text: `select id, customer_id as "customerId", staff_id as "staffId", reason, opened_at as "openedAt",
                  ends_at as "endsAt", closed_at as "closedAt", entry_id as "entryId"
             from emergency_opening where organisation_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
    values: [tx.organisationId, after, limit + 1],
  })
  const customers = [...new Set(rows.map(({ customerId }) => customerId))]
  const [names, keys] = [await customerNames(tx, customers), await livingKeys(tx, customers)]
  const people = await staffNames(tx.organisationId, [...new Set(rows.map(({ staffId }) => staffId))])
  return pageOf(
    rows,
    limit,
    ({ id }) => [id],
    ({ id, customerId, staffId, reason, openedAt, endsAt, closedAt, entryId }) => ({
      id,
      customer: { id: customerId, name: names.get(customerId) ?? null },
      staff: { id: staffId, name: people.get(staffId) ?? null },
      reason: keys.get(customerId)?.decrypt(place(id), reason).toString() ?? null,
      openedAt: openedAt.toISOString(),
      endsAt: endsAt.toISOString(),
      closedAt: closedAt?.toISOString() ?? null,
      entryId,
    }),
  )
}
