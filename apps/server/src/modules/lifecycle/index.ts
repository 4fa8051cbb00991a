import type { LifecycleRules } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import type { App, Platform } from '../../platform/platform.ts'
import { defaultRules } from './defaults.ts'
import { lookAtAllJob } from './look-at-all.ts'
import type { ChangeListener, LifecycleNeeds } from './needs.ts'
import { markPending, noteVisits } from './pending.ts'
import { registerLifecycleRoutes } from './routes.ts'
import { currentRules, saveRules } from './rules.ts'
import { LifecycleWorker } from './worker.ts'

export { eraseLifecycle } from './erase.ts'
export { lifecycleAuditor } from './audit.ts'
export { defaultRules, rulesForSample } from './defaults.ts'
export type { Change, ChangeListener, LifecycleNeeds } from './needs.ts'
export { appendOnlyTables } from './schema.ts'

/** What others may use of stages and classes. */
export type Lifecycle = {
  /** Has customers looked at a moment after the caller's transaction commits. Nothing where there are no rules. */
  readonly touch: (tx: Tx, customerIds: readonly string[]) => Promise<void>
  /** Notes when customers were last seen on a website or in an app. */
  readonly seen: (tx: Tx, seen: readonly { readonly customerId: string; readonly at: Date }[]) => Promise<void>
  /** Begins with rules where there are none. @returns the version that counts */
  readonly ensureRules: (tx: Tx, actor: string, rules?: LifecycleRules) => Promise<number>
  /** Before the server is ready: from then on told of every change, within the transaction that makes it. */
  readonly onChange: (listener: ChangeListener) => void
}

/** Puts the module's routes on the server, and has customers looked at while it runs. */
export const registerLifecycle = (app: App, { db, jobs, events, log }: Platform, needs: LifecycleNeeds): Lifecycle => {
  const listeners: ChangeListener[] = []
  const all = jobs.define<object, { after: string }, { customers: number }>(
    'lifecycle.look-at-all',
    {},
    lookAtAllJob(db, () => worker.wake()),
  )
  const lookAtAll = async (tx: Tx): Promise<void> => {
    await all.send(tx, {}, 'system')
  }
  const worker = new LifecycleWorker(db, needs, lookAtAll, {
    log,
    listeners,
    onChanged: (organisationId, changes) => events.publish(organisationId, { topic: 'lifecycle', data: { changes } }),
  })
  const wakeAfter = (tx: Tx): void => tx.afterCommit(() => worker.wake())
  const save = async (tx: Tx, based: number, rules: LifecycleRules, actor: string): Promise<number> => {
    const version = await saveRules(tx, needs, based, rules, actor)
    // The worker finds boundaries for the new version missing, and has everybody looked at.
    wakeAfter(tx)
    return version
  }
  const ensure = async (tx: Tx, actor: string, rules: LifecycleRules = defaultRules): Promise<number> =>
    (await currentRules(tx))?.version ?? save(tx, 0, rules, actor)
  registerLifecycleRoutes(app, needs, { save, ensure })
  app.addHook('onReady', async () => worker.start())
  app.addHook('onClose', async () => worker.stop())
  return {
    touch: async (tx, customerIds) => {
      await markPending(tx, customerIds)
      wakeAfter(tx)
    },
    seen: async (tx, seen) => {
      await noteVisits(tx, seen)
      wakeAfter(tx)
    },
    ensureRules: ensure,
    onChange: (listener) => {
      listeners.push(listener)
    },
  }
}
