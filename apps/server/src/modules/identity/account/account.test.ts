import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testServer, type TestServer } from '../../../testing/index.ts'
import { fromBase32 } from '../second-factor/base32.ts'
import { codeOf, stepAt } from '../second-factor/totp.ts'
import { asker } from '../testing.ts'
import { deviceOf } from './device.ts'

let server: TestServer
let ask: ReturnType<typeof asker>
const lines: string[] = []
beforeAll(async () => {
  server = await testServer({ logSink: { write: (line) => lines.push(line) } })
  ask = asker(server)
})
afterAll(async () => server.close())

const password = 'teapot seventeen glacier'
let people = 0
const newPerson = async () => {
  people += 1
  const email = `account-${people}@example.com`
  const organisationId = server.organisations[0] ?? ''
  const id = await server.identity.createStaff({ organisationId, role: 'sales', name: 'Ann', email, password })
  return { id, email }
}
const signIn = async (email: string, code?: string) =>
  ask<{ code?: string }>(undefined, 'POST', '/api/auth/sign-in', { email, password, ...(code && { code }) })

type Sessions = { items: { id: string; current: boolean }[] }
const sessions = async (who: { headers: Record<string, string> }) =>
  (await ask<Sessions>(who, 'GET', '/api/account/sessions')).body.items

describe('the list of one’s sessions', () => {
  it('names each, the present one first, and nobody else’s', async () => {
    const { email } = await newPerson()
    const [, here] = [await signIn(email), await signIn(email)]
    await signIn((await newPerson()).email)
    const items = await sessions(here)
    expect(items.map(({ current }) => current)).toEqual([true, false])
  })

  it('ends one of them, at once', async () => {
    const { email } = await newPerson()
    const [there, here] = [await signIn(email), await signIn(email)]
    expect((await ask(there, 'GET', '/api/account')).status).toBe(200)
    const [, other] = await sessions(here)
    expect((await ask(here, 'DELETE', `/api/account/sessions/${other?.id}`)).status).toBe(200)
    expect((await ask(there, 'GET', '/api/account')).status).toBe(401)
    expect((await ask(here, 'GET', '/api/account')).status).toBe(200)
    expect((await ask(here, 'DELETE', `/api/account/sessions/${other?.id}`)).status).toBe(404)
  })

  it('does not end somebody else’s', async () => {
    const [mine, theirs] = [await signIn((await newPerson()).email), await signIn((await newPerson()).email)]
    const [session] = await sessions(theirs)
    expect((await ask(mine, 'DELETE', `/api/account/sessions/${session?.id}`)).status).toBe(404)
    expect((await ask(theirs, 'GET', '/api/account')).status).toBe(200)
  })

  it('ends all but the present one', async () => {
    const { email } = await newPerson()
    const [there, too, here] = [await signIn(email), await signIn(email), await signIn(email)]
    const ended = await ask(here, 'POST', '/api/account/sessions/end-others', {})
    expect(ended.body).toEqual({ ended: 2 })
    for (const gone of [there, too]) expect((await ask(gone, 'GET', '/api/account')).status).toBe(401)
    expect((await ask(here, 'GET', '/api/account')).status).toBe(200)
  })

  it.each([
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36',
      'Chrome',
      'Linux',
    ],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36 Edg/130.0', 'Edge', 'Windows'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari',
      'iPhone',
    ],
    ['Mozilla/5.0 (Android 15; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0', 'Firefox', 'Android'],
    ['curl/8.5.0', null, null],
  ])('tells browser and system: %s', (agent, browser, system) => {
    expect(deviceOf(agent)).toEqual({ browser, system })
  })
})

/** Somebody with a second factor: how to make codes, and the recovery codes. */
const withFactor = async () => {
  const person = await newPerson()
  const here = await signIn(person.email)
  const begun = await ask<{ secret: string; uri: string }>(here, 'POST', '/api/account/second-factor', { password })
  const secret = fromBase32(begun.body.secret) ?? Buffer.alloc(0)
  /** @param away half minutes from now */
  const code = (away = 0): string => codeOf(secret, stepAt(Date.now()) + away)
  const url = '/api/account/second-factor/confirm'
  const confirmed = await ask<{ recoveryCodes: string[] }>(here, 'POST', url, { code: code(-1) })
  return { ...person, here, begun, code, recoveryCodes: confirmed.body.recoveryCodes }
}

/** Waits until no half minute ends in the middle of a few requests. */
const steady = async (): Promise<void> => {
  const left = 30_000 - (Date.now() % 30_000)
  if (left < 5000) await new Promise((resolve) => setTimeout(resolve, left))
}

