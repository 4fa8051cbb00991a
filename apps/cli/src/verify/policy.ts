import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { JournalFormatError, parsePolicy, type WitnessPolicy } from '@candor/journal'
import { usageError } from '../errors.ts'

/**
 * Reads the policy that the person gives.
 * @throws CliError (usage) for what is no policy
 */
export const trustedPolicy = (path: string, cwd: string): WitnessPolicy => {
  const file = resolve(cwd, path)
  if (!existsSync(file)) throw usageError(`There is no ${path}.`, 'Give a policy file (C2SP tlog-policy).')
  try {
    return parsePolicy(readFileSync(file, 'utf8'))
  } catch (error) {
    if (!(error instanceof JournalFormatError)) throw error
    throw usageError(
      `${path}: ${error.message}`,
      'It has lines "log <key>", "witness <name> <key>", "group <name> <count> <names>" and one "quorum <name>".',
    )
  }
}
