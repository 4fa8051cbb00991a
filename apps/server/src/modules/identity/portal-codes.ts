import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import { blindKeys } from '../../platform/crypto/index.ts'
import type { Database, Tx } from '../../platform/db/index.ts'
import type { Language } from '../../platform/errors.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import { codeMail } from './code-mail.ts'

/** A customer whose address it is. */
export type CustomerOfEmail = {
  readonly organisationId: string
  readonly customerId: string
  readonly name: string
  /** The organisation's own number for the customer. */
  readonly reference: string | null
}

/** How long a code holds, in minutes. */
export const codeMinutes = 10
const tries = 5

const emailHashOf = async (tx: Tx, email: string): Promise<Buffer> =>
  (await blindKeys(tx)).exact('portal-code.email', email)

/** Keyed, because six digits are guessed at once from a plain hash. */
const codeHashOf = async (tx: Tx, emailHash: Buffer, code: string): Promise<Buffer> => {
  const key = await tx.keys.sealKey(tx)
  return createHmac('sha256', key).update('portal-code').update(emailHash).update(code).digest()
}

type SomeCustomers = readonly [CustomerOfEmail, ...CustomerOfEmail[]]

const byOrganisation = (customers: readonly CustomerOfEmail[]): Map<string, SomeCustomers> =>
  Map.groupBy(customers, ({ organisationId }) => organisationId) as Map<string, never>

/**
 * Makes one code for all customers with this address and mails it; one mail per organisation. An earlier code
 * of the same address no longer holds.
 */
export const sendCode = async (
  db: Database,
  mail: Mail,
  email: string,
  customers: readonly CustomerOfEmail[],
  language: Language,
): Promise<void> => {
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  for (const [organisationId, [{ customerId }]] of byOrganisation(customers)) {
    await db.inOrganisation(organisationId, async (tx) => {
      const emailHash = await emailHashOf(tx, email)
      await tx.rows({
        name: 'portal-code-set',
        text: `insert into portal_code (organisation_id, email_hash, customer_id, code_hash, expires_at)
               values ($1, $2, $3, $4, now() + make_interval(mins => $5))
               on conflict (organisation_id, email_hash) do update set customer_id = excluded.customer_id,
                 code_hash = excluded.code_hash, expires_at = excluded.expires_at, tries = 0`,
        values: [organisationId, emailHash, customerId, await codeHashOf(tx, emailHash, code), codeMinutes],
      })
      const { name, nameZh } = await tx.one<{ name: string; nameZh: string }>({
        text: 'select name, name_zh as "nameZh" from organisation where id = $1',
        values: [organisationId],
      })
      const text = codeMail(language, language === 'zh-CN' ? nameZh : name, code, codeMinutes)
      await mail.send(tx, { ...text, to: email, subjectId: customerId, secret: true })
    })
  }
}

/** Counts one try and compares. Stored whether or not the code is right, so tries cannot be had for nothing. */
const tryCode = async (db: Database, organisationId: string, email: string, code: string): Promise<boolean> =>
  db.inOrganisation(organisationId, async (tx) => {
    const emailHash = await emailHashOf(tx, email)
    const row = await tx.maybe<{ codeHash: Buffer }>({
      name: 'portal-code-try',
      text: `update portal_code set tries = tries + 1
              where organisation_id = $1 and email_hash = $2 and tries < $3 and expires_at > now()
              returning code_hash as "codeHash"`,
      values: [organisationId, emailHash, tries],
    })
    return row !== undefined && timingSafeEqual(row.codeHash, await codeHashOf(tx, emailHash, code))
  })

/** The customers that this code opens, of those with this address. */
export const checkCode = async (
  db: Database,
  email: string,
  code: string,
  customers: readonly CustomerOfEmail[],
): Promise<CustomerOfEmail[]> => {
  const opened: CustomerOfEmail[] = []
  for (const [organisationId, own] of byOrganisation(customers)) {
    if (await tryCode(db, organisationId, email, code)) opened.push(...own)
  }
  return opened
}

/** Uses the code up. @returns whether it was still there: false when it was used in the meantime */
export const useCode = async (tx: Tx, email: string): Promise<boolean> => {
  const rows = await tx.rows({
    name: 'portal-code-use',
    text: `delete from portal_code where organisation_id = $1 and email_hash = $2 and expires_at > now()
           returning 1 as used`,
    values: [tx.organisationId, await emailHashOf(tx, email)],
  })
  return rows.length > 0
}
