import { membersAbi } from '@candor/contracts'
import type { LedgerAdmission } from '@candor/api'
import { memberRole, memberStates, referenceOf } from '@candor/ledger'
import { encodeFunctionData, type Hex } from 'viem'
import type { Tx } from '../../platform/db/index.ts'
import { makeMemberKey } from './accounts.ts'
import { bytesOf, hexOf } from '../../platform/hex.ts'
import { markDoneElsewhere } from './outbox/call-rows.ts'
import { insertCall } from './outbox/insert-call.ts'

/** A member that the organisation acts for. */
export type OwnMember = {
  /** The organisation or the merchant that it stands for. */
  readonly subject: string
  readonly name: string
  readonly account: Hex
  /** Number on the ledger; null until the ledger has given one. */
  readonly number: number | null
}

type Row = { subject: string; name: string; account: Buffer; number: number | null }

const memberFrom = ({ subject, name, account, number }: Row): OwnMember => ({
  subject,
  name,
  account: hexOf(account),
  number,
})

/** The members that the organisation acts for. */
export const ownMembers = async (tx: Tx): Promise<OwnMember[]> => {
  const rows = await tx.rows<Row>({
    name: 'ledger-own-members',
    text: 'select subject, name, account, number from ledger_member where organisation_id = $1 order by created_at, subject',
    values: [tx.organisationId],
  })
  return rows.map(memberFrom)
}

/** The member that stands for the organisation or one of its merchants. */
export const findMember = async (tx: Tx, subject: string): Promise<OwnMember | undefined> => {
  const row = await tx.maybe<Row>({
    name: 'ledger-find-member',
    text: 'select subject, name, account, number from ledger_member where organisation_id = $1 and subject = $2',
    values: [tx.organisationId, subject],
  })
  return row && memberFrom(row)
}

/**
 * Makes the organisation, or one of its merchants, a member of the ledger: a key of its own, and the request to be
 * admitted, in the caller's transaction. Its number follows with the event `Members.Admitted`. Asked again, nothing happens.
 * @param member.subject the organisation's id, or the merchant's
 * @param member.name public name of the company
 */
export const ensureMember = async (
  tx: Tx,
  { subject, name }: { readonly subject: string; readonly name: string },
): Promise<void> => {
  if ((await findMember(tx, subject)) !== undefined) return
  const { account, address, sealed } = await makeMemberKey(tx, subject)
  const reference = referenceOf('member', tx.organisationId, subject)
  const [made] = await tx.rows({
    text: `insert into ledger_member (organisation_id, subject, name, account, key_sealed, reference)
           values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning subject`,
    values: [tx.organisationId, subject, name, account, sealed, bytesOf(reference)],
  })
  if (made === undefined) return
  const keys = Object.values(memberRole).map((role) => ({ key: address, role }))
  await insertCall(tx, {
    reference,
    contract: 'Members',
    functionName: 'admit',
    data: encodeFunctionData({ abi: membersAbi, functionName: 'admit', args: [reference, name, keys] }),
    account: null,
  })
}

/** Members of the organisation that the ledger has not admitted yet: what another company needs to know to admit them. */
export const waitingAdmissions = async (tx: Tx): Promise<LedgerAdmission[]> => {
  const rows = await tx.rows<{ reference: Buffer; name: string; account: Buffer }>({
    text: `select reference, name, account from ledger_member
            where organisation_id = $1 and number is null order by created_at, subject`,
    values: [tx.organisationId],
  })
  return rows.map(({ reference, name, account }) => ({ reference: hexOf(reference), name, account: hexOf(account) }))
}

/**
 * Asks for the admission of a company that this organisation does not act for, as its registrar.
 * @throws LEDGER_REFERENCE_TAKEN when the reference was used for other content
 */
export const admitMember = async (tx: Tx, { reference, name, account }: LedgerAdmission): Promise<{ id: string }> => {
  const keys = Object.values(memberRole).map((role) => ({ key: account, role }))
  return insertCall(tx, {
    reference,
    contract: 'Members',
    functionName: 'admit',
    data: encodeFunctionData({ abi: membersAbi, functionName: 'admit', args: [reference, name, keys] }),
    account: null,
  })
}

/**
 * Asks for a change of a member's state, as its registrar. Who left stays away.
 * @param reference stands for this change: asked for twice, it is made once
 */
export const setMemberState = async (
  tx: Tx,
  number: number,
  state: 'active' | 'suspended' | 'left',
  reference: Hex,
): Promise<{ id: string }> =>
  insertCall(tx, {
    reference,
    contract: 'Members',
    functionName: 'setState',
    data: encodeFunctionData({
      abi: membersAbi,
      functionName: 'setState',
      args: [number, memberStates.indexOf(state)],
    }),
    account: null,
  })

/** Takes down the number that the ledger gave. @returns whether it is a member of this organisation */
export const noteAdmitted = async (tx: Tx, reference: Hex, number: number, blockNumber: number): Promise<boolean> => {
  const rows = await tx.rows({
    text: `update ledger_member set number = $3, block_number = $4
            where organisation_id = $1 and reference = $2 returning subject`,
    values: [tx.organisationId, bytesOf(reference), number, blockNumber],
  })
  if (rows.length === 0) return false
  await markDoneElsewhere(tx, bytesOf(reference), blockNumber)
  return true
}

/** Takes back what the chain took back: admissions in blocks from `fromBlock` on. */
export const retractAdmissions = async (tx: Tx, fromBlock: number): Promise<void> => {
  await tx.rows({
    text: `update ledger_member set number = null, block_number = null
            where organisation_id = $1 and block_number >= $2`,
    values: [tx.organisationId, fromBlock],
  })
}
