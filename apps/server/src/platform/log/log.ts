import { mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { destination, pino, stdTimeFunctions, type Logger } from 'pino'
import type { Config } from '../config.ts'

/** Fields that never reach a log line, wherever they stand: secrets, and what identifies a person. */
const hidden = (
  'password newPassword code token secret key cookie authorization set-cookie ' +
  'email phone name address to from subject text html body profile search'
).split(' ')

/** Levels down to which the fields are looked for; deeper objects are not logged at all. */
const paths = hidden.flatMap((field) => {
  const quoted = `["${field}"]`
  return [quoted, `*${quoted}`, `*.*${quoted}`]
})

const largest = 50 * 1024 * 1024
const checkEvery = 60_000

/** What of an error may be written: no `detail`, `where` or parameters, in which databases quote rows. */
const errorFields = (error: unknown): unknown => {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code } = error as Error & { code?: unknown }
  const cause = error.cause === undefined ? undefined : errorFields(error.cause)
  return { type: error.name, message: error.message, code, stack: error.stack, cause }
}

/** Where log lines go: a stream with a `write`, for tests; else the log file. */
export type LogSink = { write: (line: string) => void }

const options = (level: Config['logLevel']) => ({
  level,
  base: null,
  timestamp: stdTimeFunctions.isoTime,
  redact: { paths, censor: '[hidden]' },
  formatters: { level: (label: string) => ({ level: label }) },
  serializers: { err: errorFields, error: errorFields },
})

const size = (path: string): number => {
  try {
    return statSync(path).size
  } catch {
    return 0
  }
}

/**
 * Opens the structured log: one JSON object a line, in `<data>/log/candor.log`. A file past 50 MB is set aside
 * as `candor.log.1`, so that the log never fills the disk.
 */
export const openLog = (config: Pick<Config, 'data' | 'logLevel'>, sink?: LogSink): Logger => {
  if (sink !== undefined) return pino(options(config.logLevel), sink)
  if (config.logLevel === 'silent') return pino({ level: 'silent' })
  const folder = join(config.data, 'log')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'candor.log')
  const file = destination({ dest: path, mkdir: true, mode: 0o600, sync: false, minLength: 0 })
  const rotate = (): void => {
    if (size(path) < largest) return
    renameSync(path, `${path}.1`)
    file.reopen()
  }
  setInterval(rotate, checkEvery).unref()
  return pino(options(config.logLevel), file)
}
