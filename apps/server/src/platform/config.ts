import { isAbsolute, join, resolve } from 'node:path'
import { z } from 'zod'

/** How the server is set up. Every value comes from one environment variable or its default. */
export type Config = {
  /** `CANDOR_DATA`: absolute path of the one folder that holds everything. */
  readonly data: string
  /** `CANDOR_PORT`: the one public port. 0 lets the system choose. */
  readonly port: number
  /** `CANDOR_HOST`: address to listen on. */
  readonly host: string
  /** `DATABASE_URL`: an existing Postgres instead of the embedded one. */
  readonly databaseUrl: string | undefined
  /** `CANDOR_LEDGER_URL`: an EVM network instead of the embedded chain. */
  readonly ledgerUrl: string | undefined
  /** `CANDOR_LEDGER_KEY_FILE`: private key of the company's account on the ledger, taken over at the first start. */
  readonly ledgerKeyFile: string | undefined
  /** `CANDOR_LEDGER_CONTRACTS`: file with the contracts of another company on that network, to take part in. */
  readonly ledgerContractsFile: string | undefined
  /** `CANDOR_PUBLIC_URL`: how browsers reach the server; without a slash at its end. */
  readonly publicUrl: string
  /** `CANDOR_MASTER_KEY_FILE`: the key that wraps all others. */
  readonly masterKeyFile: string
  /** `SMTP_URL`: mail server; without one, mail is kept on the mailbox page. */
  readonly smtpUrl: string | undefined
  /** `CANDOR_MAIL_FROM`: sender of outgoing mail. */
  readonly mailFrom: string
  /** `CANDOR_DEMO`: whether to load the demo company on first run. */
  readonly demo: boolean
  /** `CANDOR_LOG_LEVEL` */
  readonly logLevel: (typeof logLevels)[number]
  /** `CANDOR_IMPORT_LIMIT`: most bytes of an uploaded file. */
  readonly importLimit: number
  /** `CANDOR_METRICS_TOKEN`: lets a monitor elsewhere read /metrics; without one only this machine may. */
  readonly metricsToken: string | undefined
  /** `CANDOR_PRIVATE_WEBHOOKS`: whether addresses that people give for webhooks may lie in private networks. */
  readonly privateWebhooks: boolean
  /** `CANDOR_WITNESS_POLICY`: file with the witnesses to ask for their signatures (C2SP tlog-policy). */
  readonly witnessPolicyFile: string | undefined
  /** `CANDOR_WITNESS_LOGS`: file with the keys of the journals that this server witnesses. */
  readonly witnessLogsFile: string | undefined
}

/** One wrong variable: which, what is wrong, how to mend it. */
export type ConfigProblem = { readonly variable: string; readonly problem: string; readonly remedy: string }

/** All that is wrong with the environment, at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly code = 'CONFIG_INVALID'
  readonly problems: readonly ConfigProblem[]

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(({ variable, problem, remedy }) => `${variable} ${problem} ${remedy}`).join('\n'))
    this.problems = problems
  }
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const

const urlOf = (...protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol))

type Setting = { readonly schema: z.ZodType; readonly remedy: string; readonly secret?: boolean }

const settings = {
  CANDOR_DATA: { schema: z.string().min(1), remedy: 'Give the path of a folder, such as ./data or /srv/candor.' },
  CANDOR_PORT: {
    schema: z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .refine((port) => port < 65_536),
    remedy: 'Give a port number between 1 and 65535, such as 3000.',
  },
  CANDOR_HOST: {
    schema: z.string().regex(/^[0-9A-Za-z.:-]+$/),
    remedy: 'Give an address such as 127.0.0.1 (this machine only) or 0.0.0.0 (every network).',
  },
  DATABASE_URL: {
    schema: urlOf('postgres:', 'postgresql:'),
    remedy: 'Give it as postgres://user:password@host:5432/database, or leave it out to use the embedded Postgres.',
    secret: true,
  },
  CANDOR_LEDGER_URL: {
    schema: urlOf('http:', 'https:', 'ws:', 'wss:'),
    remedy: 'Give the JSON-RPC address as http://host:8545, or leave it out to use the embedded chain.',
    secret: true,
  },
  CANDOR_LEDGER_KEY_FILE: {
    schema: z.string().min(1),
    remedy: 'Give the path of the file with the private key of this company’s account.',
  },
  CANDOR_LEDGER_CONTRACTS: {
    schema: z.string().min(1),
    remedy: 'Give the path of the file with the contracts of the other company.',
  },
  CANDOR_PUBLIC_URL: {
    schema: urlOf('http:', 'https:').refine((text) => URL.canParse(text) && new URL(text).pathname === '/'),
    remedy: 'Give the address that browsers use, without a path, such as https://crm.example.com.',
  },
  CANDOR_MASTER_KEY_FILE: { schema: z.string().min(1), remedy: 'Give the path of the master key file.' },
  SMTP_URL: {
    schema: urlOf('smtp:', 'smtps:'),
    remedy: 'Give it as smtps://user:password@host:465, or leave it out to keep mail on the mailbox page.',
    secret: true,
  },
  CANDOR_MAIL_FROM: {
    schema: z
      .string()
      .regex(/^[^\r\n]*[^\s@]+@[^\s@]+[^\r\n]*$/)
      .max(320),
    remedy: 'Give a sender such as "Candor <candor@example.com>".',
  },
  CANDOR_DEMO: { schema: z.enum(['yes', 'no']), remedy: 'Write yes or no.' },
  CANDOR_LOG_LEVEL: { schema: z.enum(logLevels), remedy: `Write one of ${logLevels.join(', ')}.` },
  CANDOR_IMPORT_LIMIT: {
    schema: z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number)
      .refine((bytes) => bytes > 0),
    remedy: 'Give the largest file to accept in bytes, such as 4294967296.',
  },
  CANDOR_PRIVATE_WEBHOOKS: { schema: z.enum(['yes', 'no']), remedy: 'Write yes or no.' },
  CANDOR_WITNESS_POLICY: { schema: z.string().min(1), remedy: 'Give the path of the file with the witnesses to ask.' },
  CANDOR_WITNESS_LOGS: { schema: z.string().min(1), remedy: 'Give the path of the file with the keys of journals.' },
  CANDOR_METRICS_TOKEN: { schema: z.string().min(16).max(200), remedy: 'Give at least 16 characters.', secret: true },
} as const satisfies Record<string, Setting>

type Environment = Readonly<Record<string, string | undefined>>

const loopback = new Set(['127.0.0.1', 'localhost', '::1', '[::1]'])

/** Whether a host name means this machine itself. */
export const isLoopbackHost = (host: string): boolean => loopback.has(host)

