import { auditStoredBlocks, ChainError } from '@candor/embedded-chain'
import { auditOrganisation } from '@candor/server/links/audit'
import type { AuditReport } from '@candor/server/modules/journal/index'
import { auditLedgerIndex } from '@candor/server/modules/ledger/index'
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

const checkIndex = async (db: Database, { connection, addresses }: AuditLedger, task: AuditTask, found: Found[]) =>
  drain(
    auditLedgerIndex({
      owner: db.owner,
      connection,
      addresses,
      onProgress: (block, of) => task.onStep(`the index of the ledger: block ${count(block)} of ${count(of)}`),
    }),
    (finding) => found.push({ organisation: null, ...finding }),
  )

/**
 * Audits an installation: the stored blocks, the index of the ledger, and every organisation with all its modules.
 * Nothing is repaired.
 */
export const runAudit = async (config: Config, db: Database, task: AuditTask): Promise<Audited> => {
  const found: Found[] = []
  const own = config.ledgerUrl === undefined && (await hasEmbeddedChain(db))
  const blocks = own ? await checkBlocks(db, task, found) : null
  const ledger = await openLedger(config, db, task, found)
  try {
    if (ledger !== undefined) await checkIndex(db, ledger, task, found)
    const organisations: Audited['organisations'][number][] = []
    for (const { id, slug, name } of task.organisations) {
      const report = await drain(
        auditOrganisation(db, id, ledger?.reader, {
          incremental: task.incremental,
          onProgress: (done, of) => task.onStep(`${name}: ${count(done)} of ${count(of)} records`),
        }),
        (finding) => found.push({ organisation: slug, ...finding }),
      )
      organisations.push({ slug, name, ...report })
    }
    return { findings: found, organisations, blocks, ledger: ledger !== undefined }
  } finally {
    await ledger?.close()
  }
}

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
