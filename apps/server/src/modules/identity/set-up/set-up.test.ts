import { afterEach, describe, expect, it } from 'vitest'
import { testServer, type TestServer } from '../../../testing/index.ts'
import { asker, recordedKinds } from '../testing.ts'
import { slugOf } from './first-owner.ts'

let server: TestServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

const company = {
  company: 'Lantern & Rope',
  name: 'Ann Leeward',
  email: 'Ann@lantern.example',
  password: 'teapot seventeen glacier',
}
const tokenOf = async (on: TestServer): Promise<string> => (await on.identity.setUpPath())?.split('token=')[1] ?? ''

describe('the set-up of the first company', () => {
  it('is offered with a link on the console while nobody works here', async () => {
    server = await testServer({ organisations: 0 })
    expect((await server.greeting()).join('\n')).toMatch(/http:\/\/localhost:3000\/set-up\?token=[\w-]{43}/)
    const ask = asker(server)
    expect((await ask(undefined, 'GET', '/api/welcome')).body).toMatchObject({ setUp: true, demo: null })
    expect((await ask(undefined, 'GET', `/api/set-up?token=${await tokenOf(server)}`)).body).toEqual({ open: true })
  })

  it('makes company and owner and signs the owner in; then page and link are gone', async () => {
    server = await testServer({ organisations: 0 })
    const ask = asker(server)
    const token = await tokenOf(server)
    const made = await ask<{ staff: { role: object; organisation: { id: string } } }>(
      undefined,
      'POST',
      '/api/set-up',
      {
        ...company,
        token,
        currency: 'EUR',
      },
    )
    expect(made).toMatchObject({
      status: 201,
      body: {
        staff: {
          email: 'ann@lantern.example',
          role: { key: 'owner' },
          organisation: { slug: 'lantern-rope', name: 'Lantern & Rope', nameZh: 'Lantern & Rope' },
        },
      },
    })
    expect((await ask(made, 'GET', '/api/staff')).status).toBe(200)
    expect((await ask(made, 'GET', '/api/merchants')).body).toMatchObject({ items: [{ name: 'Lantern & Rope' }] })
    expect(await recordedKinds(server, made.body.staff.organisation.id, 1)).toEqual(['organisation.set-up'])
    for (const answer of [
      await ask(undefined, 'GET', `/api/set-up?token=${token}`),
      await ask(undefined, 'POST', '/api/set-up', { ...company, email: 'another@lantern.example', token }),
    ]) {
      expect(answer.body).toMatchObject({ status: 404, code: 'IDENTITY_SET_UP_DONE' })
    }
    expect(await server.identity.setUpPath()).toBeUndefined()
    expect((await server.greeting()).join('\n')).not.toContain('set-up')
    expect((await ask(undefined, 'GET', '/api/welcome')).body).toMatchObject({ setUp: false })
  })

  it('is done once, also when it is sent several times at once', async () => {
    server = await testServer({ organisations: 0 })
    const [ask, token] = [asker(server), await tokenOf(server)]
    const answers = await Promise.all(
      ['a', 'b', 'c'].map(async (name) =>
        ask(undefined, 'POST', '/api/set-up', { ...company, email: `${name}@lantern.example`, token }),
      ),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 404, 404])
    expect(await server.db.organisationIds()).toHaveLength(1)
  })

  it('opens to nobody without the right link, and to no common password', async () => {
    server = await testServer({ organisations: 0 })
    const [ask, token] = [asker(server), await tokenOf(server)]
    const wrong = await ask(undefined, 'POST', '/api/set-up', { ...company, token: 'x'.repeat(43) })
    expect(wrong.body).toMatchObject({ status: 404, code: 'IDENTITY_SET_UP_DONE' })
    for (const password of ['lantern2026', 'Password123!', 'Ann Leeward 1']) {
      const refused = await ask(undefined, 'POST', '/api/set-up', { ...company, password, token })
      expect(refused.body).toMatchObject({ status: 400, code: 'IDENTITY_COMMON_PASSWORD' })
    }
    expect(await server.db.organisationIds()).toEqual([])
    expect((await ask(undefined, 'POST', '/api/set-up', { ...company, token })).status).toBe(201)
  })

  it('goes on where an earlier one was ended in the middle', async () => {
    server = await testServer({ organisations: 0 })
    await server.identity.createOrganisation({ slug: 'lantern-rope', name: 'half', nameZh: 'half' })
    const made = await asker(server)(undefined, 'POST', '/api/set-up', { ...company, token: await tokenOf(server) })
    expect(made.body).toMatchObject({ staff: { organisation: { slug: 'lantern-rope', name: 'Lantern & Rope' } } })
  })

  it('is not offered where the demo is shown', async () => {
    server = await testServer({ organisations: 0, env: { CANDOR_DEMO: 'yes' } })
    expect(await server.identity.setUpPath()).toBeUndefined()
  })

  it.each([
    ['Lantern & Rope', 'lantern-rope'],
    ['Café Müller', 'cafe-muller'],
    ['港湾联盟', 'organisation'],
    [' --- ', 'organisation'],
  ])('gives %s the short name %s', (name, slug) => {
    expect(slugOf(name)).toBe(slug)
  })
})
