import { setTimeout as wait } from 'node:timers/promises'
import { failure } from '../errors.ts'

const again = 1_000

/**
 * Asks a server, and asks again while it cannot be reached: it may be starting anew, and goes on with its work then.
 * @param patience milliseconds
 * @throws what it answers; CliError SERVER_GONE when it stays away
 */
export const patiently = async <Answer>(ask: () => Promise<Answer>, patience = 300_000): Promise<Answer> => {
  const until = Date.now() + patience
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      // Of `fetch`, this is an answer that never came.
      if (!(error instanceof TypeError)) throw error
      if (Date.now() >= until) {
        const remedy = 'Start it. What was begun goes on by itself; run the command again to see how it ended.'
        throw failure('SERVER_GONE', 'The server does not answer any more.', remedy, error)
      }
    }
    await wait(again)
  }
}
