import { subjectKey } from '../../../platform/crypto/index.ts'
import type { Database, Tx } from '../../../platform/db/index.ts'
import { JobStopped, type RunningJob } from '../../../platform/jobs/jobs.ts'
import type { CustomerImportsNeeds, StoredCustomer } from '../needs.ts'
import { findExport, type ExportRun } from './run.ts'

/** Customers per transaction, and in one part. */
const partLength = 1000

/** Attempts that fail before an export counts as failed. */
const mostFailures = 5

/** A customer as it is taken out. */
export type ExportedCustomer = Pick<StoredCustomer, 'id' | 'reference' | 'profile'> & {
  /** Cells of the company’s own fields, by key. */
  readonly own?: Readonly<Record<string, string>>
}

/** Where a part of an export is stored. */
export const partPlace = (exportId: string, part: number) => ({
  table: 'data_export_part',
  column: 'content',
  id: `${exportId}/${part}`,
})

/** Of customers those whose data may be used for the purpose of an export. */
const allowed = async (
  tx: Tx,
  needs: CustomerImportsNeeds,
  { purpose }: ExportRun,
  customers: readonly StoredCustomer[],
): Promise<readonly StoredCustomer[]> => {
  if (purpose.kind === 'service-contract') {
    // What a customer restricted is only kept, and leaves the house for nobody.
    const restricted = await needs.restrictedAmong(
      tx,
      customers.map(({ id }) => id),
    )
    return customers.filter(({ id }) => !restricted.has(id))
  }
  const { kind: _, ...use } = purpose
  const answers = await Promise.all(customers.map(async ({ id }) => needs.mayUse(tx, { customerId: id, ...use })))
  return customers.filter((_customer, at) => answers[at]!.allowed)
}

const end = async (tx: Tx, needs: CustomerImportsNeeds, run: ExportRun): Promise<void> => {
  const purpose = run.purpose.kind === 'consent' ? run.purpose.purpose : run.purpose.kind
  await needs.record(tx, {
    subject: tx.organisationId,
    kind: 'data-export.completed',
    actor: run.createdBy,
    purpose,
    body: {
      exportId: run.id,
      purpose: run.purpose,
      country: run.country,
      exported: run.exported,
      withoutConsent: run.withoutConsent,
    },
  })
  await tx.rows({
    text: `update data_export set state = 'completed', finished_at = now() where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, run.id],
  })
}

/** Collects the next customers. @returns whether there may be more */
const collectPart = async (tx: Tx, needs: CustomerImportsNeeds, id: string): Promise<boolean> => {
  const run = await findExport(tx, id, true)
  if (run.state !== 'running') return false
  const customers = await needs.customersAfter(tx, run.after, partLength, run.country)
  const last = customers.at(-1)
  if (last === undefined) {
    await end(tx, needs, run)
    return false
  }
  const taken = await allowed(tx, needs, run, customers)
  const cells = await needs.ownFields.cellsOf(
    tx,
    taken.map(({ id: customerId }) => customerId),
  )
  const content = taken.map(({ id: customerId, reference, profile }): ExportedCustomer => ({
    id: customerId,
    reference,
    profile,
    ...(cells.has(customerId) && { own: cells.get(customerId)! }),
  }))
  const key = await subjectKey(tx, tx.organisationId)
  await tx.rows({
    text: 'insert into data_export_part (organisation_id, export_id, part, content) values ($1, $2, $3, $4)',
    values: [tx.organisationId, id, run.parts, key.encrypt(partPlace(id, run.parts), JSON.stringify(content))],
  })
  await tx.rows({
    text: `update data_export set after = $3, parts = parts + 1, seen = seen + $4, exported = exported + $5,
             without_consent = without_consent + $6, failures = 0 where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, id, last.id, customers.length, taken.length, customers.length - taken.length],
  })
  return true
}

/** Deletes what was collected. */
export const dropParts = async (tx: Tx, id: string): Promise<void> => {
  await tx.rows({
    text: 'delete from data_export_part where organisation_id = $1 and export_id = $2',
    values: [tx.organisationId, id],
  })
}

const settle = async (tx: Tx, id: string, state: 'cancelled' | 'failed', error?: object): Promise<void> => {
  await dropParts(tx, id)
  await tx.rows({
    text: `update data_export set state = $3, error = $4, finished_at = now()
            where organisation_id = $1 and id = $2 and state in ('running', 'cancelling')`,
    values: [tx.organisationId, id, state, error === undefined ? null : JSON.stringify(error)],
  })
}

/** The background work of an export; killed at any moment it goes on with the next part. */
export const collectExport = async (
  db: Database,
  needs: CustomerImportsNeeds,
  job: RunningJob<{ readonly exportId: string }, undefined>,
  tell: () => Promise<unknown>,
): Promise<void> => {
  const { exportId } = job.input
  const inOrganisation = async <T>(run: (tx: Tx) => Promise<T>): Promise<T> =>
    db.inOrganisation(job.organisationId, run)
  try {
    for (let hasMore = true; hasMore;) {
      job.throwIfStopped()
      hasMore = await inOrganisation(async (tx) => collectPart(tx, needs, exportId))
      await tell()
    }
    const run = await inOrganisation(async (tx) => findExport(tx, exportId))
    if (run.state === 'cancelling') await inOrganisation(async (tx) => settle(tx, exportId, 'cancelled'))
  } catch (error) {
    if (error instanceof JobStopped) throw error
    const { failures } = await inOrganisation(async (tx) =>
      tx.one<{ failures: number }>({
        text: 'update data_export set failures = failures + 1 where organisation_id = $1 and id = $2 returning failures',
        values: [tx.organisationId, exportId],
      }),
    )
    if (failures < mostFailures) throw error
    const message = 'an unforeseen error; the log has it under the id of this export'
    await inOrganisation(async (tx) => settle(tx, exportId, 'failed', { code: 'INTERNAL', message }))
  } finally {
    await tell()
  }
}

/**
 * The customers of an export, part by part.
 * @param onPart told, before they are given, whose data a part holds
 */
export async function* exportedCustomers(
  db: Database,
  organisationId: string,
  { id, parts, exported }: ExportRun,
  onPart: (customerIds: readonly string[], people: number) => Promise<void>,
): AsyncGenerator<ExportedCustomer> {
  for (let part = 0; part < parts; part += 1) {
    const customers = await db.inOrganisation(organisationId, async (tx) => {
      const row = await tx.maybe<{ content: Buffer }>({
        text: 'select content from data_export_part where organisation_id = $1 and export_id = $2 and part = $3',
        values: [tx.organisationId, id, part],
      })
      if (row === undefined) return []
      const key = await subjectKey(tx, tx.organisationId)
      return JSON.parse(key.decrypt(partPlace(id, part), row.content).toString()) as ExportedCustomer[]
    })
    await onPart(
      customers.map((customer) => customer.id),
      exported,
    )
    yield* customers
  }
}
