import type { ConsentAct, ConsentPlace } from '@candor/ledger'
import { consentAct } from '@candor/ledger'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { subjectKey, type SubjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { bytesOf, hexOf } from '../../platform/hex.ts'
import type { Hex } from './needs.ts'

/** The account that signs for a customer while the caller's transaction lasts. */
export type SigningAccount = {
  readonly account: Hex
  /** @returns 65 bytes r ‖ s ‖ v with s in the lower half of the order (EIP-712, EIP-2) */
  readonly sign: (place: ConsentPlace, act: ConsentAct) => Promise<Hex>
}

type Row = { account: Buffer; keySealed: Buffer }

const placeOf = (customerId: string) => ({ table: 'consent_account', column: 'key_sealed', id: customerId })

const lock = async (tx: Tx, customerId: string): Promise<Row | undefined> =>
  tx.maybe<Row>({
    name: 'consent-account-lock',
    text: `select account, key_sealed as "keySealed" from consent_account
            where organisation_id = $1 and customer_id = $2 for update`,
    values: [tx.organisationId, customerId],
  })

const make = async (tx: Tx, key: SubjectKey, customerId: string): Promise<void> => {
  const secret = generatePrivateKey()
  const { address } = privateKeyToAccount(secret)
  await tx.rows({
    name: 'consent-account-make',
    text: `insert into consent_account (organisation_id, customer_id, account, key_sealed)
           values ($1, $2, $3, $4) on conflict do nothing`,
    values: [tx.organisationId, customerId, bytesOf(address), key.encrypt(placeOf(customerId), bytesOf(secret))],
  })
}

/**
 * The customer's own account, made where there is none, and locked: decisions of one customer come one after the other.
 * Its key is kept under the customer's key and destroyed with it.
 * @throws CORRUPT_CIPHERTEXT, SUBJECT_ERASED
 */
export const lockAccount = async (tx: Tx, customerId: string): Promise<SigningAccount> => {
  const key = await subjectKey(tx, customerId)
  let row = await lock(tx, customerId)
  if (row === undefined) {
    await make(tx, key, customerId)
    row = await lock(tx, customerId)
  }
  if (row === undefined) throw new Error('an account that was just made is gone')
  const { account, keySealed } = row
  return {
    account: hexOf(account),
    sign: async (place, act) =>
      privateKeyToAccount(hexOf(key.decrypt(placeOf(customerId), keySealed))).signTypedData(consentAct(place, act)),
  }
}

/** Address of a customer's account, nothing where none was needed yet. */
export const accountOf = async (tx: Tx, customerId: string): Promise<Hex | undefined> => {
  const row = await tx.maybe<{ account: Buffer }>({
    name: 'consent-account',
    text: `select account from consent_account where organisation_id = $1 and customer_id in (select customer_records($2))
            order by customer_id <> $2, created_at limit 1`,
    values: [tx.organisationId, customerId],
  })
  return row && hexOf(row.account)
}
