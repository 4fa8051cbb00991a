import {
  ledgerContractNames,
  type LedgerContract,
  type LedgerMember,
  type ledgerRoutes,
  type RouteOutput,
} from '@candor/api'
import type { DeployedContract } from '@candor/ledger/node'
import type { Pool } from 'pg'
import type { Tx } from '../../../platform/db/index.ts'
import type { Ledger } from '../ledger.ts'
import { ownMembers } from '../members.ts'
import { deployedContracts } from '../network/deployment-store.ts'
import { indexedBlock } from '../projection/cursor.ts'
import { blockSummary } from './blocks.ts'
import { readNames } from './names.ts'

/** The contracts that calls go to, with the code behind those that can be replaced. */
const contractsFrom = (deployed: readonly DeployedContract[]): LedgerContract[] => {
  const byStep = new Map(deployed.map((contract) => [contract.step as string, contract]))
  return ledgerContractNames.flatMap((name) => {
    const contract = byStep.get(name)
    const implementation = byStep.get(`${name}.implementation`)
    if (contract?.codeHash === undefined) return []
    const { address, codeHash, blockNumber } = contract
    return { name, address, codeHash, implementation: implementation?.address ?? null, blockNumber: blockNumber ?? 0 }
  })
}

const membersFrom = async (tx: Tx, owner: Pool): Promise<LedgerMember[]> => {
  const [{ members }, own] = await Promise.all([readNames(owner), ownMembers(tx)])
  const numbers = new Set(own.map(({ number }) => number))
  return [...members.values()].flatMap(({ number, name, state, admittedAt }) =>
    state === 'none' ? [] : { number, name, state, admittedAt: admittedAt.toISOString(), own: numbers.has(number) },
  )
}

const callCounts = async (tx: Tx): Promise<{ pending: number; failed: number }> =>
  tx.one<{ pending: number; failed: number }>({
    name: 'ledger-call-counts',
    text: `select (select count(*) from ledger_call where organisation_id = $1 and state in ('queued', 'sent')) as pending,
                  (select count(*) from ledger_call where organisation_id = $1 and state = 'failed') as failed`,
    values: [tx.organisationId],
  })

const anchorCount = async (owner: Pool): Promise<number> => {
  const { rows } = await owner.query<{ anchors: number }>({
    name: 'ledger-anchor-count',
    text: `select count(*) as anchors from system.ledger_log where event = 'Anchored'`,
  })
  return rows[0]?.anchors ?? 0
}

/** The ledger at a glance. A ledger that does not answer shows as such, not as an error. */
export const overviewOf = async (
  tx: Tx,
  owner: Pool,
  ledger: Ledger,
): Promise<RouteOutput<typeof ledgerRoutes.overview>> => {
  const { absence, stalledSince } = ledger
  const connection = absence === undefined ? ledger.connection : undefined
  const head = connection === undefined ? null : connection.client.getBlock().then(blockSummary, () => null)
  const [newest, indexed, contracts, members, anchors, calls] = await Promise.all([
    head,
    indexedBlock(owner),
    deployedContracts(owner),
    membersFrom(tx, owner),
    anchorCount(owner),
    callCounts(tx),
  ])
  return {
    chainId: ledger.isPlaced ? ledger.chainId : null,
    embedded: connection?.embedded ?? false,
    head: newest,
    indexedBlock: indexed ?? 0,
    contracts: contractsFrom(contracts),
    members,
    anchors,
    pendingCalls: calls.pending,
    failedCalls: calls.failed,
    stalled: stalledSince !== undefined || newest === null,
    stalledSince: stalledSince?.toISOString() ?? null,
    absent: absence === undefined ? null : { since: absence.since.toISOString(), reason: absence.reason },
  }
}
