import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testServer, type TestServer } from '../testing/index.ts'
import { forgetOldAnswers, tidy } from './housekeeping.ts'
import { uuidv7 } from './ids.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
afterAll(async () => server.close())

const left = async (table: string): Promise<number> => {
  const { rows } = await server.db.owner.query<{ n: number }>(`select count(*) as n from ${table}`)
  return rows[0]?.n ?? -1
}

describe('tidying', () => {
  it('forgets answers after a day, in every organisation, and keeps newer ones', async () => {
    for (const organisation of server.organisations) {
      for (const age of ['25 hours', '23 hours']) {
        await server.db.owner.query(
          `insert into idempotency_key (organisation_id, key_hash, fingerprint, answer, created_at)
           values ($1, $2, '', '', now() - $3::interval)`,
          [organisation, Buffer.from(age), age],
        )
      }
    }
    await tidy(server.db, [forgetOldAnswers])
    expect(await left('idempotency_key')).toBe(2)
  })

  it('removes sessions and codes past their time', async () => {
    await server.signInCustomer(uuidv7())
    await server.signIn('sales')
    await tidy(server.db, [server.identity.forgetExpired])
    expect([await left('portal_session'), await left('auth.session')]).toEqual([1, 1])
    await server.db.owner.query(`update portal_session set expires_at = now() - interval '1 second'`)
    await server.db.owner.query(`update auth.session set expires_at = now() - interval '1 second'`)
    await tidy(server.db, [server.identity.forgetExpired])
    expect([await left('portal_session'), await left('auth.session')]).toEqual([0, 0])
  })
})
