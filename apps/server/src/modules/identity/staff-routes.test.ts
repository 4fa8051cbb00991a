import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testServer, type TestServer } from '../../testing/index.ts'

let server: TestServer
const lines: string[] = []
beforeAll(async () => {
  server = await testServer({ logSink: { write: (line) => lines.push(line) } })
})
afterAll(async () => server.close())

const password = 'a long enough password'
let people = 0
const newPerson = async (
  role: 'owner' | 'sales' | 'auditor' = 'sales',
  organisationId = server.organisations[0] ?? '',
) => {
  people += 1
  const email = `staff-${people}@example.com`
  const id = await server.identity.createStaff({ organisationId, role, email, name: `Staff ${people}`, password })
  return { id, email }
}
const signIn = async (email: string, secret = password, headers: Record<string, string> = {}) =>
  server.app.inject({ method: 'POST', url: '/api/auth/sign-in', headers, payload: { email, password: secret } })
const cookieOf = (response: Awaited<ReturnType<typeof signIn>>): string =>
  [response.headers['set-cookie'] ?? []]
    .flat()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
const session = async (cookie: string) =>
  (await server.app.inject({ url: '/api/session', headers: { cookie } })).json().staff
const post = async (url: string, cookie: string, payload: object = {}) =>
  server.app.inject({ method: 'POST', url, headers: { cookie }, payload })

describe('sign-in of staff', () => {
  it('gives a session that says who they are, as what, and where', async () => {
    const { id, email } = await newPerson('auditor')
    const response = await signIn(email)
    expect(response.statusCode).toBe(200)
    const expected = {
      userId: id,
      email,
      role: { key: 'auditor', name: 'Auditor', nameZh: '审计员' },
      language: null,
      organisation: { slug: 'organisation-1', nameZh: '组织1' },
    }
    expect(response.json().staff).toMatchObject(expected)
    expect(await session(cookieOf(response))).toMatchObject(expected)
  })

  it('does not care how the address is written', async () => {
    const { email } = await newPerson()
    expect((await signIn(email.toUpperCase())).statusCode).toBe(200)
  })

  it('sets a cookie that scripts cannot read and other sites do not send', async () => {
    const { email } = await newPerson()
    const cookie = String((await signIn(email)).headers['set-cookie'])
    expect(cookie).toMatch(/^candor-staff\.session_token=/)
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
  })

  it('answers a wrong password and an unknown address alike', async () => {
    const { email } = await newPerson()
    const [wrong, unknown] = [await signIn(email, 'another password'), await signIn('nobody@example.com')]
    expect(wrong.json()).toMatchObject({ status: 401, code: 'IDENTITY_WRONG_CREDENTIALS' })
    expect(unknown.json()).toEqual(wrong.json())
    expect(wrong.headers['set-cookie']).toBeUndefined()
  })

  it('is refused for a while after ten wrong passwords, even with the right one', async () => {
    const { email } = await newPerson()
    for (let tried = 0; tried < 10; tried += 1) expect((await signIn(email, `guess ${tried}`)).statusCode).toBe(401)
    const refused = await signIn(email)
    expect(refused.json()).toMatchObject({ status: 429, code: 'IDENTITY_TOO_MANY_ATTEMPTS' })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(60)
  })

  it('is not shut by signing in often', async () => {
    const { email } = await newPerson()
    for (let tried = 0; tried < 12; tried += 1) expect((await signIn(email)).statusCode).toBe(200)
  })

  it('is refused from a page of another site', async () => {
    const { email } = await newPerson()
    expect((await signIn(email, password, { origin: 'https://evil.example' })).json()).toMatchObject({
      code: 'HTTP_CROSS_SITE',
    })
  })

  it('does not let anybody make an account: only the described routes exist', async () => {
    const account = { email: 'me@example.com', password, name: 'Me' }
    for (const url of [
      '/api/auth/sign-up/email',
      '/api/auth/sign-in/email',
      '/api/auth/update-user',
      '/api/auth/delete-user',
    ]) {
      expect((await server.app.inject({ method: 'POST', url, payload: account })).statusCode).toBe(404)
    }
  })
})

