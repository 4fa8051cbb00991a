import type { CustomerProfile } from '@candor/api'
import type { JsonObject } from '@candor/journal'
import { blindKeys, subjectKeys, type SubjectKey } from '../../platform/crypto/index.ts'
import { bytesArray, integerLists, plainArray, sqlState, textArray, type Tx } from '../../platform/db/index.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { addToCounts } from './counts.ts'
import { customerErrors } from './errors.ts'
import { customerIdsByReference } from './find.ts'
import type { RecordNeeds } from './needs.ts'
import { newProfile, sealProfile, tidyProfile } from './profile.ts'
import { blindIndexes } from './search/blind.ts'
import { keepOtherHashes } from './search/others.ts'

/** A customer to be. */
export type NewCustomer = {
  /** The number that the organisation itself uses, where there is one. */
  readonly reference: string | null
  readonly profile: CustomerProfile
  /** Whether the profile came from `newProfile`, so that it need not be brought into its standard form again. */
  readonly isStandard?: boolean
}

/** Who creates, and why the data is used. */
export type Authorship = { readonly actor: string; readonly purpose: string }

/** A customer that now exists. */
export type CreatedCustomer = {
  readonly id: string
  readonly reference: string | null
  /** In the form in which it is stored. */
  readonly profile: CustomerProfile
  readonly entryId: string
}

const insertCustomers = `
  insert into customer (organisation_id, id, reference, profile, email_hash, phone_hash, tokens, fictional, entry_id)
  select $1::uuid, id, reference, profile, email_hash, phone_hash, ($2::int4[])[first:last], fictional, entry_id
    from unnest($3::int4[], $4::int4[], $5::uuid[], $6::text[], $7::bytea[], $8::bytea[], $9::bytea[], $10::bool[], $11::uuid[])
      as made (first, last, id, reference, profile, email_hash, phone_hash, fictional, entry_id)`

const insertFigures = `
  insert into customer_figures (organisation_id, customer_id, country)
  select $1::uuid, id, country from unnest($2::uuid[], $3::text[]) as made (id, country)`

/** What the journal keeps of a new customer. */
const createdBody = ({ reference, profile }: NewCustomer): JsonObject => ({
  ...(reference !== null && { reference }),
  profile: tidyProfile(profile) as JsonObject,
})

const uniqueViolation = '23505'

/** Leaves out customers whose reference exists already, and sorts: two writers of the same ones wait for each other. */
const thoseToCreate = async (tx: Tx, customers: readonly NewCustomer[]): Promise<NewCustomer[]> => {
  const references = customers.flatMap(({ reference }) => reference ?? [])
  const existing = references.length === 0 ? new Map<string, string>() : await customerIdsByReference(tx, references)
  return customers
    .filter(({ reference }) => reference === null || !existing.has(reference))
    .toSorted((a, b) => ((a.reference ?? '') < (b.reference ?? '') ? -1 : 1))
}

type Made = { readonly id: string; readonly customer: NewCustomer; readonly entryId: string }

const store = async (tx: Tx, made: readonly Made[], keys: ReadonlyMap<string, SubjectKey>): Promise<void> => {
  const blind = await blindKeys(tx)
  const indexes = made.map(({ customer: { reference, profile } }) => blindIndexes(blind, reference, profile))
  const tokens = integerLists(indexes.map((index) => index.tokens))
  const countries = made.map(({ customer }) => customer.profile.country ?? null)
  const ids = plainArray(made.map(({ id }) => id))
  await Promise.all([
    tx.rows({
      name: 'customer-insert',
      text: insertCustomers,
      values: [
        tx.organisationId,
        tokens.all,
        tokens.first,
        tokens.last,
        ids,
        textArray(made.map(({ customer }) => customer.reference)),
        bytesArray(made.map(({ id, customer }) => sealProfile(keys.get(id)!, id, customer.profile))),
        bytesArray(indexes.map(({ emailHash }) => emailHash)),
        bytesArray(indexes.map(({ phoneHash }) => phoneHash)),
        plainArray(made.map(({ customer }) => String(customer.profile.fictional ?? false))),
        plainArray(made.map(({ entryId }) => entryId)),
      ],
    }),
    tx.rows({
      name: 'customer-figures-insert',
      text: insertFigures,
      values: [tx.organisationId, ids, textArray(countries)],
    }),
    keepOtherHashes(
      tx,
      made.map(({ id }, at) => ({ customerId: id, others: indexes[at]!.others })),
    ),
    addToCounts(
      tx,
      countries.map((country) => ({ country, customers: 1 })),
    ),
  ])
}

/**
 * Creates customers in the caller's transaction, each with a key and a journal entry of its own. One whose reference
 * exists already is passed over.
 * @returns those that were created, in the order given
 * @throws CUSTOMER_REFERENCE_TAKEN when somebody else creates one of the references at the same moment;
 *   CUSTOMER_CONTACT_TWICE
 */
export const createCustomers = async (
  tx: Tx,
  needs: RecordNeeds,
  customers: readonly NewCustomer[],
  { actor, purpose }: Authorship,
): Promise<CreatedCustomer[]> => {
  const wanted = await thoseToCreate(tx, customers)
  if (wanted.length === 0) return []
  const drafts = wanted.map((customer) => ({
    id: uuidv7(),
    given: customer,
    customer: customer.isStandard ? customer : { ...customer, profile: newProfile(customer.profile) },
  }))
  const keys = await subjectKeys(
    tx,
    drafts.map(({ id }) => id),
  )
  const entries = await needs.recordMany(
    tx,
    drafts.map(({ id, customer }) => ({
      subject: id,
      kind: 'customer.created',
      actor,
      purpose,
      body: createdBody(customer),
    })),
  )
  const made = drafts.map(({ id, customer }, at): Made => ({ id, customer, entryId: entries[at]!.id }))
  try {
    await store(tx, made, keys)
  } catch (error) {
    if (sqlState(error) !== uniqueViolation) throw error
    throw customerErrors.CUSTOMER_REFERENCE_TAKEN('one of the references is in use', { cause: error })
  }
  const byCustomer = new Map(made.map((each, at) => [drafts[at]!.given, each]))
  return customers.flatMap((customer) => {
    const found = byCustomer.get(customer)
    return found === undefined
      ? []
      : [{ id: found.id, reference: customer.reference, profile: found.customer.profile, entryId: found.entryId }]
  })
}
