import type { EntryState } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'

/** How far a log has come: leaves with a position, under a signed checkpoint, on the ledger, and past reorganisation. */
export type LogProgress = {
  readonly sequenced: number
  readonly sealed: number
  readonly anchored: number
  readonly final: number
}

/** Reads the {@link LogProgress} of the organisation; four look-ups at the end of an index each. */
export const logProgress = async (tx: Tx): Promise<LogProgress> =>
  tx.one({
    name: 'journal-progress',
    text: `select
      (select coalesce(max(leaf_index) + 1, 0) from journal_leaf where organisation_id = $1) as sequenced,
      (select coalesce(max(size), 0) from journal_checkpoint where organisation_id = $1) as sealed,
      (select coalesce(max(size), 0) from journal_anchor
        where organisation_id = $1 and transaction_hash is not null) as anchored,
      (select coalesce(max(size), 0) from journal_anchor where organisation_id = $1 and final) as final`,
    values: [tx.organisationId],
  })

/** State of an entry by its position. */
export const stateOf = (leafIndex: number | null, { sealed, anchored, final }: LogProgress): EntryState => {
  if (leafIndex === null) return 'recorded'
  if (leafIndex < final) return 'final'
  if (leafIndex < anchored) return 'anchored'
  return leafIndex < sealed ? 'sealed' : 'sequenced'
}