describe('a staff session', () => {
  it('is nobody’s without a cookie, with a made-up one and with a changed one', async () => {
    const { email } = await newPerson()
    const cookie = cookieOf(await signIn(email))
    const changed = cookie.replace(/=(.)/, (_all, first: string) => `=${first === 'a' ? 'b' : 'a'}`)
    for (const wrong of ['', 'candor-staff.session_token=abc.def', changed, cookie.slice(0, -4)]) {
      expect(await session(wrong)).toBeNull()
    }
  })

  it('ends with sign-out, also for who copied the cookie', async () => {
    const { email } = await newPerson()
    const cookie = cookieOf(await signIn(email))
    expect(await session(cookie)).not.toBeNull()
    expect((await post('/api/auth/sign-out', cookie)).json()).toEqual({ done: true })
    expect(await session(cookie)).toBeNull()
    expect((await server.app.inject({ url: '/api/events', headers: { cookie } })).statusCode).toBe(401)
  })

  it('ends when the membership does', async () => {
    const { id, email } = await newPerson()
    const cookie = cookieOf(await signIn(email))
    await server.db.owner.query('delete from auth.membership where user_id = $1', [id])
    expect(await session(cookie)).toBeNull()
    expect((await signIn(email)).json()).toMatchObject({ status: 403, code: 'IDENTITY_NO_ORGANISATION' })
  })

  it('follows the language that the person chose', async () => {
    const { email } = await newPerson()
    const cookie = cookieOf(await signIn(email))
    const put = async (language: string | null) =>
      server.app.inject({ method: 'PUT', url: '/api/session/language', headers: { cookie }, payload: { language } })
    expect((await put('zh-CN')).statusCode).toBe(200)
    expect(await session(cookie)).toMatchObject({ language: 'zh-CN' })
    expect((await put('fr')).statusCode).toBe(400)
  })
})

describe('changing the password', () => {
  it('needs the current one, ends the other sessions and keeps this one', async () => {
    const { email } = await newPerson()
    const [here, elsewhere] = [cookieOf(await signIn(email)), cookieOf(await signIn(email))]
    const wrong = await post('/api/auth/password', here, {
      currentPassword: 'not it',
      newPassword: 'the next long password',
    })
    expect(wrong.json()).toMatchObject({
      status: 400,
      code: 'IDENTITY_WRONG_PASSWORD',
      errors: [{ path: '/body/currentPassword' }],
    })
    const right = await post('/api/auth/password', here, {
      currentPassword: password,
      newPassword: 'the next long password',
    })
    expect(right.statusCode).toBe(200)
    expect(await session(elsewhere)).toBeNull()
    expect(await session(cookieOf(right))).toMatchObject({ email })
    expect((await signIn(email)).statusCode).toBe(401)
    expect((await signIn(email, 'the next long password')).statusCode).toBe(200)
  })

  it('refuses a short one', async () => {
    const { email } = await newPerson()
    const cookie = cookieOf(await signIn(email))
    const response = await post('/api/auth/password', cookie, { currentPassword: password, newPassword: 'short' })
    expect(response.json()).toMatchObject({ status: 400, errors: [{ path: '/body/newPassword' }] })
  })
})

describe('making staff', () => {
  it('keeps password and person where the address is known already', async () => {
    const { id, email } = await newPerson()
    const again = {
      organisationId: server.organisations[1] ?? '',
      role: 'owner' as const,
      email,
      name: 'Other',
      password: 'something else',
    }
    expect(await server.identity.createStaff(again)).toBe(id)
    expect((await signIn(email)).json().staff).toMatchObject({
      role: { key: 'sales' },
      name: expect.stringMatching(/^Staff/),
    })
  })

  it('stores no password in clear', async () => {
    const { id } = await newPerson()
    const { rows } = await server.db.owner.query<{ password: string }>(
      'select password from auth.account where user_id = $1',
      [id],
    )
    expect(rows[0]?.password).not.toContain(password)
    expect(rows[0]?.password.length).toBeGreaterThan(100)
  })

  it('tells names to the own organisation only', async () => {
    const { id } = await newPerson()
    const [here = '', there = ''] = server.organisations
    expect([...(await server.identity.staffNames(here, [id])).keys()]).toEqual([id])
    expect((await server.identity.staffNames(there, [id])).size).toBe(0)
  })
})

describe('the log', () => {
  it('has no address, password or cookie of all this', () => {
    expect(lines.filter((line) => /example\.com|long enough|session_token=/.test(line))).toEqual([])
  })
})
