import { CliError, exitCodes, usageError, type ExitCode } from './errors.ts'
import { commandHelp, generalHelp } from './help.ts'
import type { Command, CommandEntry } from './command.ts'
import type { Io } from './io.ts'

const wants = (argv: readonly string[], option: string): boolean => {
  const end = argv.indexOf('--')
  return (end === -1 ? argv : argv.slice(0, end)).includes(option)
}

/** What errors of the parts below may carry: a remedy, or a status and a sentence for the user. */
type Carried = {
  readonly code?: unknown
  readonly remedy?: unknown
  readonly status?: unknown
  readonly userMessage?: unknown
}

const remedyOf = (error: Error & Carried): string => {
  if (typeof error.remedy === 'string') return error.remedy
  if (typeof error.userMessage === 'function') return String(error.userMessage('en'))
  return 'If this does not explain itself, run the command again with CANDOR_CLI_TRACE=1.'
}

/** A status from 400 to 499 is a refusal of what was asked; any other error says nothing about it. */
const exitCodeOf = ({ status }: Carried): ExitCode =>
  typeof status === 'number' && status >= 400 && status < 500 ? exitCodes.finding : exitCodes.failure

const understood = (error: unknown): CliError => {
  if (error instanceof CliError) return error
  const carried: Error & Carried = error instanceof Error ? error : new Error(String(error))
  const code = typeof carried.code === 'string' ? carried.code : 'FAILED'
  return new CliError(code, carried.message, remedyOf(carried), exitCodeOf(carried), error)
}

const tell = (error: CliError, json: boolean, io: Io): ExitCode => {
  if (json) io.out(`${JSON.stringify({ error: { code: error.code, message: error.message, remedy: error.remedy } })}\n`)
  else io.err(`${error.message}\n${error.remedy}\n`)
  if (io.env['CANDOR_CLI_TRACE'] === '1')
    io.err(`${String((error.cause as Error | undefined)?.stack ?? error.stack)}\n`)
  return error.exitCode
}

const commandNamed = async (commands: readonly CommandEntry[], name: string): Promise<Command> => {
  const found = commands.find((command) => command.name === name)
  if (found === undefined) {
    const longer = commands.filter((command) => command.name.startsWith(`${name} `))
    throw usageError(
      longer.length === 0 ? `There is no command "${name}".` : `"${name}" needs another word.`,
      `The commands are: ${(longer.length === 0 ? commands : longer).map((command) => command.name).join(', ')}. "candor --help" explains them.`,
    )
  }
  return found.load()
}

/** A command's name may be two words: the longer one is meant where there is such a command. */
const split = (commands: readonly CommandEntry[], argv: readonly string[]): readonly [string | undefined, string[]] => {
  const [first, second, ...rest] = argv
  const both = `${first} ${second}`
  if (commands.some(({ name }) => name === both)) return [both, rest]
  return [first, argv.slice(1)]
}

/**
 * Runs one command line and says how it ended.
 * @param commands what there is
 * @param argv the words after `candor`
 */
export const run = async (commands: readonly CommandEntry[], argv: readonly string[], io: Io): Promise<ExitCode> => {
  const [name, rest] = split(commands, argv)
  const json = wants(argv, '--json')
  try {
    if (name === undefined || name === '--help' || name === 'help') {
      const [asked] = split(commands, rest)
      const page = asked === undefined ? generalHelp(commands) : commandHelp(await commandNamed(commands, asked))
      io.out(`${page}\n`)
      return name === undefined ? exitCodes.usage : exitCodes.ok
    }
    const command = await commandNamed(commands, name)
    if (wants(rest, '--help')) {
      io.out(`${commandHelp(command)}\n`)
      return exitCodes.ok
    }
    const outcome = await command.invoke(rest, io)
    io.out(`${json ? JSON.stringify(outcome.json) : outcome.text}\n`)
    return outcome.exitCode
  } catch (error) {
    return tell(understood(error), json, io)
  }
}
