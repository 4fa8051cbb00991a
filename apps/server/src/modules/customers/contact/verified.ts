import { blindKeys } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import type { RecordNeeds } from '../needs.ts'
import { emailHash } from '../search/blind.ts'

const isVerified = async (tx: Tx, customerId: string, hash: Buffer): Promise<boolean> =>
  (await tx.maybe({
    name: 'customer-email-verified',
    text: `select from customer_verified_email where organisation_id = $1 and customer_id = $2 and email_hash = $3`,
    values: [tx.organisationId, customerId, hash],
  })) !== undefined

/**
 * Notes that a code which was sent to an e-mail address of a customer came back. From then on the customer may sign in by
 * it also when it is no longer the primary one. Recorded the first time.
 */
export const noteVerifiedEmail = async (
  tx: Tx,
  needs: Pick<RecordNeeds, 'record'>,
  customerId: string,
  email: string,
): Promise<void> => {
  const hash = emailHash(await blindKeys(tx), email)
  if (await isVerified(tx, customerId, hash)) return
  const { id } = await needs.record(tx, {
    subject: customerId,
    kind: 'customer.email-verified',
    actor: `customer:${customerId}`,
    purpose: 'service-contract',
    body: { email },
  })
  await tx.rows({
    name: 'customer-email-verify',
    text: `insert into customer_verified_email (organisation_id, customer_id, email_hash, entry_id)
           values ($1, $2, $3, $4) on conflict do nothing`,
    values: [tx.organisationId, customerId, hash, id],
  })
}

/** Of some addresses, those that a customer has signed in by. */
export const verifiedEmails = async (
  tx: Tx,
  customerId: string,
  emails: readonly string[],
): Promise<ReadonlySet<string>> => {
  if (emails.length === 0) return new Set()
  const rows = await tx.rows<{ hash: Buffer }>({
    name: 'customer-emails-verified',
    text: `select email_hash as hash from customer_verified_email where organisation_id = $1 and customer_id = $2`,
    values: [tx.organisationId, customerId],
  })
  if (rows.length === 0) return new Set()
  const keys = await blindKeys(tx)
  const verified = new Set(rows.map(({ hash }) => hash.toString('hex')))
  return new Set(emails.filter((email) => verified.has(emailHash(keys, email).toString('hex'))))
}