/** Whether only programs on the same machine can reach the server directly. */
export const listensOnLoopback = ({ host }: Pick<Config, 'host'>): boolean => isLoopbackHost(host)

const problemsOf = (env: Environment): ConfigProblem[] => {
  const problems: ConfigProblem[] = []
  for (const [variable, setting] of Object.entries<Setting>(settings)) {
    const value = env[variable]
    if (value === undefined || value === '' || setting.schema.safeParse(value).success) continue
    const shown =
      setting.secret === true
        ? 'has a value that does not fit.'
        : `is ${JSON.stringify(value.slice(0, 80))}, which does not fit.`
    problems.push({ variable, problem: shown, remedy: setting.remedy })
  }
  for (const variable of Object.keys(env)) {
    if (!variable.startsWith('CANDOR_') || variable in settings || /^CANDOR_(BENCH|CLI)_/.test(variable)) continue
    const remedy = `Known are ${Object.keys(settings).join(', ')}.`
    problems.push({ variable, problem: 'is not a variable that Candor knows.', remedy })
  }
  return problems
}

/**
 * Reads and checks the whole environment at once.
 * @param env the environment; empty values count as absent
 * @param folder what relative paths are relative to
 * @throws ConfigError naming every variable that is wrong
 */
export const readConfig = (env: Environment = process.env, folder: string = process.cwd()): Config => {
  const problems = problemsOf(env)
  if (problems.length > 0) throw new ConfigError(problems)
  const given = (variable: keyof typeof settings): string | undefined => {
    const value = env[variable]
    return value === '' ? undefined : value
  }
  const path = (text: string): string => (isAbsolute(text) ? text : resolve(folder, text))
  const data = path(given('CANDOR_DATA') ?? 'data')
  const port = Number(given('CANDOR_PORT') ?? 3000)
  const host = given('CANDOR_HOST') ?? '127.0.0.1'
  const keyFile = given('CANDOR_MASTER_KEY_FILE')
  const givenPath = (variable: keyof typeof settings): string | undefined => {
    const text = given(variable)
    return text === undefined ? undefined : path(text)
  }
  return {
    data,
    port,
    host,
    databaseUrl: given('DATABASE_URL'),
    ledgerUrl: given('CANDOR_LEDGER_URL'),
    ledgerKeyFile: givenPath('CANDOR_LEDGER_KEY_FILE'),
    ledgerContractsFile: givenPath('CANDOR_LEDGER_CONTRACTS'),
    publicUrl: given('CANDOR_PUBLIC_URL')?.replace(/\/$/, '') ?? `http://localhost:${port}`,
    masterKeyFile: keyFile === undefined ? join(data, 'keys', 'master.key') : path(keyFile),
    smtpUrl: given('SMTP_URL'),
    mailFrom: given('CANDOR_MAIL_FROM') ?? 'Candor <candor@localhost>',
    demo: (given('CANDOR_DEMO') ?? 'yes') === 'yes',
    logLevel: (given('CANDOR_LOG_LEVEL') ?? 'info') as Config['logLevel'],
    importLimit: Number(given('CANDOR_IMPORT_LIMIT') ?? 4_294_967_296),
    metricsToken: given('CANDOR_METRICS_TOKEN'),
    privateWebhooks: given('CANDOR_PRIVATE_WEBHOOKS') === 'yes',
    witnessPolicyFile: givenPath('CANDOR_WITNESS_POLICY'),
    witnessLogsFile: givenPath('CANDOR_WITNESS_LOGS'),
  }
}
