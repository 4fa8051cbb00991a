import { abiOf, type LedgerContractName } from '@candor/ledger'
import { encodeFunctionData, type Abi, type Hex } from 'viem'
import type { Tx } from '../../../platform/db/index.ts'
import { ledgerErrors } from '../errors.ts'
import { insertCall } from './insert-call.ts'

/** A call to one of the contracts. */
export type LedgerCallRequest = {
  /** 32 bytes that stand for the business act, from `referenceOf`: asked for twice, it is done once. */
  readonly reference: Hex
  readonly contract: LedgerContractName
  readonly functionName: string
  /** As the ABI has them. */
  readonly args: readonly unknown[]
}

/**
 * Asks for a call of a contract, in the caller's transaction: if that is rolled back, nothing is called. The call is
 * sent as soon as the ledger takes it; its event arrives through `onLog`.
 * @param member number of the ledger member on whose behalf it is made, and whose key signs; one of the organisation's own
 * @throws LEDGER_NO_MEMBER when the organisation does not act for that member
 * @throws LEDGER_REFERENCE_TAKEN when the reference stands for another call
 * @throws Error when the contract has no such function, or the arguments do not fit
 */
export const enqueueCall = async (
  tx: Tx,
  { reference, contract, functionName, args }: LedgerCallRequest,
  member: number,
): Promise<{ id: string }> => {
  const abi: Abi = abiOf(contract)
  const data = encodeFunctionData({ abi, functionName, args })
  const signer = await tx.maybe<{ account: Buffer }>({
    name: 'ledger-signer',
    text: 'select account from ledger_member where organisation_id = $1 and number = $2',
    values: [tx.organisationId, member],
  })
  if (signer === undefined) throw ledgerErrors.LEDGER_NO_MEMBER(`this organisation does not act for member ${member}`)
  return insertCall(tx, { reference, contract, functionName, data, account: signer.account })
}
