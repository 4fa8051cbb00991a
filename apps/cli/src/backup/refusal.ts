import { BackupError } from '@candor/server/platform/backup/index'
import { CliError, exitCodes } from '../errors.ts'

/** Runs `run`; what the backup refuses becomes a refusal of the command, with its reason and remedy. */
export const refusing = async <T>(run: () => Promise<T>): Promise<T> => {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof BackupError)) throw error
    throw new CliError(error.code, error.message, error.remedy, exitCodes.finding, error)
  }
}

/** A size for people. */
export const bytesInWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
