import { build, type Candor } from '@candor/server'
import type { Config } from '@candor/server/platform/config'

/**
 * Runs the server inside this process, without listening and without its log on the screen, for the time of `run`.
 * @throws StartError when it cannot start
 */
export const withServerInside = async <T>(config: Config, run: (candor: Candor) => Promise<T>): Promise<T> => {
  const candor = await build({ ...config, demo: false, logLevel: 'silent' })
  try {
    return await run(candor)
  } finally {
    await candor.app.close()
  }
}
