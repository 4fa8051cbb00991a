import type { Config } from '@candor/server/platform/config'
import { folderHolder } from '@candor/server/platform/db/embedded/folder-lock'
import { socketFolder } from '@candor/server/platform/db/embedded/socket-folder'

/** Where a server of these settings listens. */
export const addressOf = ({ host, port }: Pick<Config, 'host' | 'port'>): string => {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`
}

const answers = async (url: string): Promise<boolean> =>
  fetch(`${url}/health`, { signal: AbortSignal.timeout(3000) }).then(
    (response) => response.headers.get('content-type')?.includes('json') === true,
    () => false,
  )

/**
 * Address of the server that works on an installation, or nothing when it is stopped. With the embedded Postgres the
 * data folder itself tells; with an external one, whether something answers at the address of the settings.
 */
export const runningServer = async (config: Config): Promise<string | undefined> => {
  const address = addressOf(config)
  if (config.databaseUrl !== undefined) return (await answers(address)) ? address : undefined
  return (await folderHolder(socketFolder(config.data))) === undefined ? undefined : address
}
