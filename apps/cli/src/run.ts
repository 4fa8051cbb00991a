import { failure, CliError, exitCodes, usageError, type ExitCode } from './errors.ts'
import { commandHelp, generalHelp } from './help.ts'
import type { Command, CommandEntry } from './command.ts'
import type { Io } from './io.ts'

const wants = (argv: readonly string[], option: string): boolean => {
  const end = argv.indexOf('--')
  return (end === -1 ? argv : argv.slice(0, end)).includes(option)
}

/** Errors of the parts below carry a remedy or a code of their own; anything else is a fault of the program. */
const understood = (error: unknown): CliError => {
  if (error instanceof CliError) return error
  if (error instanceof Error) {
    const { remedy, code } = error as Error & { remedy?: unknown; code?: unknown }
    return failure(
      typeof code === 'string' ? code : 'FAILED',
      error.message,
      typeof remedy === 'string'
        ? remedy
        : 'If this does not explain itself, run the command again with CANDOR_CLI_TRACE=1.',
      error,
    )
  }
  return failure('FAILED', String(error), 'Run the command again with CANDOR_CLI_TRACE=1.')
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
    throw usageError(
      `There is no command "${name}".`,
      `The commands are: ${commands.map((command) => command.name).join(', ')}. "candor --help" explains them.`,
    )
  }
  return found.load()
}

/**
 * Runs one command line and says how it ended.
 * @param commands what there is
 * @param argv the words after `candor`
 */
export const run = async (commands: readonly CommandEntry[], argv: readonly string[], io: Io): Promise<ExitCode> => {
  const [name, ...rest] = argv
  const json = wants(argv, '--json')
  try {
    if (name === undefined || name === '--help' || name === 'help') {
      const page = rest[0] === undefined ? generalHelp(commands) : commandHelp(await commandNamed(commands, rest[0]))
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
