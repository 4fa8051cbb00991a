import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testServer, type TestServer } from '../../testing/index.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
afterAll(async () => server.close())

describe('staff sign-in', () => {
  it('says who is signed in', async () => {
    const { headers, id } = await server.signIn('agent')
    const response = await server.app.inject({ url: '/api/session', headers })
    expect(response.json()).toMatchObject({ staff: { userId: id, role: 'agent' } })
  })
})
