import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Folder of the project. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Writes one plain line. */
export const say = (line = '') => process.stdout.write(`${line}\n`)

/** Something that a person can mend; shown without a stack. */
export class Trouble extends Error {}

/** Seconds with one decimal. */
export const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`

/** Runs a script's main function; shows trouble in plain words and ends with the exit code 1. */
export const runMain = async (main) => {
  try {
    process.exitCode = await main()
  } catch (error) {
    if (!(error instanceof Trouble)) throw error
    process.stderr.write(`\n${error.message}\n`)
    process.exitCode = 1
  }
}
