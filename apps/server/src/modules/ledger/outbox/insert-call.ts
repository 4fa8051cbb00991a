import type { LedgerContractName } from '@candor/ledger'
import type { Hex } from 'viem'
import type { Tx } from '../../../platform/db/index.ts'
import { bytesOf } from '../../../platform/hex.ts'
import { ledgerErrors } from '../errors.ts'
import { signalEnqueued } from './enqueued-signal.ts'

/** A call, ready to be signed. */
export type NewCall = {
  readonly reference: Hex
  readonly contract: LedgerContractName
  readonly functionName: string
  readonly data: Hex
  /** Who signs; null for the registrar. */
  readonly account: Buffer | null
}

/**
 * Puts a call into the outbox, once for its reference.
 * @returns the call's id: that of the first time when it is a repetition
 * @throws LEDGER_REFERENCE_TAKEN when the reference stands for another call
 */
export const insertCall = async (tx: Tx, call: NewCall): Promise<{ id: string }> => {
  const reference = bytesOf(call.reference)
  const data = bytesOf(call.data)
  const made = await tx.maybe<{ id: string }>({
    name: 'ledger-call-insert',
    text: `insert into ledger_call (organisation_id, reference, contract, function_name, data, account)
           values ($1, $2, $3, $4, $5, $6) on conflict (organisation_id, reference) do nothing returning id`,
    values: [tx.organisationId, reference, call.contract, call.functionName, data, call.account],
  })
  if (made !== undefined) {
    const { organisationId } = tx
    tx.afterCommit(() => signalEnqueued(organisationId))
    return made
  }
  const known = await tx.one<{ id: string; contract: string; data: Buffer }>({
    name: 'ledger-call-by-reference',
    text: 'select id, contract, data from ledger_call where organisation_id = $1 and reference = $2',
    values: [tx.organisationId, reference],
  })
  if (known.contract === call.contract && known.data.equals(data)) return { id: known.id }
  throw ledgerErrors.LEDGER_REFERENCE_TAKEN(`the reference ${call.reference} stands for another call`)
}
