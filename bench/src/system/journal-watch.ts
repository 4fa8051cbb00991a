import { openStore, type Store } from '@candor/server/platform/db/store'

const pause = async (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })

/** A connection of one's own to the database of a running server. */
export const openBeside = async (data: string): Promise<Store> =>
  openStore({ data, databaseUrl: process.env['DATABASE_URL'], attach: true, poolSize: { owner: 4, app: 1 } })

type State = { readonly waiting: boolean; readonly leaves: number; readonly sealed: number }

/** How many leaves there are and how many a checkpoint covers. */
export const journalState = async ({ owner }: Store): Promise<State> => {
  const { rows } = await owner.query<State>(
    `select exists (select from journal_pending) as waiting,
            coalesce((select max(leaf_index) + 1 from journal_leaf), 0) as leaves,
            coalesce((select max(size) from journal_checkpoint), 0) as sealed`,
  )
  return rows[0]!
}

/** Waits until every entry is covered by a checkpoint. @throws Error after a minute */
export const untilSealed = async (store: Store): Promise<void> => {
  for (let waited = 0; waited < 60_000; waited += 20) {
    const { waiting, leaves, sealed } = await journalState(store)
    if (!waiting && leaves === sealed) return
    await pause(20)
  }
  throw new Error('the journal was not sealed within a minute')
}

/** A checkpoint, and when it could first be seen: milliseconds since 1970. */
export type Sighting = { readonly size: number; readonly at: number }

/** Looks out for new checkpoints until told to stop; a look every few milliseconds bounds how late one is noticed. */
export const watchCheckpoints = (store: Store): { stop(): Promise<readonly Sighting[]> } => {
  const stopped = new AbortController()
  const seen: Sighting[] = []
  const watching = (async () => {
    while (!stopped.signal.aborted) {
      const { rows } = await store.owner.query<{ size: number }>({
        name: 'bench-newest-checkpoint',
        text: 'select coalesce(max(size), 0) as size from journal_checkpoint',
      })
      const size = rows[0]?.size ?? 0
      if (size > (seen.at(-1)?.size ?? 0)) seen.push({ size, at: performance.timeOrigin + performance.now() })
      await pause(3)
    }
  })()
  return {
    stop: async () => {
      stopped.abort()
      await watching
      return seen
    },
  }
}
