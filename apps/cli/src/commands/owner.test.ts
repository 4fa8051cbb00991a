import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from '@candor/server'
import { readConfig } from '@candor/server/platform/config'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../run.ts'
import { entriesOf, fakeKeyboard } from '../testing.ts'
import { owner } from './owner.ts'

describe('candor owner', () => {
  let folder: string
  const env = { CANDOR_DATA: 'data', CANDOR_DEMO: 'no', CANDOR_LOG_LEVEL: 'silent' }
  const password = 'teapot seventeen glacier'
  const ask = async (argv: readonly string[], typed: readonly string[] = []) => {
    const answers = [...typed]
    const { io, written } = fakeKeyboard(env, folder, () => answers.shift() ?? '')
    return { code: await run(entriesOf(owner), ['owner', ...argv], io), ...written }
  }
  const ann = ['--company', 'Lantern & Rope', '--name', 'Ann Leeward', '--email', 'ann@lantern.example']

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'candor-cli-'))
    writeFileSync(join(folder, 'password'), `${password}\n`)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('says what is missing, and refuses a password that others would guess, before anything is made', async () => {
    expect((await ask(ann.slice(2))).err).toContain('--company is missing')
    expect((await ask([...ann.slice(0, 5), 'ann'])).err).toContain('is not an e-mail address')
    expect((await ask([...ann, '--currency', 'pounds'])).err).toContain('is not a currency')
    expect((await ask(ann, [password, 'another'])).err).toContain('The two passwords differ')
    expect(await ask(ann, ['lantern2026', 'lantern2026'])).toMatchObject({ code: 1, out: '' })
  })

  it('makes the first company and its owner, who then signs in; and refuses a second time', async () => {
    expect(await ask([...ann, '--password-file', 'password'])).toMatchObject({ code: 0 })
    const again = await ask([...ann, '--password-file', 'password', '--json'])
    expect(again.code).toBe(1)
    expect(JSON.parse(again.out)).toMatchObject({ error: { code: 'IDENTITY_SET_UP_DONE' } })
    const { app, identity } = await build(readConfig(env, folder))
    const payload = { email: 'ann@lantern.example', password }
    const signedIn = await app.inject({ method: 'POST', url: '/api/auth/sign-in', payload })
    expect(signedIn.json()).toMatchObject({
      staff: { role: { key: 'owner' }, organisation: { name: 'Lantern & Rope' } },
    })
    expect(await identity.setUpPath()).toBeUndefined()
    await app.close()
  })
})
