import { readFileSync, statSync } from 'node:fs'
import {
  ed25519Verifier,
  JournalFormatError,
  parsePolicy,
  parseVerifierKey,
  type NoteVerifier,
  type WitnessPolicy,
} from '@candor/journal'
import type { Config } from '../../platform/config.ts'
import type { Log } from '../../platform/platform.ts'
import { StartError } from '../../platform/start-error.ts'

/** What an administrator has set up. */
export type WitnessSettings = {
  /** The witnesses that this server asks, and how many of them are enough; nothing unless set. */
  readonly policy: WitnessPolicy | undefined
  /** Keys of the logs that this server witnesses, by origin, as the file has them now; nothing unless set. */
  readonly logs: (() => LogKeys) | undefined
}

/** Keys of logs by origin. */
export type LogKeys = ReadonlyMap<string, readonly NoteVerifier[]>

/** How often to look whether a file has changed (milliseconds). */
const lookEvery = 1_000

const read = (variable: string, file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new StartError(`${variable} names ${file}, which cannot be read.`, 'Correct the path, or its rights.', error)
  }
}

const parse = <T>(variable: string, file: string, run: () => T, remedy: string): T => {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof JournalFormatError)) throw error
    throw new StartError(`${file}, which ${variable} names, cannot be used. ${error.message}`, remedy, error)
  }
}

const checkAddresses = (file: string, { witnesses }: WitnessPolicy): void => {
  for (const { name, url } of witnesses) {
    const good = url !== undefined && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
    if (good) continue
    const remedy = 'Write it behind the key: witness <name> <key> https://witness.example/'
    throw new StartError(`${file}: the witness ${name} has no address to ask it at.`, remedy)
  }
}

/**
 * Reads keys of logs: one vkey a line, or lines `log <vkey> [<url>]` as in a policy; `#` begins a comment.
 * @throws JournalFormatError
 */
export const parseLogKeys = (text: string): LogKeys => {
  const logs = new Map<string, NoteVerifier[]>()
  for (const line of text.split(/\r?\n/)) {
    const [first = '', second] = line.trim().split(/\s+/)
    if (first === '' || first.startsWith('#')) continue
    const verifier = ed25519Verifier(parseVerifierKey(first === 'log' ? (second ?? '') : first))
    logs.set(verifier.name, [...(logs.get(verifier.name) ?? []), verifier])
  }
  return logs
}

/** The keys in a file, read again when it has changed, so that a journal can be added while the server runs. */
const followLogKeys = (file: string, log: Pick<Log, 'error'>): (() => LogKeys) => {
  const variable = 'CANDOR_WITNESS_LOGS'
  const remedy = 'It has one key of a journal a line, as /api/journal/<organisation>/key shows it.'
  const load = (): LogKeys => parse(variable, file, () => parseLogKeys(read(variable, file)), remedy)
  const changedAt = (): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
  let [keys, changed, looked] = [load(), changedAt(), Date.now()]
  return () => {
    if (Date.now() - looked < lookEvery) return keys
    looked = Date.now()
    const now = changedAt()
    if (now === changed) return keys
    changed = now
    try {
      keys = load()
    } catch (error) {
      log.error({ err: error }, 'the keys of the journals to witness could not be read again, those before stay')
    }
    return keys
  }
}

/**
 * Reads the files that the settings name.
 * @throws StartError naming the file and what is wrong with it
 */
export const readSettings = (
  { witnessPolicyFile, witnessLogsFile }: Config,
  log: Pick<Log, 'error'>,
): WitnessSettings => {
  let policy: WitnessPolicy | undefined
  if (witnessPolicyFile !== undefined) {
    const text = read('CANDOR_WITNESS_POLICY', witnessPolicyFile)
    const remedy = 'It has lines "witness <name> <key> <url>", "group <name> <count> <names>" and one "quorum <name>".'
    policy = parse('CANDOR_WITNESS_POLICY', witnessPolicyFile, () => parsePolicy(text), remedy)
    checkAddresses(witnessPolicyFile, policy)
  }
  return { policy, logs: witnessLogsFile === undefined ? undefined : followLogKeys(witnessLogsFile, log) }
}
