import type { JournalSource } from '@candor/api'
import { logIdOf } from '@candor/journal'
import type { Database, Tx } from '../../platform/db/index.ts'
import { journalErrors } from './errors.ts'
import { logKeys } from './log-key.ts'

/** The contract that keeps the roots, and the chain it is on. */
export type AnchorContract = { readonly chainId: number; readonly contract: `0x${string}` }

/** The organisation that a public question is about: the only one, unless it says which. */
export const publicOrganisation = async (db: Database, organisationId: string | undefined): Promise<string> => {
  if (organisationId !== undefined) return organisationId
  const [only, another] = await db.organisationIds()
  if (only !== undefined && another === undefined) return only
  const detail = 'query.organisationId: there is more than one organisation, say which'
  throw journalErrors.JOURNAL_ORGANISATION_NEEDED(detail, {
    errors: [{ path: '/query/organisationId', message: 'say which organisation' }],
  })
}

/**
 * What somebody needs to check receipts of an organisation by themselves.
 * @throws JOURNAL_EMPTY while the log has not begun or no contract keeps its roots
 */
export const sourceOf = async (tx: Tx, anchors: AnchorContract | undefined): Promise<JournalSource> => {
  const keys = await logKeys(tx)
  const [newest] = keys
  if (newest === undefined) throw journalErrors.JOURNAL_EMPTY('the log of this organisation has not begun')
  if (anchors === undefined) throw journalErrors.JOURNAL_EMPTY('no contract keeps the roots of this log yet')
  return {
    organisationId: tx.organisationId,
    origin: newest.origin,
    journalKey: newest.vkey,
    journalKeys: keys.map(({ vkey }) => vkey),
    log: logIdOf(newest.origin),
    chainId: anchors.chainId,
    contract: anchors.contract,
  }
}
