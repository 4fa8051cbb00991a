import type { Hex, TypedDataDefinition } from 'viem'

/** What a holder signs away (IPoints.sol). */
export type SpendingAct = {
  /** Who may take the points: the address that brings the signature to the contract. */
  readonly spender: Hex
  readonly programme: number
  /** The holder's number within the programme. */
  readonly holder: number
  /** Whole points, at least 1 and below 2^32. */
  readonly points: number
  /** What they are for, in the spender's numbering: for rewards the number of the item. */
  readonly purpose: number
  /** The holder's reference: under it points are taken once. For rewards the voucher. */
  readonly ref: Hex
  /** Until when the contract takes the signature. Whole seconds. */
  readonly deadline: Date
}

/** The EIP-712 type that the contract hashes. */
export const pointsSpendingTypes = {
  Spending: [
    { name: 'spender', type: 'address' },
    { name: 'programme', type: 'uint32' },
    { name: 'holder', type: 'uint32' },
    { name: 'points', type: 'uint32' },
    { name: 'purpose', type: 'uint32' },
    { name: 'ref', type: 'bytes32' },
    { name: 'deadline', type: 'uint40' },
  ],
} as const

/** Where a spending is addressed: a signature for one network and contract is worth nothing on another. */
export type SpendingPlace = { readonly chainId: number; readonly contract: Hex }

/**
 * A spending as wallets sign it (EIP-712).
 * @param place `contract` is the Points contract
 */
export const pointsSpending = ({ chainId, contract }: SpendingPlace, { deadline, ...act }: SpendingAct) =>
  ({
    domain: { name: 'Candor Points', version: '1', chainId, verifyingContract: contract },
    types: pointsSpendingTypes,
    primaryType: 'Spending',
    message: { ...act, deadline: Math.floor(deadline.getTime() / 1000) },
  }) as const satisfies TypedDataDefinition<typeof pointsSpendingTypes, 'Spending'>
