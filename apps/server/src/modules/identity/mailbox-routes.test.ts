import { afterEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../platform/config.ts'
import { testServer, type TestServer } from '../../testing/index.ts'
import { mailboxIsOpen } from './mailbox-routes.ts'

let server: TestServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

const sendTo = async (on: TestServer, organisationId: string, to: string) =>
  on.db.inOrganisation(organisationId, async (tx) =>
    on.platform.mail.send(tx, { subjectId: organisationId, to, subject: 'hello', text: 'hello' }),
  )

describe('the mailbox', () => {
  it.each([
    [{}, true],
    [{ CANDOR_HOST: 'localhost', CANDOR_PORT: '4000' }, true],
    [{ CANDOR_HOST: '0.0.0.0' }, false],
    [{ SMTP_URL: 'smtp://localhost' }, false],
    [{ CANDOR_PUBLIC_URL: 'https://crm.example.com' }, false],
  ])('with the settings %j is open without sign-in: %s', (env, open) => {
    expect(mailboxIsOpen(readConfig(env, '/srv'))).toBe(open)
  })

  it('shows the mail of all organisations to this machine while no mail can leave', async () => {
    server = await testServer()
    const [here = '', there = ''] = server.organisations
    await sendTo(server, here, 'a@example.com')
    await sendTo(server, there, 'b@example.com')
    const response = await server.app.inject({ url: '/api/mailbox', headers: { host: 'localhost:3000' } })
    expect(response.json()).toMatchObject({
      open: true,
      leaves: false,
      items: [{ to: 'b@example.com' }, { to: 'a@example.com' }],
    })
    const elsewhere = [
      { url: '/api/mailbox', headers: { host: 'localhost:3000' }, remoteAddress: '192.0.2.1' },
      { url: '/api/mailbox', headers: { host: 'localhost:3000', 'x-forwarded-for': '192.0.2.1' } },
      { url: '/api/mailbox', headers: { host: 'evil.example' } },
    ]
    for (const request of elsewhere) {
      expect((await server.app.inject(request)).json()).toMatchObject({ status: 403, code: 'IDENTITY_MAILBOX_CLOSED' })
    }
  })

  it('is for owners, who see the mail of their own organisation, where the server can be reached from elsewhere', async () => {
    server = await testServer({ env: { CANDOR_HOST: '0.0.0.0' } })
    const [here = '', there = ''] = server.organisations
    await sendTo(server, here, 'a@example.com')
    await sendTo(server, there, 'b@example.com')
    expect((await server.app.inject('/api/mailbox')).statusCode).toBe(401)
    const agent = await server.signIn('sales')
    expect((await server.app.inject({ url: '/api/mailbox', headers: agent.headers })).statusCode).toBe(403)
    const owner = await server.signIn('owner')
    const response = await server.app.inject({ url: '/api/mailbox', headers: owner.headers })
    expect(response.json()).toMatchObject({ open: false, items: [{ to: 'a@example.com' }] })
  })
})
