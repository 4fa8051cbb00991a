import type { Hex, TypedDataDefinition } from 'viem'
import { consentStates, type ConsentState } from './contracts.ts'

/** A decision about a consent as a person signs it (IConsents.sol). */
export type ConsentAct = {
  /** Who decides. */
  readonly account: Hex
  /** The member that asked. */
  readonly member: number
  /** Salted commitment to purpose and recipient. */
  readonly consent: Hex
  readonly state: Exclude<ConsentState, 'none'>
  /** Salted commitment to all that was decided. */
  readonly content: Hex
  /** Until when a grant holds; nothing for until it is withdrawn. Whole seconds. */
  readonly validUntil: Date | undefined
  /** 1 for the first decision about this consent. */
  readonly nonce: number
  /** Until when the contract takes the decision. Whole seconds. */
  readonly deadline: Date
}

/** The EIP-712 type that the contract hashes. */
export const consentActTypes = {
  Decision: [
    { name: 'account', type: 'address' },
    { name: 'member', type: 'uint32' },
    { name: 'consent', type: 'bytes32' },
    { name: 'state', type: 'uint8' },
    { name: 'content', type: 'bytes32' },
    { name: 'validUntil', type: 'uint40' },
    { name: 'nonce', type: 'uint32' },
    { name: 'deadline', type: 'uint40' },
  ],
} as const

const seconds = (time: Date): number => Math.floor(time.getTime() / 1000)

/** Where a decision is addressed: a signature for one network and contract is worth nothing on another. */
export type ConsentPlace = { readonly chainId: number; readonly contract: Hex }

/**
 * A decision as wallets sign it and as the contract's `decide` takes it.
 * @returns EIP-712 typed data; its `message` is the first argument of `decide`
 */
export const consentAct = ({ chainId, contract }: ConsentPlace, act: ConsentAct) =>
  ({
    domain: { name: 'Candor Consents', version: '1', chainId, verifyingContract: contract },
    types: consentActTypes,
    primaryType: 'Decision',
    message: {
      account: act.account,
      member: act.member,
      consent: act.consent,
      state: consentStates.indexOf(act.state),
      content: act.content,
      validUntil: act.validUntil === undefined ? 0 : seconds(act.validUntil),
      nonce: act.nonce,
      deadline: seconds(act.deadline),
    },
  }) as const satisfies TypedDataDefinition<typeof consentActTypes, 'Decision'>
