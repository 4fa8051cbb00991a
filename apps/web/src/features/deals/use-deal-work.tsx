import {
  ApiError,
  dealRoutes,
  type Deal,
  type DealChangesInput,
  type DealOutcome,
  type DealStage,
  type RouteInput,
} from '@candor/api'
import { describeProblem, uiTexts } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useRef } from 'react'
import { call } from '../../lib/api.ts'
import { useBilingual } from '../../lib/own-fields.ts'
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
  const ui = uiTexts.useTexts()
  const say = useBilingual()
  const { message } = App.useApp()
  const refresh = useDealsRefresh()
  const count = useRef(0)

  const complain = (error: unknown) => {
    void message.error(describeProblem(error, ui).message, 6)
    if (error instanceof ApiError && error.problem.status === 409) void refresh()
  }

  const tell = (said: string, undo?: () => Promise<unknown>) => {
    count.current += 1
    const key = `deal-${count.current}`
    const take = () => {
      message.destroy(key)
      undo?.().then(refresh).catch(complain)
    }
    void message.success({
      key,
      duration: undo ? 8 : 3,
      content: (
        <>
          {said}
          {undo && (
            <Button type="link" size="small" onClick={take}>
              {ui('action.undo')}
            </Button>
          )}
        </>
      ),
    })
  }

  const move = async ({ id, version, pipeline, stage }: Deal, to: DealStage, changes: DealChangesInput) => {
    const params = { id }
    const moved = await call(dealRoutes.move, { params, body: { version, pipeline, stage: to.key, changes } })
    tell(t('said.moved', { stage: say(to.name) }), () =>
      call(dealRoutes.move, { params, body: { version: moved.version, pipeline, stage } }),
    )
  }
  const close = async ({ id, version }: Deal, outcome: DealOutcome, ending: Ending) => {
    const params = { id }
    const closed = await call(dealRoutes.close, { params, body: { version, outcome, ...ending } })
    tell(t(`said.${outcome}`), () => call(dealRoutes.reopen, { params, body: { version: closed.version } }))
  }
  const reopen = async ({ id, version, state, reason, reasonText, competitor }: Deal) => {
    const params = { id }
    const opened = await call(dealRoutes.reopen, { params, body: { version } })
    const outcome = state === 'won' ? 'won' : 'lost'
    tell(t('said.reopened'), () =>
      call(dealRoutes.close, {
        params,
        body: { version: opened.version, outcome, reason, reasonText, competitor },
      }),
    )
  }
  const remove = async ({ id, version }: Deal) => {
    const params = { id }
    const removed = await call(dealRoutes.remove, { params, body: { version } })
    tell(t('said.removed'), () => call(dealRoutes.restore, { params, body: { version: removed.version } }))
  }
  const restore = async ({ id, version }: Deal) => {
    const params = { id }
    const restored = await call(dealRoutes.restore, { params, body: { version } })
    tell(t('said.restored'), () => call(dealRoutes.remove, { params, body: { version: restored.version } }))
  }
  const change = async ({ id, version }: Deal, changes: DealChangesInput, field: string, before: DealChangesInput) => {
    const params = { id }
    const saved = await call(dealRoutes.update, { params, body: { version, changes } })
    tell(t('said.saved', { field }), () =>
      call(dealRoutes.update, { params, body: { version: saved.version, changes: before } }),
    )
  }

  const work = useMutation({
    mutationFn: (run: () => Promise<void>) => run(),
    onSuccess: refresh,
    onError: complain,
  })
  return {
    busy: work.isPending,
    move: (deal: Deal, to: DealStage, changes: DealChangesInput = {}) => work.mutate(() => move(deal, to, changes)),
    close: (deal: Deal, outcome: DealOutcome, ending: Ending) => work.mutate(() => close(deal, outcome, ending)),
    reopen: (deal: Deal) => work.mutate(() => reopen(deal)),
    remove: (deal: Deal) => work.mutate(() => remove(deal)),
    restore: (deal: Deal) => work.mutate(() => restore(deal)),
    change: (deal: Deal, changes: DealChangesInput, field: string, before: DealChangesInput) =>
      work.mutate(() => change(deal, changes, field, before)),
    refresh,
  }
}
export type DealWork = ReturnType<typeof useDealWork>
