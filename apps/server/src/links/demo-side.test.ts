import { afterEach, describe, expect, it } from 'vitest'
import { coalition } from '../modules/demo/index.ts'
import { eventually, testServer, type TestServer } from '../testing/index.ts'

let server: TestServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

const [person] = coalition.staff

/** A server on which the demo’s company has its staff; what else belongs to the demo takes longer and is not looked at here. */
const withDemoStaff = async (env: Record<string, string>): Promise<TestServer> => {
  server = await testServer({ organisations: 0, env })
  const organisationId = await server.identity.createOrganisation(coalition)
  await server.identity.createStaff({ organisationId, demo: true, ...person })
  return server
}
const welcome = async (on: TestServer, more: object = {}) =>
  (await on.app.inject({ url: '/api/welcome', headers: { host: 'localhost:3000' }, ...more })).json()
const signIn = async ({ app }: TestServer) =>
  app.inject({ method: 'POST', url: '/api/auth/sign-in', payload: { email: person.email, password: person.password } })

describe('the published passwords of the demo', () => {
  it('are offered to this machine', async () => {
    const { demo } = await welcome(await withDemoStaff({ CANDOR_DEMO: 'yes' }))
    expect(demo.accounts).toContainEqual(expect.objectContaining({ email: person.email, password: person.password }))
  })

  it('are offered to no other machine, whatever way it came', async () => {
    const on = await withDemoStaff({ CANDOR_DEMO: 'yes' })
    for (const more of [
      { remoteAddress: '192.0.2.1' },
      { headers: { host: 'localhost:3000', 'x-forwarded-for': '192.0.2.1' } },
      { headers: { host: 'crm.example.com' } },
    ]) {
      expect((await welcome(on, more)).demo).toBeNull()
    }
  })

  it.each([[{ CANDOR_HOST: '0.0.0.0' }], [{ CANDOR_PUBLIC_URL: 'https://crm.example.com' }]])(
    'are not offered at all by a server that others can reach: %j',
    async (env) => {
      expect((await welcome(await withDemoStaff({ CANDOR_DEMO: 'yes', ...env }))).demo).toBeNull()
    },
  )

  it('open nothing where the demo is switched off; its data stay, and a company of one’s own can be set up', async () => {
    const on = await withDemoStaff({ CANDOR_DEMO: 'no' })
    expect((await welcome(on)).demo).toBeNull()
    const refused = await signIn(on)
    expect(refused.json()).toMatchObject({ status: 403, code: 'IDENTITY_NO_ORGANISATION' })
    expect(refused.headers['set-cookie']).toBeUndefined()
    const { rows } = await on.db.owner.query('select from auth.user where email = $1', [person.email])
    expect(rows).toHaveLength(1)
    expect(await on.identity.setUpPath()).toBeDefined()
  })

  it('and their sessions end when the server starts to listen', async () => {
    const on = await withDemoStaff({ CANDOR_DEMO: 'no' })
    await on.db.owner.query(
      `insert into auth.session (id, user_id, token, expires_at)
       select gen_random_uuid(), id, 'token', now() + interval '1 day' from auth.user where demo`,
    )
    await on.app.listen({ port: 0, host: '127.0.0.1' })
    await eventually('no session of the demo is left', async () => {
      const { rows } = await on.db.owner.query('select from auth.session')
      return rows.length === 0
    })
  })
})
