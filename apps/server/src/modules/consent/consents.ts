import type { ConsentDecided } from '@candor/api'
import type { SubjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { Commitment } from './commitments.ts'
import { bytesOf, hexOf } from '../../platform/hex.ts'
import type { Hex } from './needs.ts'

/** A customer, a purpose and a recipient about which something was decided before. */
export type KnownConsent = {
  readonly customerId: string
  readonly purposeId: string
  readonly recipientId: string
  readonly hash: Hex
  readonly saltSealed: Buffer
  readonly number: number
  readonly state: ConsentDecided
  readonly noticeVersion: number
  readonly decidedAt: Date
  /** The ledger's number of the newest decision that it took or may still take; 0 for none. */
  readonly nonce: number
}

type Of = { readonly purposeId: string; readonly recipientId: string }

const placeOf = ({ customerId, purposeId, recipientId }: Of & { customerId: string }) => ({
  table: 'consent',
  column: 'salt_sealed',
  id: `${customerId}/${purposeId}/${recipientId}`,
})

/** Salt of the commitment that stands for a consent. @throws CORRUPT_CIPHERTEXT */
export const openSalt = (key: SubjectKey, consent: KnownConsent): Buffer =>
  key.decrypt(placeOf(consent), consent.saltSealed)

/** What was decided before, locked. */
export const lockConsent = async (
  tx: Tx,
  customerId: string,
  { purposeId, recipientId }: Of,
): Promise<KnownConsent | undefined> => {
  const row = await tx.maybe<Omit<KnownConsent, 'hash'> & { hash: Buffer }>({
    name: 'consent-lock',
    text: `select c.customer_id as "customerId", c.purpose_id as "purposeId", c.recipient_id as "recipientId", c.hash,
                  c.salt_sealed as "saltSealed", c.number, c.state, d.notice_version as "noticeVersion",
                  d.decided_at as "decidedAt",
                  (select coalesce(max(t.nonce), 0) from consent_decision t
                    where t.organisation_id = $1 and t.customer_id = $2 and t.purpose_id = $3 and t.recipient_id = $4
                      and (t.refusal is null or t.transaction_hash is not null)) as nonce
             from consent c
             join consent_decision d on d.organisation_id = $1 and d.customer_id = c.customer_id
                   and d.purpose_id = c.purpose_id and d.recipient_id = c.recipient_id and d.number = c.number
            where c.organisation_id = $1 and c.customer_id = $2 and c.purpose_id = $3 and c.recipient_id = $4
              for update of c`,
    values: [tx.organisationId, customerId, purposeId, recipientId],
  })
  return row && { ...row, hash: hexOf(row.hash) }
}

/** A decision to be kept. */
export type NewDecision = Of & {
  readonly customerId: string
  readonly consent: Commitment
  readonly number: number
  readonly state: ConsentDecided
  readonly noticeVersion: number
  readonly categories: readonly string[]
  readonly channels: readonly string[]
  readonly decidedAt: Date
  readonly validUntil: Date | null
  readonly entryId: string
  readonly member: number
  readonly content: Buffer
  readonly nonce: number
  readonly callId: string
}

/** Keeps a decision, which from now on is the one that counts. */
export const saveDecision = async (tx: Tx, key: SubjectKey, decision: NewDecision): Promise<void> => {
  const { customerId, purposeId, recipientId, consent, number, state } = decision
  const of = [tx.organisationId, customerId, purposeId, recipientId]
  if (number === 1) {
    await tx.rows({
      name: 'consent-make',
      text: `insert into consent (organisation_id, customer_id, purpose_id, recipient_id, hash, salt_sealed, number, state)
             values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      values: [...of, bytesOf(consent.hash), key.encrypt(placeOf(decision), consent.salt), number, state],
    })
  } else {
    await tx.rows({
      name: 'consent-move',
      text: `update consent set number = $5, state = $6
              where organisation_id = $1 and customer_id = $2 and purpose_id = $3 and recipient_id = $4`,
      values: [...of, number, state],
    })
  }
  await tx.rows({
    name: 'consent-decision-save',
    text: `insert into consent_decision (organisation_id, customer_id, purpose_id, recipient_id, number, state,
             notice_version, categories, channels, decided_at, valid_until, entry_id, member, content, nonce, call_id,
             attempts)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 0)`,
    values: [
      ...of,
      number,
      state,
      decision.noticeVersion,
      decision.categories,
      decision.channels,
      decision.decidedAt,
      decision.validUntil,
      decision.entryId,
      decision.member,
      decision.content,
      decision.nonce,
      decision.callId,
    ],
  })
}
