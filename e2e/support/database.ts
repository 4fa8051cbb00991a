import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, type ClientConfig } from 'pg'
import { port } from './address.ts'

/** Where the server under test says how to reach its database. */
export const connectionFile = join(tmpdir(), `candor-e2e-${port}.json`)

/**
 * Changes rows behind the server's back, as somebody with all rights on the database could.
 *
 * @returns how many rows were changed
 */
export const tamper = async (text: string, values: readonly unknown[] = []): Promise<number> => {
  const client = new Client(JSON.parse(readFileSync(connectionFile, 'utf8')) as ClientConfig)
  await client.connect()
  try {
    const { rowCount } = await client.query(text, [...values])
    return rowCount ?? 0
  } finally {
    await client.end()
  }
}
