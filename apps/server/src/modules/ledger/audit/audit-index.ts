import type { LedgerAddresses } from '@candor/ledger'
import { fetchLogs, type IndexedBlock, type IndexedLog, type LedgerConnection } from '@candor/ledger/node'
import type { Pool } from 'pg'
import { keccak256 } from 'viem'
import { bytesOf, hexOf } from '../../../platform/hex.ts'
import { deployedContracts } from '../network/deployment-store.ts'
import { logColumns, logFrom, type LogRow } from '../network/logs.ts'
import { finding, type Finding } from './finding.ts'

/** What the audit of the index looks at. */
export type IndexAudit = {
  readonly owner: Pool
  /** A way to the chain that is trusted more than our copy of its events. */
  readonly connection: LedgerConnection
  readonly addresses: LedgerAddresses
  readonly onProgress?: (block: number, of: number) => void
}

const span = 500
const table = 'system.ledger_log'

const keyOf = ({ blockNumber, logIndex }: { blockNumber: number; logIndex: number }): string =>
  `block ${blockNumber}, event ${logIndex}`

type Stored = {
  readonly log: IndexedLog
  readonly member: number | null
  readonly programme: number | null
  readonly reference: string | null
}

/** What is compared of an event: all that was copied from the chain. */
const said = (log: IndexedLog): Record<string, string> => ({
  contract: log.contract,
  event: log.event,
  topics: log.topics.join(' '),
  data: log.data,
  blockHash: log.blockHash,
  blockTime: log.blockTime.toISOString(),
  transactionHash: log.transactionHash,
  transactionIndex: String(log.transactionIndex),
  input: log.input ?? '',
})

/** Whom an event is about, as it is found by: read from the event again. */
const concerns = ({ args }: IndexedLog): Omit<Stored, 'log'> => {
  const number = (...names: readonly string[]): number | null => {
    const name = names.find((each) => typeof args[each] === 'number')
    return name === undefined ? null : Number(args[name])
  }
  return {
    member: number('member', 'merchant', 'operator'),
    programme: number('programme'),
    reference: typeof args['ref'] === 'string' ? args['ref'] : null,
  }
}

const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 77)}…` : text)

const compareEvent = (kept: Stored, onChain: IndexedLog): Finding[] => {
  const [here, there] = [
    { ...said(kept.log), ...concerns(kept.log) },
    { ...said(onChain), ...concerns(onChain) },
  ] as Record<string, string | number | null>[]
  Object.assign(here!, { member: kept.member, programme: kept.programme, reference: kept.reference })
  const differing = Object.keys(there!).filter((name) => here![name] !== there![name])
  if (differing.length === 0) return []
  const detail = Object.fromEntries(
    differing.map((name) => [name, { ledger: short(String(there![name])), kept: short(String(here![name])) }]),
  )
  return [
    finding(
      'LEDGER_EVENT_CHANGED',
      table,
      keyOf(onChain),
      'An event is kept otherwise than the ledger has it.',
      detail,
    ),
  ]
}

const compareSpan = (kept: readonly Stored[], onChain: readonly IndexedLog[]): Finding[] => {
  const there = new Map(onChain.map((log) => [keyOf(log), log]))
  const here = new Map(kept.map((stored) => [keyOf(stored.log), stored]))
  const changed = kept.flatMap((stored) => {
    const log = there.get(keyOf(stored.log))
    if (log !== undefined) return compareEvent(stored, log)
    const what = 'An event is kept that the ledger does not have.'
    return [finding('LEDGER_EVENT_FOREIGN', table, keyOf(stored.log), what, { event: stored.log.event })]
  })
  const missing = onChain
    .filter((log) => !here.has(keyOf(log)))
    .map((log) =>
      finding('LEDGER_EVENT_MISSING', table, keyOf(log), 'An event of the ledger is not kept.', { event: log.event }),
    )
  return [...changed, ...missing]
}

type StoredRow = LogRow & { member: number | null; programme: number | null; reference: Buffer | null }

const keptIn = async (owner: Pool, from: number, to: number): Promise<Stored[]> => {
  const { rows } = await owner.query<StoredRow>({
    name: 'ledger-audit-logs',
    text: `select ${logColumns}, member, programme, reference from system.ledger_log
            where block_number between $1 and $2 order by block_number, log_index`,
    values: [from, to],
  })
  return rows.map((row) => ({
    log: logFrom(row),
    member: row.member,
    programme: row.programme,
    reference: row.reference === null ? null : hexOf(row.reference),
  }))
}

const newestIndexed = async (owner: Pool): Promise<IndexedBlock | undefined> => {
  const { rows } = await owner.query<{ number: number; hash: Buffer }>(
    'select number, hash from system.ledger_block order by number desc limit 1',
  )
  const [row] = rows
  return row === undefined ? undefined : { number: row.number, hash: hexOf(row.hash) }
}

const blockAt = async ({ client }: LedgerConnection, number: number): Promise<IndexedBlock | undefined> => {
  const block = await client.getBlock({ blockNumber: BigInt(number) }).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'BlockNotFoundError') return undefined
    throw error
  })
  return block === undefined || block.hash === null ? undefined : { number, hash: block.hash }
}

/** The code of each contract, as it was when it was put there. */
const checkContracts = async ({ owner, connection }: IndexAudit): Promise<Finding[]> => {
  const findings: Finding[] = []
  for (const { step, address, codeHash } of await deployedContracts(owner)) {
    const code = await connection.client.getCode({ address })
    const found = code === undefined ? null : keccak256(code)
    if (codeHash === undefined || found === codeHash) continue
    const what = 'A contract on the ledger is not what it was when it was deployed.'
    findings.push(
      finding('LEDGER_CONTRACT_DIFFERS', 'system.ledger_contract', step, what, { deployed: codeHash, found }),
    )
  }
  return findings
}

/** Blocks of which the hash is kept, against the chain's. */
const checkBlocks = async ({ owner, connection }: IndexAudit, newest: IndexedBlock): Promise<Finding[]> => {
  const onChain = await blockAt(connection, newest.number)
  if (onChain?.hash === newest.hash) return []
  const what =
    onChain === undefined
      ? `The ledger ends before block ${newest.number}, which was indexed.`
      : `The ledger has another block ${newest.number} than was indexed.`
  const { rows } = await owner.query('select from system.ledger_log where block_hash = $1', [bytesOf(newest.hash)])
  const detail = { indexed: newest.hash, ledger: onChain?.hash ?? null, events: rows.length }
  return [finding('LEDGER_HISTORY_DIFFERS', 'system.ledger_block', `block ${newest.number}`, what, detail)]
}

/**
 * Compares everything that was indexed from the ledger with the ledger itself, event by event.
 * @yields each event that is kept otherwise, is missing, or is not on the ledger
 */
export async function* auditLedgerIndex(audit: IndexAudit): AsyncGenerator<Finding, void> {
  const { owner, connection, addresses, onProgress } = audit
  yield* await checkContracts(audit)
  const newest = await newestIndexed(owner)
  if (newest === undefined) return
  const history = await checkBlocks(audit, newest)
  yield* history
  for (let from = 0; from <= newest.number; from += span) {
    const to = Math.min(newest.number, from + span - 1)
    const last = await blockAt(connection, to)
    const onChain = last === undefined ? [] : await fetchLogs(connection, addresses, from, last)
    yield* compareSpan(await keptIn(owner, from, to), onChain ?? [])
    onProgress?.(to, newest.number)
  }
}
