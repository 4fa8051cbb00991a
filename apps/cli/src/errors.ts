/** What a command ends with. 1: the records are not as they should be, or the command refused. 2: called wrongly. 3: something outside failed, so nothing is known. */
export const exitCodes = { ok: 0, finding: 1, usage: 2, failure: 3 } as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** An end that the person at the keyboard can do something about: what, and how to mend it. */
export class CliError extends Error {
  override readonly name = 'CliError'
  /** Stable, for programs that read `--json`. */
  readonly code: string
  readonly remedy: string
  readonly exitCode: ExitCode

  constructor(code: string, problem: string, remedy: string, exitCode: ExitCode = exitCodes.finding, cause?: unknown) {
    super(problem, cause === undefined ? undefined : { cause })
    this.code = code
    this.remedy = remedy
    this.exitCode = exitCode
  }
}

/** The command line itself was wrong: unknown option, missing file name, options that exclude each other. */
export const usageError = (problem: string, remedy: string): CliError =>
  new CliError('USAGE', problem, remedy, exitCodes.usage)

/** Something outside did not do its part: a file that cannot be read, a server that does not answer. */
export const failure = (code: string, problem: string, remedy: string, cause?: unknown): CliError =>
  new CliError(code, problem, remedy, exitCodes.failure, cause)
