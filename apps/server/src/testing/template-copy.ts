import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { askBroker, brokerVariable, databaseUrl, type TemplateKind } from './postgres-broker.ts'

/** A data folder, and where the run offers it a database, of a test's own. */
export type TemplateCopy = {
  readonly data: string
  /** Nothing where the run offers no Postgres: the embedded one serves then. */
  readonly databaseUrl: string | undefined
  readonly remove: () => Promise<void>
}

let made = 0

const withoutBroker = (data: string): TemplateCopy => ({
  data,
  databaseUrl: undefined,
  remove: async () => rmSync(data, { recursive: true, force: true }),
})

/** Copies a template of this run. */
export const copyTemplate = async (kind: TemplateKind): Promise<TemplateCopy> => {
  const data = mkdtempSync(join(tmpdir(), 'candor-server-'))
  const broker = process.env[brokerVariable]
  if (broker === undefined) return withoutBroker(data)
  const template = await askBroker(broker, kind)
  made += 1
  const name = `test_${process.pid}_${made}`
  const run = async (statement: string): Promise<void> => {
    const client = new Client({ connectionString: databaseUrl(template.sockets, 'postgres') })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  // By files: what would be written twice otherwise, to the log and to its place, is written once.
  await run(`create database ${name} template ${template.database} strategy file_copy`)
  cpSync(template.data, data, { recursive: true })
  return {
    data,
    databaseUrl: databaseUrl(template.sockets, name),
    remove: async () => {
      await run(`drop database if exists ${name} with (force)`)
      rmSync(data, { recursive: true, force: true })
    },
  }
}
