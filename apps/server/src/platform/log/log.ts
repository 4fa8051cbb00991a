import { mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { destination, pino, stdTimeFunctions, type Logger, type LoggerOptions } from 'pino'
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

/** An e-mail address, however a mail server puts it. */
const address = /[^\s<>"'(),;:/]+@[^\s<>"'(),;:/]+/g
/** What a database was given, as it repeats it: `invalid input syntax for type uuid: "…"`. */
const quotedValue = /: "(?:[^"\\]|\\.)*"/g

/** The words of an error, without what names a person in them. */
const wordsOf = (text: string | undefined): string | undefined =>
  text?.replace(quotedValue, ': "[hidden]"').replace(address, '[hidden]')

/** What of an error may be written: no `detail`, `where` or parameters, in which databases quote rows. */
const errorFields = (error: unknown): unknown => {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code } = error as Error & { code?: unknown }
  const cause = error.cause === undefined ? undefined : errorFields(error.cause)
  // Under a name of its own: a field `code` is hidden, because that is what one-time codes are called.
  return { type: error.name, message: wordsOf(error.message), errorCode: code, stack: wordsOf(error.stack), cause }
}

/** Where log lines go: a stream with a `write`, for tests; else the log file. */
export type LogSink = { write: (line: string) => void }

const hasError = (first: unknown): boolean =>
  first instanceof Error || (typeof first === 'object' && first !== null && 'err' in first)

/** A line about an error without words of its own would get the error's, as they are. */
const hooks: LoggerOptions['hooks'] = {
  logMethod(args, method) {
    const [first, words] = args
    if (words === undefined && hasError(first)) method.call(this, first, 'an error')
    else method.apply(this, args)
  },
}

const options = (level: Config['logLevel']) => ({
  level,
  base: null,
  timestamp: stdTimeFunctions.isoTime,
  redact: { paths, censor: '[hidden]' },
  formatters: { level: (label: string) => ({ level: label }) },
  serializers: { err: errorFields, error: errorFields },
  hooks,
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
