import { Pool, types } from 'pg'
import type { Connection } from './types.ts'

const int8 = 20
const date = 1082

const safeInteger = (text: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`the database value ${text} is not a safe integer`)
  return value
}

type Parser = (value: never) => unknown
const standardParser = types.getTypeParser as (oid: number, format?: string) => Parser

const getTypeParser = ((oid: number, format?: string): Parser => {
  if (format !== 'binary') {
    if (oid === int8) return safeInteger
    if (oid === date) return (text: string) => text
  }
  return standardParser(oid, format)
}) as typeof types.getTypeParser

/** Limits that keep a forgotten transaction or a runaway statement from holding locks for ever. */
export const serverLimits = { statement_timeout: 120_000, idle_in_transaction_session_timeout: 120_000 }

/** Name of the role under which all tenant work runs. */
export const appRole = 'candor_app'

/**
 * Opens the two pools.
 * @param connection where the server is
 * @param size most connections of each pool
 * @param limits of what is done for tenants; none for commands, which a person waits for and may end
 * @param onError told of connections that break while idle; the pool replaces them by itself
 */
export const openPools = (
  connection: Connection,
  size: { readonly owner: number; readonly app: number },
  limits: Partial<typeof serverLimits>,
  onError: (error: Error) => void,
): { owner: Pool; app: Pool } => {
  const common = {
    ...connection,
    types: { getTypeParser },
    application_name: 'candor',
    connectionTimeoutMillis: 10_000,
  }
  const owner = new Pool({ ...common, max: size.owner })
  const app = new Pool({ ...common, ...limits, max: size.app, options: `-c role=${appRole}`, pipeline: true })
  owner.on('error', onError)
  app.on('error', onError)
  return { owner, app }
}
