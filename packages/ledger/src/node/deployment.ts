import { contracts } from '@candor/contracts'
import { encodeDeployData, getContractAddress, type Abi, type Hex } from 'viem'
import type { LedgerAddresses } from '../contracts.ts'

/** What is put on a ledger: seven contracts, four of them as a proxy before an implementation. */
export const deploymentSteps = [
  'Members',
  'JournalAnchors',
  'Programmes.implementation',
  'Programmes',
  'EarnRules.implementation',
  'EarnRules',
  'Points.implementation',
  'Points',
  'Consents',
  'Rewards.implementation',
  'Rewards',
] as const
export type DeploymentStep = (typeof deploymentSteps)[number]

/** Addresses of the steps done so far. */
export type Placed = Readonly<Partial<Record<DeploymentStep, Hex>>>

const need = (placed: Placed, step: DeploymentStep): Hex => {
  const address = placed[step]
  if (address === undefined) throw new Error(`${step} is to be deployed first`)
  return address
}

const creation = (name: keyof typeof contracts, args: readonly unknown[]): Hex => {
  const abi: Abi = contracts[name].abi
  return encodeDeployData({ abi, bytecode: contracts[name].bytecode, args })
}

const proxyOf = (placed: Placed, step: DeploymentStep): Hex => creation('UpgradeableProxy', [need(placed, step)])

/**
 * Creation code of a step with its constructor arguments.
 * @param registrar the account that will admit members
 * @param placed where the earlier steps are
 */
export const creationCode = (step: DeploymentStep, registrar: Hex, placed: Placed): Hex => {
  const at = (name: DeploymentStep): Hex => need(placed, name)
  const codes: Readonly<Record<DeploymentStep, () => Hex>> = {
    Members: () => creation('Members', [registrar]),
    JournalAnchors: () => creation('JournalAnchors', [at('Members')]),
    'Programmes.implementation': () => creation('Programmes', [at('Members')]),
    Programmes: () => proxyOf(placed, 'Programmes.implementation'),
    'EarnRules.implementation': () => creation('EarnRules', [at('Members'), at('Programmes')]),
    EarnRules: () => proxyOf(placed, 'EarnRules.implementation'),
    'Points.implementation': () => creation('Points', [at('Members'), at('Programmes'), at('EarnRules')]),
    Points: () => proxyOf(placed, 'Points.implementation'),
    Consents: () => creation('Consents', [at('Members')]),
    'Rewards.implementation': () => creation('Rewards', [at('Members'), at('Programmes'), at('Points')]),
    Rewards: () => proxyOf(placed, 'Rewards.implementation'),
  }
  return codes[step]()
}

/** Where the contract will be that an account creates with a nonce. */
export const createdAddress = (from: Hex, nonce: number): Hex =>
  getContractAddress({ from, nonce: BigInt(nonce) }).toLowerCase() as Hex

/** The addresses that calls go to, once every step is done. */
export const ledgerAddresses = (placed: Placed): LedgerAddresses => ({
  Members: need(placed, 'Members'),
  JournalAnchors: need(placed, 'JournalAnchors'),
  Programmes: need(placed, 'Programmes'),
  EarnRules: need(placed, 'EarnRules'),
  Points: need(placed, 'Points'),
  Rewards: need(placed, 'Rewards'),
  Consents: need(placed, 'Consents'),
})
