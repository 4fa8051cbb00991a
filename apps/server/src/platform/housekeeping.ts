import { refreshStatistics } from './db/statistics.ts'
import type { Database, Tx } from './db/types.ts'
import type { Log } from './platform.ts'

/** Removes what has served its time, in one organisation. */
export type Chore = (tx: Tx) => Promise<unknown>

const hour = 3_600_000
/** After this time a start has done what cannot wait (milliseconds). */
const settled = 5_000

/** Answers kept for `Idempotency-Key` are forgotten after a day. */
export const forgetOldAnswers: Chore = async (tx) =>
  tx.rows({
    text: `delete from idempotency_key where organisation_id = $1 and created_at < now() - interval '24 hours'`,
    values: [tx.organisationId],
  })

/** Does every chore in every organisation once. */
export const tidy = async (db: Database, chores: readonly Chore[]): Promise<void> => {
  for (const organisationId of await db.organisationIds()) {
    for (const chore of chores) await db.inOrganisation(organisationId, chore)
  }
}

/**
 * Tidies every hour. What Postgres knows of its tables is seen to soon after the start too, since a crash makes it forget.
 * @returns stops it and waits for a round under way
 */
export const keepTidy = (db: Database, log: Log, chores: readonly Chore[]): (() => Promise<void>) => {
  let round: Promise<void> = Promise.resolve()
  const begin = (work: () => Promise<void>): void => {
    round = work().catch((error: unknown) => log.error({ err: error }, 'tidying failed'))
  }
  const first = setTimeout(() => begin(async () => refreshStatistics(db.owner)), settled).unref()
  const timer = setInterval(() => {
    begin(async () => {
      await tidy(db, chores)
      await refreshStatistics(db.owner)
    })
  }, hour).unref()
  return async () => {
    clearTimeout(first)
    clearInterval(timer)
    await round
  }
}
