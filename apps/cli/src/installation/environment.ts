import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError, readConfig, type Config } from '@candor/server/platform/config'
import { exitCodes, CliError, usageError } from '../errors.ts'
import type { Io } from '../io.ts'

/**
 * Reads the settings of the installation that a command works on, from the same variables that the server reads.
 * @throws CliError (usage) naming every variable that is wrong
 */
export const readSettings = ({ env, cwd }: Pick<Io, 'env' | 'cwd'>): Config => {
  try {
    return readConfig(env, cwd)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    throw usageError('The settings are not right.', error.message)
  }
}

/** Whether there is an installation where the settings point. */
export const hasData = ({ data, databaseUrl }: Config): boolean =>
  databaseUrl !== undefined || existsSync(join(data, 'postgres'))

/** As {@link readSettings}. @throws CliError when there is no installation */
export const existingSettings = (io: Pick<Io, 'env' | 'cwd'>): Config => {
  const config = readSettings(io)
  if (hasData(config)) return config
  throw new CliError(
    'NO_DATA',
    `There is no Candor data in ${config.data}.`,
    'Run this in the project folder, or set CANDOR_DATA to the data folder (or DATABASE_URL to its database).',
    exitCodes.usage,
  )
}
