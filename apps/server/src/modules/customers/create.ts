import type { CustomerProfile } from '@candor/api'
import type { JsonObject } from '@candor/journal'
import { blindKeys, subjectKeys } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { addToCounts } from './counts.ts'
import type { RecordNeeds } from './needs.ts'
import { sealProfile, tidyProfile } from './profile.ts'
import { customerTokens, emailHash, phoneHash } from './search/blind.ts'

/** A customer to be. */
export type NewCustomer = {
  /** The number that the organisation itself uses, where there is one. */
  readonly reference: string | null
  readonly profile: CustomerProfile
}

/** Who creates, and why the data is used. */
export type Authorship = { readonly actor: string; readonly purpose: string }

/** A customer that now exists. */
export type CreatedCustomer = { readonly id: string; readonly reference: string | null; readonly entryId: string }

const insertCustomers = `
  insert into customer (organisation_id, id, reference, profile, email_hash, phone_hash, tokens, fictional)
  select $1::uuid, id, reference, profile, email_hash, phone_hash, tokens::int4[], fictional
    from unnest($2::uuid[], $3::text[], $4::bytea[], $5::bytea[], $6::bytea[], $7::text[], $8::bool[])
      as made (id, reference, profile, email_hash, phone_hash, tokens, fictional)
  on conflict (organisation_id, reference) where reference is not null do nothing
  returning id`

const insertFigures = `
  insert into customer_figures (organisation_id, customer_id, country)
  select $1::uuid, id, country from unnest($2::uuid[], $3::text[]) as made (id, country)`

/** What the journal keeps of a new customer. */
const createdBody = ({ reference, profile }: NewCustomer): JsonObject => ({
  ...(reference !== null && { reference }),
  profile: tidyProfile(profile) as JsonObject,
})

/**
 * Creates customers in the caller's transaction, each with a key and a journal entry of its own. One whose reference
 * exists already is passed over.
 * @returns those that were created, in the order given
 */
export const createCustomers = async (
  tx: Tx,
  needs: RecordNeeds,
  customers: readonly NewCustomer[],
  { actor, purpose }: Authorship,
): Promise<CreatedCustomer[]> => {
  if (customers.length === 0) return []
  // Sorted by reference: two transactions that create the same customers wait for each other instead of deadlocking.
  const sorted = customers.toSorted((a, b) => ((a.reference ?? '') < (b.reference ?? '') ? -1 : 1))
  const made = sorted.map((customer) => ({ id: uuidv7(), customer }))
  const [keys, blind] = [
    await subjectKeys(
      tx,
      made.map(({ id }) => id),
    ),
    await blindKeys(tx),
  ]
  const rows = made.map(({ id, customer: { reference, profile } }) => {
    const { name, email = null, phone = null, fictional = false } = profile
    const searchable = { reference, name, email, phone }
    return [
      id,
      reference,
      sealProfile(keys.get(id)!, id, profile),
      email === null ? null : emailHash(blind, email),
      phone === null ? null : phoneHash(blind, phone),
      `{${customerTokens(blind, searchable).join(',')}}`,
      fictional,
    ] as const
  })
  const columns = [0, 1, 2, 3, 4, 5, 6].map((column) => rows.map((row) => row[column]))
  const inserted = await tx.rows<{ id: string }>({
    name: 'customer-insert',
    text: insertCustomers,
    values: [tx.organisationId, ...columns],
  })
  const present = new Set(inserted.map(({ id }) => id))
  const created = made.filter(({ id }) => present.has(id))
  const countries = created.map(({ customer }) => customer.profile.country ?? null)
  const [entries] = await Promise.all([
    needs.recordMany(
      tx,
      created.map(({ id, customer }) => ({
        subject: id,
        kind: 'customer.created',
        actor,
        purpose,
        body: createdBody(customer),
      })),
    ),
    tx.rows({
      name: 'customer-figures-insert',
      text: insertFigures,
      values: [tx.organisationId, created.map(({ id }) => id), countries],
    }),
    addToCounts(
      tx,
      countries.map((country) => ({ country, customers: 1 })),
    ),
  ])
  const byCustomer = new Map(
    created.map(({ id, customer }, at) => [customer, { id, reference: customer.reference, entryId: entries[at]!.id }]),
  )
  return customers.flatMap((customer) => byCustomer.get(customer) ?? [])
}
