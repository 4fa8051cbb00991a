import { commonOptions, type Command, type CommandEntry, type Option } from './command.ts'

const columns = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')
}

const optionRow = ([name, option]: [string, Option]): readonly [string, string] => [
  `--${name}${option.type === 'string' ? ` <${option.value ?? 'value'}>` : ''}`,
  option.help,
]

/** The page that `candor --help` shows. */
export const generalHelp = (commands: readonly Pick<CommandEntry, 'name' | 'summary'>[]): string =>
  [
    'candor: check, audit, import, back up and restore a Candor installation',
    '',
    'Usage: npm exec candor -- <command> [options]',
    '',
    'Commands:',
    columns(commands.map(({ name, summary }) => [name, summary] as const)),
    '',
    'Every command takes --json and --help. It ends with 0 when all is well, 1 when something was found or refused,',
    '2 when it was called wrongly, 3 when something outside failed and nothing is known.',
    '',
    'The data folder is CANDOR_DATA (./data unless set); with DATABASE_URL the database is the one it names.',
  ].join('\n')

/** The page of one command. */
export const commandHelp = (command: Command): string =>
  [
    `candor ${command.name}: ${command.summary}`,
    '',
    `Usage: npm exec candor -- ${command.name} [options] ${command.arguments}`.trimEnd(),
    '',
    'Options:',
    columns(Object.entries({ ...command.options, ...commonOptions }).map(optionRow)),
    ...(command.notes ?? []).flatMap((note) => ['', note]),
    '',
    'Examples:',
    ...command.examples.map((example) => `  npm exec candor -- ${example}`),
  ].join('\n')
