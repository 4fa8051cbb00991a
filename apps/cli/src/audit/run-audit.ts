import { auditStoredBlocks, ChainError } from '@candor/embedded-chain'
import type { LedgerReader } from '@candor/ledger'
import { auditOrganisation } from '@candor/server/links/audit'
import type { AuditReport } from '@candor/server/modules/journal/index'
import { auditLedgerIndex } from '@candor/server/modules/ledger/index'
import { keptEvidence } from '@candor/server/modules/witness/index'
import type { Config } from '@candor/server/platform/config'
import type { Database } from '@candor/server/platform/db/index'
import { withDatabase } from '../installation/database.ts'
import { organisationsMeant } from '../installation/organisation.ts'
import type { Found } from './found.ts'
import { openLedgerForAudit, type AuditLedger } from './open-ledger.ts'

/** How thoroughly, and who is told. */
export type AuditTask = {
  readonly organisations: readonly { readonly id: string; readonly slug: string; readonly name: string }[]
  readonly incremental: boolean
  readonly full: boolean
  /** Whether to note the audit, for an incremental one to go on from; yes unless said. */
  readonly save?: boolean
  /** Address of the running server, if one runs. */
  readonly server: string | undefined
  readonly onStep: (step: string) => void
}

/** What an audit looked at, and what it found. */
export type Audited = {
  readonly findings: readonly Found[]
  readonly organisations: readonly (AuditReport & { readonly slug: string; readonly name: string })[]
  /** Blocks of the embedded chain; null where the ledger is a network. */
  readonly blocks: number | null
  /** Whether the ledger could be asked. */
  readonly ledger: boolean
}

const count = (value: number): string => value.toLocaleString('en-GB')

/** Takes everything a generator yields, and what it returns. */
const drain = async <Item, Result>(all: AsyncGenerator<Item, Result>, each: (item: Item) => void): Promise<Result> => {
  for (;;) {
    const step = await all.next()
    if (step.done === true) return step.value
    each(step.value)
  }
}

const hasEmbeddedChain = async ({ owner }: Database): Promise<boolean> => {
  const { rows } = await owner.query<{ there: boolean }>("select to_regclass('chain.block') is not null as there")
  return rows[0]?.there === true
}

const checkBlocks = async (db: Database, { onStep }: AuditTask, found: Found[]): Promise<number> => {
  const client = await db.owner.connect()
  try {
    return await drain(
      auditStoredBlocks(client, (blocks) => onStep(`the ledger’s blocks: ${count(blocks)}`)),
      ({ block, table, what }) =>
        found.push({
          organisation: null,
          code: 'LEDGER_BLOCK_CHANGED',
          table,
          key: `block ${block}`,
          what,
          detail: {},
        }),
    )
  } finally {
    client.release()
  }
}

/** Opens the ledger; blocks that do not give what they say are a finding, and then there is none to ask. */
const openLedger = async (
  config: Config,
  db: Database,
  task: AuditTask,
  found: Found[],
): Promise<AuditLedger | undefined> => {
  try {
    return await openLedgerForAudit(config, db, task)
  } catch (error) {
    if (!(error instanceof ChainError) || error.code !== 'CHAIN_CORRUPT') throw error
    const named = /block (\d+)/i.exec(error.message)?.[1]
    found.push({
      organisation: null,
      code: 'LEDGER_CHAIN_CORRUPT',
      table: 'chain.block',
      key: named === undefined ? 'chain' : `block ${named}`,
      what: error.message,
      detail: {},
    })
    return undefined
  }
}

const checkIndex = async (
  db: Database,
  { connection, addresses }: AuditLedger,
  task: AuditTask,
  found: Found[],
): Promise<void> =>
  drain(
    auditLedgerIndex({
      owner: db.owner,
      connection,
      addresses,
      onProgress: (block, of) => task.onStep(`the index of the ledger: block ${count(block)} of ${count(of)}`),
    }),
    (finding) => found.push({ organisation: null, ...finding }),
  )

/** Journals of others that this installation has seen with two histories. Suspicions without proof are on the staff's page only. */
const checkWitnessed = async ({ owner }: Database, found: Found[]): Promise<void> => {
  for (const { id, origin, known, shown, proof, proven } of await keptEvidence(owner)) {
    if (!proven) continue
    found.push({
      organisation: null,
      code: 'WITNESS_TWO_HISTORIES',
      table: 'system.split_view',
      key: `evidence ${id}`,
      what: `The journal ${origin} was shown with two histories, and signed both.`,
      detail: { origin, known, shown, proof: [...proof] },
    })
  }
}

const checkOrganisations = async (
  db: Database,
  reader: LedgerReader | undefined,
  { organisations, incremental, save, onStep }: AuditTask,
  found: Found[],
): Promise<Audited['organisations']> => {
  const reports: Audited['organisations'][number][] = []
  for (const { id, slug, name } of organisations) {
    const onProgress = (done: number, of: number): void => onStep(`${name}: ${count(done)} of ${count(of)} records`)
    const report = await drain(
      auditOrganisation(db, id, reader, { incremental, onProgress, ...(save !== undefined && { save }) }),
      (finding) => found.push({ organisation: slug, ...finding }),
    )
    reports.push({ slug, name, ...report })
  }
  return reports
}

/**
 * Audits an installation: the stored blocks, the index of the ledger, and every organisation with all its modules.
 * Where the embedded ledger's own blocks were changed they are named, and nothing is compared with it any more: it
 * would not be a witness.
 * @param open gives the ledger to compare with, or notes why there is none
 */
export const auditParts = async (
  db: Database,
  task: AuditTask,
  own: boolean,
  open: (found: Found[]) => Promise<AuditLedger | undefined>,
): Promise<Audited> => {
  const found: Found[] = []
  const blocks = own && (await hasEmbeddedChain(db)) ? await checkBlocks(db, task, found) : null
  const ledger = found.length === 0 ? await open(found) : undefined
  try {
    if (ledger !== undefined) await checkIndex(db, ledger, task, found)
    const organisations = await checkOrganisations(db, ledger?.reader, task, found)
    await checkWitnessed(db, found)
    return { findings: found, organisations, blocks, ledger: ledger !== undefined }
  } finally {
    await ledger?.close()
  }
}

/** Audits an installation, with the ledger that belongs to it. Nothing is repaired. */
export const runAudit = async (config: Config, db: Database, task: AuditTask): Promise<Audited> =>
  auditParts(db, task, config.ledgerUrl === undefined, async (found) => openLedger(config, db, task, found))

/** Audits a whole installation that no server works on. */
export const auditAll = async (config: Config, onStep: (step: string) => void): Promise<Audited> =>
  withDatabase(config, async (db) =>
    runAudit(config, db, {
      organisations: await organisationsMeant(db, undefined),
      incremental: false,
      full: false,
      server: undefined,
      onStep,
    }),
  )
