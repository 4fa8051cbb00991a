import { Client } from 'pg'
import { askBroker, brokerVariable, databaseUrl, templateDatabase } from './postgres-broker.ts'

/** A database of a test's own. */
export type TemplateCopy = { readonly url: string; readonly drop: () => Promise<void> }

let made = 0

/** Copies the migrated template of this run; nothing where the run offers none. */
export const copyTemplate = async (): Promise<TemplateCopy | undefined> => {
  const broker = process.env[brokerVariable]
  if (broker === undefined) return undefined
  const sockets = await askBroker(broker)
  made += 1
  const name = `test_${process.pid}_${made}`
  const run = async (statement: string): Promise<void> => {
    const client = new Client({ connectionString: databaseUrl(sockets, 'postgres') })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  await run(`create database ${name} template ${templateDatabase}`)
  return { url: databaseUrl(sockets, name), drop: async () => run(`drop database if exists ${name} with (force)`) }
}
