import { emailsOf, phonesOf } from '@candor/api'
import type { JsonObject } from '@candor/journal'
import { destroySubjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { subjectRequestErrors } from './errors.ts'
import { isHeld } from './holds.ts'
import type { ErasedPerson, SubjectRequestsNeeds } from './needs.ts'
import type { Request } from './request.ts'

/** Shorter texts are in too much that has nothing to do with the person. */
const shortest = 3

const textsOf = async (tx: Tx, needs: SubjectRequestsNeeds, records: readonly string[]): Promise<string[]> => {
  const people = await Promise.all(records.map(async (id) => needs.customers.person(tx, id)))
  const texts = people.flatMap(({ reference, profile }) =>
    [profile.name, reference ?? '', profile.email ?? '', profile.phone ?? ''].concat(
      emailsOf(profile).map(({ address }) => address),
      phonesOf(profile).map(({ number }) => number),
    ),
  )
  return [...new Set(texts.map((text) => text.trim().toLowerCase()).filter(({ length }) => length >= shortest))]
}

/** Has every part forget a customer. @returns how many rows each of them emptied or deleted */
export const eraseParts = async (
  tx: Tx,
  needs: Pick<SubjectRequestsNeeds, 'eraseParts'>,
  person: ErasedPerson,
): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const { name, erase } of needs.eraseParts) counts[name] = await erase(tx, person)
  return counts
}

/** Requests of the person: nothing that was written stays, and what is still open has come to its end with this one. */
const closeRequests = async (tx: Tx, records: readonly string[], request: Request, entryId: string) => {
  await tx.rows({
    text: `update subject_request
              set content = '', entry_id = $4, version = version + 1,
                  state = case when id = $3 then 'done' when state = 'open' then 'withdrawn' else state end,
                  closed_at = coalesce(closed_at, now()),
                  erasure_entry_id = case when id = $3 then $4 else erasure_entry_id end
            where organisation_id = $1 and customer_id = any($2::uuid[])`,
    values: [tx.organisationId, records, request.id, entryId],
  })
}

/**
 * Erases a customer: every part forgets what it holds, then the keys of all records are destroyed, with which every
 * journal entry, message and copy becomes unreadable. One transaction: it is done whole or not at all. The entry about it
 * belongs to the company, holds nothing of the person, and its receipt is the certificate.
 * @returns the entry
 * @throws SUBJECT_REQUEST_HELD, and whatever `refuseErasure` throws
 */
export const eraseCustomer = async (
  tx: Tx,
  needs: SubjectRequestsNeeds,
  request: Request,
  actor: string,
): Promise<{ entryId: string; records: readonly string[] }> => {
  const records = await needs.customers.recordsOf(tx, request.customerId)
  await needs.customers.lock(tx, records)
  if (await isHeld(tx, records)) {
    throw subjectRequestErrors.SUBJECT_REQUEST_HELD(`customer ${request.customerId} is on legal hold`)
  }
  await needs.refuseErasure(tx)
  const texts = await textsOf(tx, needs, records)
  const rows = await eraseParts(tx, needs, { records, texts })
  const body: JsonObject = {
    requestId: request.id,
    law: request.law,
    openedAt: request.openedAt,
    identifiedAt: request.identifiedAt,
    records: [...records],
    rows,
    keysDestroyed: records.length,
  }
  const { id: entryId } = await needs.record(tx, {
    subject: tx.organisationId,
    kind: 'privacy.erased',
    actor,
    purpose: 'data-subject-rights',
    body,
  })
  await closeRequests(tx, records, request, entryId)
  for (const id of records) await destroySubjectKey(tx, id)
  return { entryId, records }
}
