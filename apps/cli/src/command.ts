import { parseArgs } from 'node:util'
import { usageError, type ExitCode } from './errors.ts'
import type { Io } from './io.ts'

/** One option of a command. */
export type Option = {
  readonly type: 'string' | 'boolean'
  readonly multiple?: boolean
  /** What stands for the value in the help text: `file`, `url`. */
  readonly value?: string
  readonly help: string
}
export type Options = Readonly<Record<string, Option>>

/** The values of options as `parseArgs` gives them. */
export type ValuesOf<O extends Options> = {
  readonly [Name in keyof O]?: O[Name] extends { multiple: true }
    ? readonly string[]
    : O[Name]['type'] extends 'boolean'
      ? boolean
      : string
}

/** What a command found: for people and for programs. */
export type Outcome = {
  readonly exitCode: ExitCode
  readonly text: string
  readonly json: unknown
}

export type Invocation<O extends Options> = {
  readonly values: ValuesOf<O>
  readonly arguments: readonly string[]
  readonly io: Io
}

type CommandOf<O extends Options> = {
  readonly name: string
  readonly summary: string
  /** The arguments after the options, e.g. `<receipt…>`; empty when there are none. */
  readonly arguments: string
  /** Fewest and most arguments. */
  readonly count: readonly [least: number, most: number]
  readonly options: O
  /** Paragraphs under the list of options. */
  readonly notes?: readonly string[]
  readonly examples: readonly string[]
}

/** A command with its types forgotten: what the dispatcher sees. */
export type Command = CommandOf<Options> & {
  invoke(argv: readonly string[], io: Io): Promise<Outcome>
}

/** Options that every command has; the dispatcher obeys them. */
export const commonOptions = {
  json: { type: 'boolean', help: 'print the result as one JSON document' },
  help: { type: 'boolean', help: 'show this text' },
} as const satisfies Options

const parsed = (name: string, options: Options, argv: readonly string[]) => {
  try {
    return parseArgs({
      args: [...argv],
      options: Object.fromEntries(
        Object.entries({ ...options, ...commonOptions }).map(([key, { type, multiple = false }]: [string, Option]) => [
          key,
          { type, multiple },
        ]),
      ),
      allowPositionals: true,
      strict: true,
    })
  } catch (error) {
    const problem = (error as Error).message.split('. ')[0] ?? 'The command line could not be read'
    throw usageError(`${problem}.`, `Run "candor ${name} --help" for the options.`)
  }
}

/** Makes a command whose `run` sees its options with their types. */
export const defineCommand = <const O extends Options>(
  definition: CommandOf<O> & { run(invocation: Invocation<O>): Promise<Outcome> },
): Command => ({
  ...definition,
  invoke: async (argv, io) => {
    const { values, positionals } = parsed(definition.name, definition.options, argv)
    const [least, most] = definition.count
    if (positionals.length < least || positionals.length > most) {
      throw usageError(
        positionals.length < least
          ? `"candor ${definition.name}" needs ${definition.arguments}.`
          : `"candor ${definition.name}" takes no more than ${most} argument${most === 1 ? '' : 's'}; "${positionals[most]}" is too many.`,
        `Run "candor ${definition.name} --help" for examples.`,
      )
    }
    return definition.run({ values: values as ValuesOf<O>, arguments: positionals, io })
  },
})

/** A command in the list: enough to name and explain it, loaded when it is called. */
export type CommandEntry = { readonly name: string; readonly summary: string; load(): Promise<Command> }
