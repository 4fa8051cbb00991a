import type { Config } from '@candor/server/platform/config'
import type { Database } from '@candor/server/platform/db/index'
import { openLedgerForAudit } from '../audit/open-ledger.ts'
import { failure, usageError } from '../errors.ts'
import { withDatabase } from '../installation/database.ts'
import { organisationsMeant } from '../installation/organisation.ts'
import { runningServer } from '../installation/running.ts'
import { loyaltyAt, loyaltyThrough } from './ledger-facts.ts'
import { ownProgramme, ownRecords, type OwnProgramme } from './own-records.ts'
import type { FactsTask } from './write-facts.ts'

/** A programme that can be exported: whose it is, and everything but the folder. */
export type Source = {
  readonly name: string
  readonly task: Omit<FactsTask, 'folder'>
}

/** Where facts are taken from. */
export const sourceOptions = {
  rpc: { type: 'string', value: 'url', help: 'any node of the ledger; then no data of the company is used' },
  contract: { type: 'string', value: 'address', help: 'with --rpc: the contract that keeps the points' },
  programme: { type: 'string', value: 'number', help: 'with --rpc: number of the programme; 1 unless given' },
} as const

export type SourceValues = { readonly [Name in keyof typeof sourceOptions]?: string } & {
  readonly organisation?: string
}

const throughRpc = async ({ rpc, contract, programme = '1' }: SourceValues, onStep: FactsTask['onStep']) => {
  if (contract === undefined) {
    throw usageError(
      'The ledger alone does not say which contract keeps the points.',
      'Add --contract <address>: it stands on the member’s page of points, under technical details.',
    )
  }
  const number = Number(programme)
  if (!Number.isSafeInteger(number) || number < 1) {
    throw usageError(
      `--programme takes a whole number above 0, not ${JSON.stringify(programme)}.`,
      'For example: --programme 1',
    )
  }
  const ledger = await loyaltyThrough(rpc ?? '', contract)
  return [{ name: `programme-${number}`, task: { ledger, programme: number, onStep } }]
}

const programmesIn = async (db: Database, organisation: string | undefined): Promise<OwnProgramme[]> => {
  const found: OwnProgramme[] = []
  for (const each of await organisationsMeant(db, organisation)) {
    const programme = await ownProgramme(db, each)
    if (programme !== undefined) found.push(programme)
  }
  if (found.length > 0) return found
  throw usageError('There is no points programme yet.', 'Start the server once, or name the organisation that has one.')
}

/**
 * Opens what facts are taken from, for the time of `run`: any node of a ledger, or an installation with its books.
 * @throws CliError when it is not said clearly, or does not answer
 */
export const withSources = async <T>(
  values: SourceValues,
  settings: () => Config,
  onStep: FactsTask['onStep'],
  run: (sources: readonly Source[]) => Promise<T>,
): Promise<T> => {
  if (values.rpc !== undefined) return run(await throughRpc(values, onStep))
  if (values.contract !== undefined || values.programme !== undefined) {
    throw usageError(
      '--contract and --programme say what to ask a ledger, but no ledger was named.',
      'Add --rpc <url>.',
    )
  }
  const config = settings()
  const server = await runningServer(config)
  return withDatabase(config, async (db) => {
    const programmes = await programmesIn(db, values.organisation)
    const opened = await openLedgerForAudit(config, db, { server, full: false, onStep })
    if (opened === undefined)
      throw failure('NO_LEDGER', 'There are no contracts on the ledger yet.', 'Start the server once.')
    try {
      const ledger = await loyaltyAt(opened.connection.client, opened.addresses.Points)
      return await run(
        programmes.map((programme) => ({
          name: programme.slug,
          task: { ledger, programme: programme.number, own: ownRecords(db, programme), onStep },
        })),
      )
    } finally {
      await opened.close()
    }
  })
}
