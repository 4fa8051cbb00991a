import { consentStates } from '@candor/ledger'
import { subjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { bytesOf } from '../../platform/hex.ts'
import { recordingPurpose, type ConsentNeeds, type Hex, type LedgerLog } from './needs.ts'

type Decided = {
  readonly member: number
  readonly account: Hex
  readonly consent: Hex
  readonly state: number
  readonly content: Hex
  readonly validUntil: number
  readonly nonce: number
}

type Matter = { customerId: string; purposeId: string; recipientId: string; number: number; nonce: number }

const matterOf = async (tx: Tx, { account, consent }: Decided): Promise<Matter | undefined> =>
  tx.maybe<Matter>({
    name: 'consent-by-hash',
    text: `select c.customer_id as "customerId", c.purpose_id as "purposeId", c.recipient_id as "recipientId", c.number,
                  (select coalesce(max(nonce), 0) from consent_decision d where d.organisation_id = $1
                      and d.customer_id = c.customer_id and d.purpose_id = c.purpose_id
                      and d.recipient_id = c.recipient_id
                      and (d.refusal is null or d.transaction_hash is not null)) as nonce
             from consent c
             join consent_account a on a.organisation_id = $1 and a.customer_id = c.customer_id and a.account = $2
            where c.organisation_id = $1 and c.hash = $3`,
    values: [tx.organisationId, bytesOf(account), bytesOf(consent)],
  })

/**
 * The ledger knows a decision that is not known here, as after a restored backup that is older: what it says counts. Of a
 * grant only that there is one can be told, not of what, so it allows nothing until the customer decides again.
 */
const observe = async (
  tx: Tx,
  { record }: Pick<ConsentNeeds, 'record'>,
  matter: Matter,
  args: Decided,
  log: LedgerLog,
): Promise<void> => {
  const { customerId, purposeId, recipientId } = matter
  // A customer whose key was destroyed has no record to add to.
  const erased = await subjectKey(tx, customerId).then(
    () => false,
    () => true,
  )
  if (erased) return
  const state = consentStates[args.state] ?? 'withdrawn'
  const { transactionHash } = log
  const { consent, content, nonce } = args
  const { id: entryId } = await record(tx, {
    subject: customerId,
    kind: 'consent.observed',
    actor: 'system',
    purpose: recordingPurpose,
    body: { purposeId, recipientId, state, consent, content, nonce, transactionHash },
  })
  const of = [tx.organisationId, customerId, purposeId, recipientId]
  await tx.rows({
    text: `insert into consent_decision (organisation_id, customer_id, purpose_id, recipient_id, number, state,
             notice_version, categories, channels, decided_at, valid_until, entry_id, member, content, nonce, attempts,
             transaction_hash, block_number)
           values ($1, $2, $3, $4, $5, $6, 0, '{}', '{}', $7, $8, $9, $10, $11, $12, 0, $13, $14)`,
    values: [
      ...of,
      matter.number + 1,
      state,
      log.blockTime,
      args.validUntil === 0 ? null : new Date(args.validUntil * 1000),
      entryId,
      args.member,
      bytesOf(content),
      nonce,
      bytesOf(transactionHash),
      log.blockNumber,
    ],
  })
  await tx.rows({
    text: `update consent set number = number + 1, state = $5
            where organisation_id = $1 and customer_id = $2 and purpose_id = $3 and recipient_id = $4`,
    values: [...of, state],
  })
}

/** Takes a decision that the contract took over, in the transaction in which its event is handed on. */
export const project = async (tx: Tx, needs: Pick<ConsentNeeds, 'record'>, log: LedgerLog): Promise<void> => {
  const args = log.args as unknown as Decided
  const matter = await matterOf(tx, args)
  if (matter === undefined) return
  const { customerId, purposeId, recipientId } = matter
  // As when a customer decides: one after the other.
  await tx.rows({
    name: 'consent-account-hold',
    text: 'select from consent_account where organisation_id = $1 and customer_id = $2 for update',
    values: [tx.organisationId, customerId],
  })
  const known = await tx.rows({
    name: 'consent-decision-mined',
    text: `update consent_decision set transaction_hash = $6, block_number = $7, nonce = $8, refusal = null
            where organisation_id = $1 and customer_id = $2 and purpose_id = $3 and recipient_id = $4 and content = $5
        returning number`,
    values: [
      tx.organisationId,
      customerId,
      purposeId,
      recipientId,
      bytesOf(args.content),
      bytesOf(log.transactionHash),
      log.blockNumber,
      args.nonce,
    ],
  })
  if (known.length > 0) return
  const now = await matterOf(tx, args)
  if (now !== undefined && args.nonce > now.nonce) await observe(tx, needs, now, args, log)
}

/** Takes back what the chain took back: what was decided stays, and counts as on its way again. */
export const retract = async (tx: Tx, fromBlock: number): Promise<void> => {
  await tx.rows({
    text: `update consent_decision set transaction_hash = null, block_number = null
            where organisation_id = $1 and block_number >= $2`,
    values: [tx.organisationId, fromBlock],
  })
}
