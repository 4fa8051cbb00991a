import type { ScoringModel } from '@candor/matching'
import type { Tx } from '../../platform/db/index.ts'

/** The weights that the newest comparison learnt; nothing before the first one. */
export const learntModel = async (tx: Tx): Promise<ScoringModel | undefined> =>
  (
    await tx.maybe<{ model: ScoringModel }>({
      name: 'duplicate-model',
      text: 'select model from duplicate_model where organisation_id = $1',
      values: [tx.organisationId],
    })
  )?.model

/** Puts newly learnt weights in the place of the old ones. */
export const saveModel = async (tx: Tx, model: ScoringModel, scanId: string): Promise<void> => {
  await tx.rows({
    name: 'duplicate-model-save',
    text: `insert into duplicate_model (organisation_id, model, scan_id) values ($1, $2, $3)
           on conflict (organisation_id) do update set model = excluded.model, scan_id = excluded.scan_id, created_at = now()`,
    values: [tx.organisationId, JSON.stringify(model), scanId],
  })
}
