import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../platform/db/store.ts'
import { migrateDatabase } from '../platform/db/migrate.ts'

/** Name of the database that tests copy. */
export const templateDatabase = 'candor_template'

/** Where test processes ask for the run's Postgres. */
export const brokerVariable = 'CANDOR_TEST_POSTGRES'

type Cluster = { readonly sockets: string; readonly stop: () => Promise<void> }

/** A fresh embedded Postgres in a folder of its own, with one migrated database to copy. */
export const startTestCluster = async (appendOnly: readonly string[]): Promise<Cluster> => {
  const data = mkdtempSync(join(tmpdir(), 'candor-test-'))
  const server = await openStore({ data, databaseUrl: undefined, poolSize: { owner: 1, app: 1 } })
  const sockets = (server.connection as { host: string }).host
  await server.owner.query(`create database ${templateDatabase}`)
  const template = await openStore({ data, databaseUrl: databaseUrl(sockets, templateDatabase) })
  await migrateDatabase(template.owner, appendOnly)
  await template.close()
  return {
    sockets,
    stop: async () => {
      await server.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** The URL of one database of the cluster. */
export const databaseUrl = (sockets: string, database: string): string =>
  `postgres://candor@localhost/${database}?host=${encodeURIComponent(sockets)}`

/** Starts the cluster when the first test asks for it, so that runs without a database do not pay for one. */
export const startBroker = async (appendOnly: readonly string[]): Promise<() => Promise<void>> => {
  const folder = mkdtempSync(join(tmpdir(), 'candor-broker-'))
  let cluster: Promise<Cluster> | undefined
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined)
    cluster ??= startTestCluster(appendOnly)
    cluster.then(
      ({ sockets }) => socket.end(sockets),
      (error: unknown) => socket.end(`failed: ${String(error)}`),
    )
  })
  const path = join(folder, 'broker.sock')
  await new Promise<void>((resolve) => server.listen(path, resolve))
  process.env[brokerVariable] = path
  return async () => {
    server.close()
    await (await cluster)?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Asks the broker for the folder of the cluster's socket. */
export const askBroker = async (path: string): Promise<string> => {
  const answer = await new Promise<string>((resolve, reject) => {
    let said = ''
    const socket = connect(path)
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => (said += text))
    socket.on('error', reject)
    socket.on('end', () => resolve(said))
  })
  if (answer.startsWith('failed: ')) throw new Error(answer)
  return answer
}
