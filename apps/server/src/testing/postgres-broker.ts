import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../platform/db/embedded/server.ts'
import { socketFolder } from '../platform/db/embedded/socket-folder.ts'
import { migrateDatabase } from '../platform/db/migrate.ts'
import { openStore } from '../platform/db/store.ts'

/**
 * What a test can have a copy of: `tables` is a migrated database; `server` one on which the whole server was opened
 * once, so that keys and the ledger's contracts are there too.
 */
export type TemplateKind = 'tables' | 'server'

/** Where test processes ask for the run's Postgres. */
export const brokerVariable = 'CANDOR_TEST_POSTGRES'

/** What tests copy: a database on the server with that socket folder, and a data folder with the keys to it. */
export type Template = { readonly sockets: string; readonly database: string; readonly data: string }

/**
 * The databases of a run are thrown away after it, so nothing waits for the disk. What must outlive a power cut is tested
 * on servers of its own.
 */
const settings = { fsync: 'off', full_page_writes: 'off' }

const templateMaker = fileURLToPath(new URL('make-template.ts', import.meta.url))

/** The URL of one database of the cluster. */
export const databaseUrl = (sockets: string, database: string): string =>
  `postgres://candor@localhost/${database}?host=${encodeURIComponent(sockets)}`

const runMaker = async (template: Template): Promise<void> => {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('CANDOR_'))
  const env = {
    ...Object.fromEntries(inherited),
    NODE_OPTIONS: '',
    DATABASE_URL: databaseUrl(template.sockets, template.database),
    CANDOR_DATA: template.data,
    CANDOR_DEMO: 'no',
    CANDOR_LOG_LEVEL: 'silent',
  }
  await promisify(execFile)(process.execPath, [templateMaker], { env })
}

/** A fresh embedded Postgres in a folder of its own, and the templates on it, each made when first asked for. */
class Cluster {
  readonly #folder = mkdtempSync(join(tmpdir(), 'candor-test-'))
  readonly #appendOnly: readonly string[]
  readonly #templates = new Map<TemplateKind, Promise<Template>>()
  readonly #sockets = socketFolder(this.#folder)
  #postgres: Promise<EmbeddedPostgres> | undefined

  constructor(appendOnly: readonly string[]) {
    this.#appendOnly = appendOnly
  }

  async #create(database: string): Promise<void> {
    this.#postgres ??= startEmbeddedPostgres(join(this.#folder, 'postgres'), this.#sockets, settings)
    const { connection } = await this.#postgres
    const client = new Client(connection)
    await client.connect()
    await client.query(`create database ${database}`)
    await client.end()
  }

  async #make(kind: TemplateKind): Promise<Template> {
    const sockets = this.#sockets
    const database = `candor_${kind}`
    await this.#create(database)
    const data = join(this.#folder, database)
    mkdirSync(data)
    const template = { sockets, database, data }
    if (kind === 'server') await runMaker(template)
    else {
      const store = await openStore({ data, databaseUrl: databaseUrl(sockets, database) })
      await migrateDatabase(store.owner, this.#appendOnly)
      await store.close()
    }
    return template
  }

  async template(kind: TemplateKind): Promise<Template> {
    const known = this.#templates.get(kind) ?? this.#make(kind)
    this.#templates.set(kind, known)
    return known
  }

  async stop(): Promise<void> {
    await Promise.allSettled(this.#templates.values())
    const postgres = await this.#postgres
    await postgres?.stop()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

/**
 * Offers templates to the test processes of this run. Postgres is started when the first one asks, so that runs without a
 * database do not pay for one.
 * @param appendOnly names of the tables that only grow
 * @returns the clean-up
 */
export const startBroker = async (appendOnly: readonly string[]): Promise<() => Promise<void>> => {
  const folder = mkdtempSync(join(tmpdir(), 'candor-broker-'))
  const cluster = new Cluster(appendOnly)
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.setEncoding('utf8').once('data', (kind: string) => {
      cluster.template(kind as TemplateKind).then(
        (template) => socket.end(JSON.stringify(template)),
        (error: unknown) => socket.end(JSON.stringify({ failed: String(error) })),
      )
    })
  })
  const path = join(folder, 'broker.sock')
  await new Promise<void>((resolve) => {
    server.listen(path, resolve)
  })
  process.env[brokerVariable] = path
  return async () => {
    server.close()
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Asks the broker for what can be copied. */
export const askBroker = async (path: string, kind: TemplateKind): Promise<Template> => {
  const answer = await new Promise<string>((resolve, reject) => {
    let said = ''
    const socket = connect(path, () => socket.write(kind))
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => (said += text))
    socket.on('error', reject)
    socket.on('end', () => resolve(said))
  })
  const template = JSON.parse(answer) as Template & { failed?: string }
  if (template.failed !== undefined) throw new Error(`no Postgres for the tests: ${template.failed}`)
  return template
}
