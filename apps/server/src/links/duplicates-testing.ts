import type { CustomerProfile, duplicateRoutes, RouteOutput } from '@candor/api'
import { expect } from 'vitest'
import { eventually, type SignedIn, type TestServer } from '../testing/index.ts'
import { auditOrganisation } from './audit.ts'

export type Overview = RouteOutput<typeof duplicateRoutes.overview>
export type Pairs = RouteOutput<typeof duplicateRoutes.list>
export type Checked = RouteOutput<typeof duplicateRoutes.check>
export type Merged = RouteOutput<typeof duplicateRoutes.merge>
export type Merges = RouteOutput<typeof duplicateRoutes.merges>
export type BulkRows = RouteOutput<typeof duplicateRoutes.bulkRows>

/** Asks a server as somebody; the status is checked where one is expected. */
export const asking =
  (server: TestServer) =>
  async <Body>(who: SignedIn | undefined, url: string, payload?: object, expected?: number): Promise<Body> => {
    const response = await server.app.inject({
      method: payload === undefined ? 'GET' : 'POST',
      url,
      ...(who && { headers: who.headers }),
      ...(payload !== undefined && { payload }),
    })
    if (expected !== undefined) expect(response.statusCode, response.body).toBe(expected)
    return response.json<Body>()
  }

/** Makes customers with these profiles; their ids in the same order. */
export const customersWith = async (
  { db, customerSide }: Pick<TestServer, 'db' | 'customerSide'>,
  organisationId: string,
  profiles: readonly (CustomerProfile & { readonly reference?: string })[],
): Promise<string[]> => {
  const customers = profiles.map(({ reference = null, ...profile }) => ({ reference, profile }))
  const made = await db.inOrganisation(organisationId, async (tx) =>
    customerSide.customers.createCustomers(tx, customers, { actor: 'system', purpose: 'service-contract' }),
  )
  return made.map(({ id }) => id)
}

/** Everything that the audit of an organisation finds, in short. */
export const auditFindings = async (server: TestServer, organisationId: string): Promise<string[]> => {
  await eventually('everything has its position', async () => {
    const { rows } = await server.db.owner.query('select from journal_pending where organisation_id = $1', [
      organisationId,
    ])
    return rows.length === 0
  })
  const found: string[] = []
  for await (const { code, table, key } of auditOrganisation(server.db, organisationId, server.ledger.reader, {
    save: false,
  })) {
    found.push(`${code} ${table} ${key}`)
  }
  return found
}
