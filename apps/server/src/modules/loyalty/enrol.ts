import { erasedAmong, subjectKeys } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { makeHolderKey } from './holder-key.ts'
import type { EnqueueCall } from './needs.ts'
import type { Programme } from './programme.ts'
import { referenceOf } from '@candor/ledger'
import { hexOf } from '../../platform/hex.ts'

/**
 * Accounts made at a time and enrolled in one call: two new slots each, well below what one transaction may use, and few
 * enough that making their keys does not keep other requests waiting.
 */
const accountsPerCall = 200

/** What is known of the customers' accounts. */
export type HolderNumbers = {
  /** Numbers by customer id; those still without one are left out. */
  readonly numbers: ReadonlyMap<string, number>
  /** Whether there are customers for whom no account was made yet. */
  readonly left: boolean
  /** Those who were erased before they had an account: they get none. */
  readonly erased: ReadonlySet<string>
}

const createHolders = async (tx: Tx, programmeId: string, customerIds: readonly string[]): Promise<Buffer[]> => {
  const keys = await subjectKeys(tx, customerIds)
  const made = customerIds.map((customerId) => makeHolderKey(keys.get(customerId)!, customerId))
  await tx.rows({
    name: 'loyalty-holders-create',
    text: `insert into holder (organisation_id, programme_id, customer_id, account, key_sealed)
           select $1, $2, made.* from unnest($3::uuid[], $4::bytea[], $5::bytea[]) as made`,
    values: [
      tx.organisationId,
      programmeId,
      customerIds,
      made.map(({ account }) => account),
      made.map(({ sealed }) => sealed),
    ],
  })
  return made.map(({ account }) => account)
}

/**
 * Numbers of the customers' accounts on the ledger. The next customers without an account get one, and its enrolment is
 * asked for in the same transaction; their number follows once the ledger has given it.
 */
export const holderNumbers = async (
  tx: Tx,
  enqueueCall: EnqueueCall,
  programme: Programme,
  customerIds: readonly string[],
): Promise<HolderNumbers> => {
  const wanted = [...new Set(customerIds)]
  const rows = await tx.rows<{ customerId: string; number: number | null }>({
    name: 'loyalty-holders',
    text: `select customer_id as "customerId", number from holder
            where organisation_id = $1 and programme_id = $2 and customer_id = any($3::uuid[])`,
    values: [tx.organisationId, programme.id, wanted],
  })
  const present = new Set(rows.map(({ customerId }) => customerId))
  const absent = wanted.filter((customerId) => !present.has(customerId))
  const erased = absent.length === 0 ? new Set<string>() : await erasedAmong(tx, absent)
  const missing = absent.filter((customerId) => !erased.has(customerId))
  if (missing.length > 0) {
    const made = await createHolders(tx, programme.id, missing.slice(0, accountsPerCall))
    const accounts = made.map(hexOf)
    const reference = referenceOf('enrol', String(programme.number), ...accounts)
    const args = [programme.number, programme.operator, reference, accounts]
    await enqueueCall(tx, { reference, contract: 'Points', functionName: 'enrol', args }, programme.operator)
  }
  const known = rows.flatMap(({ customerId, number }) => (number === null ? [] : [[customerId, number] as const]))
  return { numbers: new Map(known), left: missing.length > accountsPerCall, erased }
}
