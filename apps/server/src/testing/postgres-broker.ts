import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openStore } from '../platform/db/store.ts'

/** Name of the database that tests copy. */
export const templateDatabase = 'candor_template'

/** Where test processes ask for the run's Postgres. */
export const brokerVariable = 'CANDOR_TEST_POSTGRES'

/** What tests copy: a database on the server with that socket folder, and a data folder with the keys to it. */
export type Template = { readonly sockets: string; readonly data: string }

type Cluster = { readonly template: Template; readonly stop: () => Promise<void> }

const templateMaker = fileURLToPath(new URL('make-template.ts', import.meta.url))

/** The URL of one database of the cluster. */
export const databaseUrl = (sockets: string, database: string): string =>
  `postgres://candor@localhost/${database}?host=${encodeURIComponent(sockets)}`

/** A fresh embedded Postgres in a folder of its own, with one database on which the whole server was opened once. */
const startCluster = async (): Promise<Cluster> => {
  const folder = mkdtempSync(join(tmpdir(), 'candor-test-'))
  const data = join(folder, 'template')
  const server = await openStore({ data: folder, databaseUrl: undefined, poolSize: { owner: 1, app: 1 } })
  const sockets = (server.connection as { host: string }).host
  await server.owner.query(`create database ${templateDatabase}`)
  const env = { DATABASE_URL: databaseUrl(sockets, templateDatabase), CANDOR_DATA: data, CANDOR_DEMO: 'no' }
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CANDOR_')))
  await promisify(execFile)(process.execPath, [templateMaker], {
    env: { ...own, ...env, CANDOR_LOG_LEVEL: 'silent', NODE_OPTIONS: '' },
  })
  return {
    template: { sockets, data },
    stop: async () => {
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Starts the cluster when the first test asks for it, so that runs without a database do not pay for one. */
export const startBroker = async (): Promise<() => Promise<void>> => {
  const folder = mkdtempSync(join(tmpdir(), 'candor-broker-'))
  let cluster: Promise<Cluster> | undefined
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined)
    cluster ??= startCluster()
    cluster.then(
      ({ template }) => socket.end(JSON.stringify(template)),
      (error: unknown) => socket.end(JSON.stringify({ failed: String(error) })),
    )
  })
  const path = join(folder, 'broker.sock')
  await new Promise<void>((resolve) => {
    server.listen(path, resolve)
  })
  process.env[brokerVariable] = path
  return async () => {
    server.close()
    const started = await cluster?.catch(() => undefined)
    await started?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Asks the broker for what can be copied. */
export const askBroker = async (path: string): Promise<Template> => {
  const answer = await new Promise<string>((resolve, reject) => {
    let said = ''
    const socket = connect(path)
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => (said += text))
    socket.on('error', reject)
    socket.on('end', () => resolve(said))
  })
  const template = JSON.parse(answer) as Template & { failed?: string }
  if (template.failed !== undefined) throw new Error(`no Postgres for the tests: ${template.failed}`)
  return template
}
