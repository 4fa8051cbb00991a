/** How a batch says what it turned out to do, so that those behind it need not wait without reason. */
export type Turn = {
  /** It only makes customers whom no other batch speaks of: those behind may go on beside it. */
  readonly share: () => void
  /** It changes customers, so it must come after all before it. @returns whether it had to wait for any */
  readonly alone: () => Promise<boolean>
}

type UnderWay = {
  readonly keys: ReadonlySet<string>
  /** Whether those behind may go on beside it. */
  readonly shared: Promise<boolean>
  /** Whether there is more to do; rejected if it failed. */
  readonly ended: Promise<boolean>
}

/**
 * Stores batches of a file side by side where that comes to the same as one after the other: while Postgres writes one,
 * the next is put together here. A batch waits for those before it if they share a key with it, or if it or they change
 * customers who are there already.
 */
export class Lane {
  readonly #most: number
  readonly #underWay: UnderWay[] = []

  /** @param most how many batches are stored at the same time */
  constructor(most: number) {
    this.#most = most
  }

  /**
   * Begins to store a batch, as soon as there is room for it.
   * @param keys all by which its customers could be found
   * @param store gives false where nothing more is to be stored
   * @returns false when one of those before it said so; this one is not stored then
   * @throws what one of those before it threw
   */
  async enter(keys: ReadonlySet<string>, store: (turn: Turn) => Promise<boolean>): Promise<boolean> {
    // The oldest must have ended, so that what is stored has gaps near its end only.
    if (this.#underWay.length === this.#most && !(await this.#underWay.shift()!.ended)) return false
    const before = [...this.#underWay]
    const { promise: shared, resolve } = Promise.withResolvers<boolean>()
    const ended = this.#begin(keys, before, store, resolve)
    // Whoever waits for it is told; here it only must not count as unhandled.
    ended.catch(() => undefined)
    this.#underWay.push({ keys, shared, ended })
    return true
  }

  async #begin(
    keys: ReadonlySet<string>,
    before: readonly UnderWay[],
    store: (turn: Turn) => Promise<boolean>,
    decide: (shared: boolean) => void,
  ): Promise<boolean> {
    const beside: UnderWay[] = []
    try {
      for (const other of before) {
        if ((await other.shared) && other.keys.isDisjointFrom(keys)) beside.push(other)
        else if (!(await other.ended)) return false
      }
      return await store({
        share: () => decide(true),
        alone: async () => {
          decide(false)
          for (const { ended } of beside) await ended
          return beside.length > 0
        },
      })
    } finally {
      decide(false)
    }
  }

  /** Waits until nothing is under way. @returns whether there is more to do @throws what the first of them threw */
  async empty(): Promise<boolean> {
    const all = await Promise.allSettled(this.#underWay.splice(0).map(async ({ ended }) => ended))
    const failed = all.find(({ status }) => status === 'rejected')
    if (failed !== undefined) throw (failed as PromiseRejectedResult).reason
    return all.every((each) => each.status === 'fulfilled' && each.value)
  }
}
