import type { App, Platform } from '../../platform/platform.ts'
import { registerJournalRoutes } from './routes.ts'
import { Sequencer } from './sequencer.ts'
import type { AnchorContract } from './source.ts'

/** What the journal needs of others. */
export type JournalNeeds = {
  /** The contract that keeps the roots of an organisation; nothing while there is none. */
  readonly anchorContract: (organisationId: string) => Promise<AnchorContract | undefined>
  /** Told when entries of an organisation were sealed. */
  readonly onSealed?: (organisationId: string) => void
}

/** The journal at work. Recording is `record(tx, entry)`, which needs no more than the transaction. */
export type Journal = {
  readonly sequencer: Sequencer
}

/** Public name of this installation, for the origin of new logs; nothing where it has none. */
const publicHost = (publicUrl: string): string | undefined => {
  const { host, hostname } = new URL(publicUrl)
  return hostname === 'localhost' || /^[\d.]+$|^\[/.test(hostname) ? undefined : host
}

/** Puts the journal's routes on the server, and has entries sequenced and sealed while it runs. */
export const registerJournal = (app: App, platform: Platform, needs: JournalNeeds): Journal => {
  const { db, log, events, health, config } = platform
  const sequencer = new Sequencer(db, {
    log,
    host: publicHost(config.publicUrl),
    onSealed: (organisationId, size) => {
      events.publish(organisationId, { topic: 'journal', data: { sealed: size } })
      needs.onSealed?.(organisationId)
    },
  })
  registerJournalRoutes(app, { sequencer, ...needs })
  health.add('journal', async () =>
    sequencer.failing().length === 0 ? { ok: true } : { ok: false, detail: 'a journal does not fit what was sealed' },
  )
  app.addHook('onReady', async () => sequencer.start())
  app.addHook('onClose', async () => sequencer.stop())
  return { sequencer }
}
