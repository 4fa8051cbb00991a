import { ledgerContractNames, type LedgerAddresses } from '@candor/ledger'
import type { Pool } from 'pg'
import { deployedContracts } from './deployment-store.ts'

/** What earlier starts found out: enough to say where a record is, without asking the network. */
export type KnownLedger = { readonly chainId: number; readonly addresses: LedgerAddresses }

/** The network and the contracts of an earlier start; nothing before the contracts were all there. */
export const knownLedger = async (owner: Pool): Promise<KnownLedger | undefined> => {
  const { rows } = await owner.query<{ chainId: number }>('select chain_id as "chainId" from system.ledger_network')
  const placed = (await deployedContracts(owner)).filter(({ codeHash }) => codeHash !== undefined)
  const found = new Map(placed.map(({ step, address }) => [step as string, address]))
  const [network] = rows
  if (network === undefined || ledgerContractNames.some((name) => !found.has(name))) return undefined
  const addresses = Object.fromEntries(ledgerContractNames.map((name) => [name, found.get(name)])) as LedgerAddresses
  return { chainId: network.chainId, addresses }
}
