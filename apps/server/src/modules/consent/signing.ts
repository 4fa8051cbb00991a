import type { ConsentDecided } from '@candor/api'
import { consentAct, referenceOf } from '@candor/ledger'
import type { Tx } from '../../platform/db/index.ts'
import type { SigningAccount } from './account.ts'
import type { ConsentNeeds, Hex } from './needs.ts'

/** A decision, as far as the ledger is told of it. */
export type ToSign = {
  readonly member: number
  readonly consent: Hex
  readonly state: ConsentDecided
  readonly content: Hex
  readonly validUntil: Date | null
  readonly nonce: number
  /** How often it was signed before. */
  readonly attempts: number
}

/** How long the ledger may be away before a decision has to be signed anew (milliseconds). */
const patience = 24 * 3_600_000

/** A decision, signed, and the call that brings it to the ledger. */
export type Signed = {
  readonly deadline: Date
  readonly signature: Hex
  /** Puts the call into the outbox, in the caller's transaction. */
  readonly bring: () => Promise<{ readonly id: string }>
}

/**
 * Signs a decision with the customer's own key (EIP-712).
 * @param now milliseconds since 1970
 */
export const signDecision = async (
  tx: Tx,
  needs: Pick<ConsentNeeds, 'place' | 'enqueueCall'>,
  { account, sign }: SigningAccount,
  { member, attempts, ...decision }: ToSign,
  now: number,
): Promise<Signed> => {
  const place = needs.place()
  const deadline = new Date(Math.floor((now + patience) / 1000) * 1000)
  const act = { ...decision, account, member, deadline, validUntil: decision.validUntil ?? undefined }
  const signature = await sign(place, act)
  const reference = referenceOf('consent', decision.consent, decision.content, String(attempts))
  const args = [consentAct(place, act).message, signature]
  return {
    deadline,
    signature,
    bring: async () => needs.enqueueCall(tx, { reference, contract: 'Consents', functionName: 'decide', args }, member),
  }
}
