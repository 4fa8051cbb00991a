import {
  dealRoutes,
  type Deal,
  type DealChangesInput,
  type DealOutcome,
  type DealStage,
  type RouteInput,
} from '@candor/api'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { useBilingual } from '../../lib/own-fields.ts'
import { useWork } from '../../lib/use-work.ts'
import { dealsTexts } from './deals-texts.ts'
import { dealsKey } from './queries.ts'

/** How a deal ends, as the form says it. */
export type Ending = Omit<RouteInput<typeof dealRoutes.close>['body'], 'version' | 'outcome'>

/** Asks again for everything that tells of deals, their customers' histories included. */
export const useDealsRefresh = () => {
  const client = useQueryClient()
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: dealsKey }),
      client.invalidateQueries({ queryKey: ['customers', 'timeline'] }),
      client.invalidateQueries({ queryKey: ['companies', 'timeline'] }),
    ])
}

/** What can be done with a deal; each says what happened and offers to undo it. */
export const useDealWork = () => {
  const t = dealsTexts.useTexts()
  const say = useBilingual()
  const refresh = useDealsRefresh()
  const { busy, run, done } = useWork(refresh)

  const move = async ({ id, version, pipeline, stage }: Deal, to: DealStage, changes: DealChangesInput) => {
    const params = { id }
    const moved = await call(dealRoutes.move, { params, body: { version, pipeline, stage: to.key, changes } })
    done(t('said.moved', { stage: say(to.name) }), () =>
      call(dealRoutes.move, { params, body: { version: moved.version, pipeline, stage } }),
    )
  }
  const close = async ({ id, version }: Deal, outcome: DealOutcome, ending: Ending) => {
    const params = { id }
    const closed = await call(dealRoutes.close, { params, body: { version, outcome, ...ending } })
    done(t(`said.${outcome}`), () => call(dealRoutes.reopen, { params, body: { version: closed.version } }))
  }
  const reopen = async ({ id, version, state, reason, reasonText, competitor }: Deal) => {
    const params = { id }
    const opened = await call(dealRoutes.reopen, { params, body: { version } })
    const outcome = state === 'won' ? 'won' : 'lost'
    done(t('said.reopened'), () =>
      call(dealRoutes.close, {
        params,
        body: { version: opened.version, outcome, reason, reasonText, competitor },
      }),
    )
  }
  const remove = async ({ id, version }: Deal) => {
    const params = { id }
    const removed = await call(dealRoutes.remove, { params, body: { version } })
    done(t('said.removed'), () => call(dealRoutes.restore, { params, body: { version: removed.version } }))
  }
  const restore = async ({ id, version }: Deal) => {
    const params = { id }
    const restored = await call(dealRoutes.restore, { params, body: { version } })
    done(t('said.restored'), () => call(dealRoutes.remove, { params, body: { version: restored.version } }))
  }
  const change = async ({ id, version }: Deal, changes: DealChangesInput, field: string, before: DealChangesInput) => {
    const params = { id }
    const saved = await call(dealRoutes.update, { params, body: { version, changes } })
    done(t('said.saved', { field }), () =>
      call(dealRoutes.update, { params, body: { version: saved.version, changes: before } }),
    )
  }

  return {
    busy,
    move: (deal: Deal, to: DealStage, changes: DealChangesInput = {}) => run(() => move(deal, to, changes)),
    close: (deal: Deal, outcome: DealOutcome, ending: Ending) => run(() => close(deal, outcome, ending)),
    reopen: (deal: Deal) => run(() => reopen(deal)),
    remove: (deal: Deal) => run(() => remove(deal)),
    restore: (deal: Deal) => run(() => restore(deal)),
    change: (deal: Deal, changes: DealChangesInput, field: string, before: DealChangesInput) =>
      run(() => change(deal, changes, field, before)),
    refresh,
  }
}
export type DealWork = ReturnType<typeof useDealWork>
