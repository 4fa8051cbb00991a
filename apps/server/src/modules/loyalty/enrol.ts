import { subjectKeys } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { makeHolderKey } from './holder-key.ts'
import type { EnqueueCall } from './needs.ts'
import type { Programme } from './programme.ts'
import { referenceOf } from '@candor/ledger'
import { hexOf } from './hex.ts'

/** Accounts in one call: two new slots each, well below what one transaction may use. */
const accountsPerCall = 200

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
 * Numbers of the customers' accounts on the ledger. Customers without an account get one, and its enrolment is asked for
 * in the same transaction; their number follows once the ledger has given it.
 * @returns by customer id; those still without a number are left out
 */
export const holderNumbers = async (
  tx: Tx,
  enqueueCall: EnqueueCall,
  programme: Programme,
  customerIds: readonly string[],
): Promise<Map<string, number>> => {
  const wanted = [...new Set(customerIds)]
  const rows = await tx.rows<{ customerId: string; number: number | null }>({
    name: 'loyalty-holders',
    text: `select customer_id as "customerId", number from holder
            where organisation_id = $1 and programme_id = $2 and customer_id = any($3::uuid[])`,
    values: [tx.organisationId, programme.id, wanted],
  })
  const known = new Set(rows.map(({ customerId }) => customerId))
  const missing = wanted.filter((customerId) => !known.has(customerId))
  for (let at = 0; at < missing.length; at += accountsPerCall) {
    const made = await createHolders(tx, programme.id, missing.slice(at, at + accountsPerCall))
    const accounts = made.map(hexOf)
    const reference = referenceOf('enrol', String(programme.number), ...accounts)
    const args = [programme.number, programme.operator, reference, accounts]
    await enqueueCall(tx, { reference, contract: 'Points', functionName: 'enrol', args }, programme.operator)
  }
  return new Map(rows.flatMap(({ customerId, number }) => (number === null ? [] : [[customerId, number] as const])))
}
