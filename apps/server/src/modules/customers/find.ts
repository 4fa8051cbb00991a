import { emailsOf, type CustomerProfile } from '@candor/api'
import { blindKeys, livingKeys } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { platformErrors } from '../../platform/platform-errors.ts'
import { verifiedEmails } from './contact/verified.ts'
import { customerErrors } from './errors.ts'
import { openProfile } from './profile.ts'
import { emailHash, standardEmail } from './search/blind.ts'
import { customersWithHash } from './search/others.ts'
import { headsOf, recordsOf } from './whole/records.ts'

/** A customer with the profile opened. */
export type KnownCustomer = {
  readonly id: string
  readonly reference: string | null
  readonly profile: CustomerProfile
  readonly version: number
  readonly createdAt: Date
}

type Row = { id: string; reference: string | null; profile: Buffer; version: number; createdAt: Date }

const columns = 'id, reference, profile, version, created_at as "createdAt"'

/**
 * Opens profiles that came with their rows; the keys are fetched in one round trip. Customers who were erased are left
 * out: there is nothing to open.
 */
export const openRows = async <R extends { readonly id: string; readonly profile: Buffer }>(
  tx: Tx,
  rows: readonly R[],
): Promise<(Omit<R, 'profile'> & { readonly profile: CustomerProfile })[]> => {
  const keys = await livingKeys(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.flatMap((row) => {
    const key = keys.get(row.id)
    return key === undefined ? [] : [{ ...row, profile: openProfile(key, row.id, row.profile) }]
  })
}

const customersByIds = async (tx: Tx, ids: readonly string[]): Promise<KnownCustomer[]> => {
  if (ids.length === 0) return []
  const rows = await tx.rows<Row>({
    name: 'customers-by-id',
    text: `select ${columns} from customer where organisation_id = $1 and id = any($2::uuid[]) order by id`,
    values: [tx.organisationId, ids],
  })
  return openRows(tx, rows)
}

const hasEmail = (profile: CustomerProfile, email: string): boolean =>
  emailsOf(profile).some(({ address }) => standardEmail(address) === standardEmail(email))

/**
 * Finds customers by any of their whole e-mail addresses, written in upper or lower case.
 * @returns all who have it, oldest first: families share an address; for one who was merged, who stands for them
 */
export const findCustomersByEmail = async (tx: Tx, email: string): Promise<KnownCustomer[]> => {
  const hash = emailHash(await blindKeys(tx), email)
  const ids = await customersWithHash(tx, { field: 'email', hash })
  const heads = await headsOf(tx, ids)
  const found = await customersByIds(tx, [...new Set(ids.map((id) => heads.get(id) ?? id))])
  return found.filter(({ profile }) => hasEmail(profile, email))
}

/** Whether one of a customer's records was signed in by an address, or had it as primary one before it was merged. */
const knowsEmail = async (tx: Tx, customerId: string, email: string): Promise<boolean> => {
  const [, ...merged] = await recordsOf(tx, customerId)
  for (const record of [customerId, ...merged]) {
    if ((await verifiedEmails(tx, record, [email])).has(email)) return true
  }
  const records = await customersByIds(tx, merged)
  return records.some(({ profile }) => standardEmail(profile.email ?? '') === email)
}

/**
 * Finds the customers who may sign in by an e-mail address: it is their primary one, or one that they signed in by
 * before and still have. An address that was only written down beside it opens nothing.
 * @returns oldest first
 */
export const findCustomersToSignIn = async (tx: Tx, email: string): Promise<KnownCustomer[]> => {
  const wanted = standardEmail(email)
  const may: KnownCustomer[] = []
  for (const customer of await findCustomersByEmail(tx, email)) {
    const isPrimary = standardEmail(customer.profile.email ?? '') === wanted
    if (isPrimary || (await knowsEmail(tx, customer.id, wanted))) may.push(customer)
  }
  return may
}

/** Ids of customers by the organisation's own numbers for them; those that do not exist are left out. */
export const customerIdsByReference = async (tx: Tx, references: readonly string[]): Promise<Map<string, string>> => {
  const rows = await tx.rows<{ reference: string; id: string }>({
    // Planned each time: in a fresh database these tables grow faster than a kept plan notices.
    text: 'select reference, id from customer where organisation_id = $1 and reference = any($2::text[])',
    values: [tx.organisationId, references],
  })
  return new Map(rows.map(({ reference, id }) => [reference, id]))
}

/** One customer with the profile opened. @throws CUSTOMER_NOT_FOUND, SUBJECT_ERASED */
export const customerById = async (tx: Tx, id: string): Promise<KnownCustomer> => {
  const row = await tx.maybe<Row>({
    name: 'customer-by-id',
    text: `select ${columns} from customer where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, id],
  })
  if (row === undefined) throw customerErrors.CUSTOMER_NOT_FOUND(`there is no customer ${id}`)
  const [found] = await openRows(tx, [row])
  return found ?? erasedCustomer(id)
}

/** Says that a customer is there no more. @throws SUBJECT_ERASED */
export const erasedCustomer = (id: string): never => {
  throw platformErrors.SUBJECT_ERASED(`customer ${id} was erased`)
}

/** Makes sure that a customer exists. @throws CUSTOMER_NOT_FOUND */
export const requireCustomer = async (tx: Tx, id: string): Promise<void> => {
  const row = await tx.maybe({
    name: 'customer-exists',
    text: 'select from customer where organisation_id = $1 and id = $2',
    values: [tx.organisationId, id],
  })
  if (row === undefined) throw customerErrors.CUSTOMER_NOT_FOUND(`there is no customer ${id}`)
}
