import { contracts as generated, type ContractName } from '@candor/contracts'
import type { Hex } from 'viem'

/** The contracts that business calls go to; the proxy before some of them is no business of a caller. */
export type LedgerContractName = Exclude<ContractName, 'UpgradeableProxy'>

export const ledgerContractNames = [
  'Members',
  'JournalAnchors',
  'Programmes',
  'EarnRules',
  'Points',
  'Rewards',
  'Consents',
] as const

/** Where each contract answers. */
export type LedgerAddresses = Readonly<Record<LedgerContractName, Hex>>

/** ABI of a contract. */
export const abiOf = <Name extends LedgerContractName>(name: Name): (typeof generated)[Name]['abi'] =>
  generated[name].abi

/** Name of the contract at an address, whatever the case of its letters. */
export const contractAt = (addresses: LedgerAddresses, address: string | null): LedgerContractName | undefined =>
  ledgerContractNames.find((name) => addresses[name].toLowerCase() === address?.toLowerCase())

/** The roles that a key can have for its member, as `Members` numbers them. */
export const memberRole = { admin: 0, journal: 1, loyalty: 2 } as const

/** The states of a member, as `Members` numbers them. */
export const memberStates = ['none', 'active', 'suspended', 'left'] as const

/** The states of a voucher, as `Rewards` numbers them. */
export const voucherStates = ['none', 'valid', 'used', 'cancelled'] as const
export type VoucherState = (typeof voucherStates)[number]

/** What was decided last about a consent, as `Consents` numbers it. */
export const consentStates = ['none', 'granted', 'refused', 'withdrawn'] as const
export type ConsentState = (typeof consentStates)[number]
