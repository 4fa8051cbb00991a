import { mostMovedDeals, type DealPlace, type DealSettings } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import { dealErrors } from './errors.ts'
import type { DealsNeeds } from './needs.ts'
import { checkSettings, closedStages, dealSettings, stageInUse } from './settings.ts'
import type { By } from './store.ts'
import { evacuateDeal } from './work.ts'

type SettingsChange = {
  readonly version: number
  readonly settings: DealSettings
  readonly moves: readonly { readonly from: DealPlace; readonly to: DealPlace }[]
}

type Left = DealPlace & { readonly id: string }

const isAt =
  (place: DealPlace) =>
  ({ pipeline, stage }: DealPlace): boolean =>
    pipeline === place.pipeline && stage === place.stage

/** Open deals in stages that are archived; one more than can be moved at once, at most. */
const dealsLeft = async (tx: Tx, places: readonly DealPlace[]): Promise<Left[]> =>
  places.length === 0
    ? []
    : tx.rows<Left>({
        name: 'deals-of-archived-stages',
        text: `select d.id, d.pipeline, d.stage from unnest($2::text[], $3::text[]) as p(pipeline, stage)
                 join deal d on d.organisation_id = $1 and d.pipeline = p.pipeline and d.stage = p.stage
                  and d.state = 'open' and not d.removed
                order by d.id limit $4`,
        values: [
          tx.organisationId,
          places.map(({ pipeline }) => pipeline),
          places.map(({ stage }) => stage),
          mostMovedDeals + 1,
        ],
      })

const countsOf = (left: readonly Left[], homeless: readonly DealPlace[]) =>
  homeless.map((place) => ({ ...place, count: left.filter(isAt(place)).length })).filter(({ count }) => count > 0)

/** Moves deals out of stages that are archived. @returns how many */
const evacuate = async (tx: Tx, needs: DealsNeeds, { settings, moves }: SettingsChange, by: By): Promise<number> => {
  const places = closedStages(settings)
  const left = await dealsLeft(tx, places)
  const homeless = places.filter((place) => !moves.some(({ from }) => isAt(place)(from)))
  const waiting = countsOf(left, homeless)
  if (waiting.length > 0) {
    throw dealErrors.DEAL_STAGE_IN_USE(`open deals are in ${waiting.map(({ stage }) => stage).join(', ')}`, {
      stored: waiting,
    })
  }
  if (left.length > mostMovedDeals) {
    throw dealErrors.DEAL_TOO_MANY_TO_MOVE(`more than ${mostMovedDeals} open deals are in stages that are archived`)
  }
  for (const deal of left) {
    const move = moves.find(({ from }) => isAt(deal)(from))!
    const to = stageInUse(settings, move.to.pipeline, move.to.stage)
    await evacuateDeal(tx, needs, { id: deal.id, to: { pipeline: to.pipeline.key, stage: to.stage.key }, settings }, by)
  }
  return left.length
}

/**
 * Sets how the organisation sells, in one transaction with the entry that says so and with the deals that have to move.
 * @throws DEAL_SETTINGS_INVALID, DEAL_SETTINGS_CHANGED_MEANWHILE with what is stored, DEAL_STAGE_IN_USE with the number of
 *   deals by stage, DEAL_TOO_MANY_TO_MOVE, DEAL_NO_SUCH_STAGE
 */
export const setSettings = async (
  tx: Tx,
  needs: DealsNeeds,
  request: SettingsChange,
  by: By,
): Promise<{ version: number; moved: number }> => {
  const { settings } = request
  const { version } = await dealSettings.write(tx, needs.record, request, by.actor, (stored) =>
    checkSettings(settings, stored),
  )
  return { version, moved: await evacuate(tx, needs, request, by) }
}
