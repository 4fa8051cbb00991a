import type { Tx } from '../../../platform/db/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { ImportsNeeds } from '../needs.ts'
import { updatePoints } from './endings.ts'
import { announce } from './progress.ts'

const interval = 1000

const waitingImports = async (tx: Tx): Promise<string[]> => {
  const rows = await tx.rows<{ id: string }>({
    name: 'imports-waiting-for-points',
    text: `select id from import_run where organisation_id = $1 and state = 'running' and phase = 'points'`,
    values: [tx.organisationId],
  })
  return rows.map(({ id }) => id)
}

/**
 * Follows the points of finished imports. They come at the ledger's pace, which may be a stalled one's, so nothing
 * waits for them: once a second it is looked how many there are.
 */
export class PointsWatch {
  readonly #platform: Platform
  readonly #needs: ImportsNeeds
  readonly #organisations = new Set<string>()
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined

  constructor(platform: Platform, needs: ImportsNeeds) {
    this.#platform = platform
    this.#needs = needs
  }

  /** An import of this organisation may wait for points from now on. */
  add(organisationId: string): void {
    this.#organisations.add(organisationId)
  }

  async start(): Promise<void> {
    for (const id of await this.#platform.db.organisationIds()) this.add(id)
    this.#timer = setInterval(() => {
      this.#looking ??= this.#look()
        .catch((error: unknown) => this.#platform.log.warn({ err: error }, 'points of imports could not be counted'))
        .finally(() => (this.#looking = undefined))
    }, interval).unref()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#looking
  }

  async #look(): Promise<void> {
    const { db } = this.#platform
    for (const organisationId of this.#organisations) {
      const waiting = await db.inOrganisation(organisationId, waitingImports)
      if (waiting.length === 0) this.#organisations.delete(organisationId)
      for (const id of waiting) {
        const changed = await db.inOrganisation(organisationId, async (tx) => updatePoints(tx, this.#needs, id))
        if (changed) await announce(this.#platform, this.#needs, organisationId, id)
      }
    }
  }
}
