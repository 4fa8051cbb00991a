import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { ed25519Verifier, equalBytes, JournalFormatError, parseVerifierKey, type NoteVerifier } from '@candor/journal'
import { usageError } from '../errors.ts'

/**
 * Reads the keys that the person trusts: each is a vkey itself, or a file with one vkey a line.
 * @returns verifiers by the name of their journal, in the order given: a journal may have had several keys
 * @throws CliError (usage) for what is no key
 */
export const trustedKeys = (given: readonly string[], cwd: string): ReadonlyMap<string, readonly NoteVerifier[]> => {
  const keys = new Map<string, NoteVerifier[]>()
  for (const text of given) {
    const file = resolve(cwd, text)
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split(/\r?\n/) : [text]
    for (const line of lines.map((entry) => entry.trim()).filter((entry) => entry !== '')) {
      try {
        const key = parseVerifierKey(line)
        keys.set(key.name, [...(keys.get(key.name) ?? []), ed25519Verifier(key)])
      } catch (error) {
        if (!(error instanceof JournalFormatError)) throw error
        throw usageError(
          `${JSON.stringify(line.slice(0, 80))} is neither a key nor a file with one: ${error.message}`,
          'A key looks like candor.local/journal/<organisation>+1a2b3c4d+AbC…=; the ledger page and /api/journal/source show it.',
        )
      }
    }
  }
  return keys
}

/**
 * The key to check a receipt with, among those that the person trusts for its journal: the one that the receipt names,
 * if it is there.
 */
export const keyAmong = (trusted: readonly NoteVerifier[], named: string): NoteVerifier | undefined => {
  const { id } = parseVerifierKey(named)
  return trusted.find((each) => equalBytes(each.id, id)) ?? trusted.at(-1)
}