describe('the second factor', () => {
  it('is asked for only once it was confirmed, and the password is asked first', async () => {
    const { email } = await newPerson()
    const here = await signIn(email)
    const wrong = await ask(here, 'POST', '/api/account/second-factor', { password: 'not it at all' })
    expect(wrong.body).toMatchObject({ code: 'IDENTITY_WRONG_PASSWORD', errors: [{ path: '/body/password' }] })
    const begun = await ask<{ uri: string }>(here, 'POST', '/api/account/second-factor', { password })
    expect(begun.body.uri).toMatch(/^otpauth:\/\/totp\/Candor:account-/)
    expect((await signIn(email)).status).toBe(200)
    const refused = await ask(here, 'POST', '/api/account/second-factor/confirm', { code: '000000' })
    expect(refused.body).toMatchObject({ status: 401, code: 'IDENTITY_WRONG_SECOND_FACTOR' })
  })

  it('then takes password and code to sign in', async () => {
    const { email, code, here } = await withFactor()
    expect((await ask(here, 'GET', '/api/account')).body).toMatchObject({
      secondFactor: { on: true, recoveryCodesLeft: 10 },
    })
    const without = await signIn(email)
    expect(without).toMatchObject({ status: 401, headers: { cookie: '' }, body: { code: 'IDENTITY_CODE_NEEDED' } })
    expect((await signIn(email, '123456')).body).toMatchObject({ code: 'IDENTITY_WRONG_SECOND_FACTOR' })
    expect((await signIn(email, code(0))).status).toBe(200)
  })

  it('does not tell who does not know the password whether there is one', async () => {
    const { email } = await withFactor()
    const body = { email, password: 'not it at all', code: '123456' }
    expect((await ask(undefined, 'POST', '/api/auth/sign-in', body)).body).toMatchObject({
      code: 'IDENTITY_WRONG_CREDENTIALS',
    })
  })

  it('takes no code twice, not even in two requests at once, and none from before', async () => {
    await steady()
    const { email, code } = await withFactor()
    const now = code(0)
    const answers = await Promise.all([signIn(email, now), signIn(email, now), signIn(email, now)])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401, 401])
    expect((await signIn(email, now)).status).toBe(401)
    expect((await signIn(email, code(-1))).status).toBe(401)
    expect((await signIn(email, code(1))).status).toBe(200)
  })

  it('can be got round with a recovery code, each of which opens once', async () => {
    const { email, here, recoveryCodes } = await withFactor()
    expect(new Set(recoveryCodes).size).toBe(10)
    const [first = '', second = ''] = recoveryCodes
    const answers = await Promise.all([signIn(email, first), signIn(email, first.toLowerCase().replace('-', ''))])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401])
    const renewed = await ask<{ recoveryCodes: string[] }>(here, 'POST', '/api/account/second-factor/recovery-codes', {
      password,
    })
    expect((await signIn(email, second)).status).toBe(401)
    expect((await signIn(email, renewed.body.recoveryCodes[0])).status).toBe(200)
  })

  it('shuts the account for a while after ten wrong codes', async () => {
    const { email, code } = await withFactor()
    for (let tried = 0; tried < 10; tried += 1) expect((await signIn(email, '000000')).status).toBe(401)
    expect((await signIn(email, code(0))).body).toMatchObject({ status: 429, code: 'IDENTITY_TOO_MANY_ATTEMPTS' })
  })

  it('is switched off with the password, or taken away by an administrator when it was lost', async () => {
    const [first, second] = [await withFactor(), await withFactor()]
    const url = '/api/account/second-factor/remove'
    expect((await ask(first.here, 'POST', url, { password })).status).toBe(200)
    expect((await signIn(first.email)).status).toBe(200)
    const administrator = await server.signIn('administrator')
    const change = { secondFactor: false }
    expect((await ask(administrator, 'PATCH', `/api/staff/${second.id}`, change)).status).toBe(200)
    expect((await signIn(second.email)).status).toBe(200)
  })

  it('is not begun anew while it is on', async () => {
    const { here } = await withFactor()
    expect((await ask(here, 'POST', '/api/account/second-factor', { password })).body).toMatchObject({
      status: 409,
      code: 'IDENTITY_SECOND_FACTOR_ON',
    })
  })

  it('leaves neither secret nor codes in the database or the log', async () => {
    const { id, begun, recoveryCodes } = await withFactor()
    const { rows } = await server.db.owner.query<{ row: string }>(
      'select f::text as row from auth.second_factor f where user_id = $1',
      [id],
    )
    const hex = (text: string): string => Buffer.from(text).toString('hex')
    const secret = fromBase32(begun.body.secret)?.toString('hex') ?? ''
    expect(rows[0]?.row).toMatch(/\\x/)
    for (const planted of [begun.body.secret, secret, ...recoveryCodes]) {
      expect(rows[0]?.row).not.toContain(planted)
      expect(rows[0]?.row).not.toContain(hex(planted))
      expect(lines.filter((line) => line.includes(planted))).toEqual([])
    }
  })
})

describe('changing the password', () => {
  it('refuses a common one', async () => {
    const { email } = await newPerson()
    const here = await signIn(email)
    const body = { currentPassword: password, newPassword: 'Password2026!' }
    expect((await ask(here, 'POST', '/api/auth/password', body)).body).toMatchObject({
      status: 400,
      code: 'IDENTITY_COMMON_PASSWORD',
      errors: [{ path: '/body/newPassword' }],
    })
  })
})
