import type { Tx } from '../../platform/db/index.ts'
import { lockAccount } from './account.ts'
import { hexOf } from '../../platform/hex.ts'
import type { ConsentNeeds, RefusedCall } from './needs.ts'
import { signDecision } from './signing.ts'
import { decisionColumns, type DecisionRow } from './standing.ts'

/** How often a decision is signed again before its refusal is taken as final. */
const mostAttempts = 50

type Refused = DecisionRow & { readonly hash: Buffer; readonly nextNonce: number }

const decisionOfCall = async (tx: Tx, callId: string): Promise<Refused | undefined> =>
  tx.maybe<Refused>({
    name: 'consent-of-call',
    text: `select ${decisionColumns}, c.hash,
                  (select coalesce(max(e.nonce), 0) + 1 from consent_decision e
                    where e.organisation_id = $1 and e.customer_id = d.customer_id and e.purpose_id = d.purpose_id
                      and e.recipient_id = d.recipient_id and e.number < d.number
                      and (e.refusal is null or e.transaction_hash is not null)) as "nextNonce"
             from consent_decision d
             join consent c on c.organisation_id = $1 and c.customer_id = d.customer_id
                   and c.purpose_id = d.purpose_id and c.recipient_id = d.recipient_id
            where d.organisation_id = $1 and d.call_id = $2`,
    values: [tx.organisationId, callId],
  })

/** Whether signing it again can help: it came too late, or before one that has to come first. */
const isCurable = ({ refusal }: RefusedCall, { nonce, nextNonce }: Refused): boolean =>
  refusal?.name === 'DecisionExpired' ||
  (refusal?.name === 'WrongNonce' && (Number(refusal.args[1]) < nonce || nextNonce !== nonce))

const of = ({ customerId, purposeId, recipientId, number }: Refused) => [customerId, purposeId, recipientId, number]

/**
 * The contract refused a decision, in the transaction that notes it. What the customer decided stays as it is here; where
 * only the signature has grown old, their key signs it again.
 * @param now milliseconds since 1970
 */
export const takeRefusal = async (
  tx: Tx,
  needs: Pick<ConsentNeeds, 'place' | 'enqueueCall'>,
  call: RefusedCall,
  now: number,
): Promise<void> => {
  const decision = await decisionOfCall(tx, call.id)
  if (decision === undefined || decision.transactionHash !== null) return
  if (decision.attempts >= mostAttempts || !isCurable(call, decision)) {
    await tx.rows({
      name: 'consent-refused',
      text: `update consent_decision set refusal = $6
              where organisation_id = $1 and customer_id = $2 and purpose_id = $3 and recipient_id = $4 and number = $5`,
      values: [tx.organisationId, ...of(decision), call.refusal?.name ?? 'Unknown'],
    })
    return
  }
  const signer = await lockAccount(tx, decision.customerId)
  const attempts = decision.attempts + 1
  const { member, state, content, validUntil, nextNonce: nonce } = decision
  const toSign = { member, consent: hexOf(decision.hash), state, content: hexOf(content), validUntil, nonce, attempts }
  const { bring } = await signDecision(tx, needs, signer, toSign, now)
  const { id: callId } = await bring()
  await tx.rows({
    name: 'consent-signed-again',
    text: `update consent_decision set attempts = $6, call_id = $7, nonce = $8
            where organisation_id = $1 and customer_id = $2 and purpose_id = $3 and recipient_id = $4 and number = $5`,
    values: [tx.organisationId, ...of(decision), attempts, callId, nonce],
  })
}
