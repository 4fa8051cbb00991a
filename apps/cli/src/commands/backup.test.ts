import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, type Candor } from '@candor/server'
import { readConfig } from '@candor/server/platform/config'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../run.ts'
import { entriesOf, fakeKeyboard } from '../testing.ts'
import { backup } from './backup.ts'
import { restore } from './restore.ts'

describe('candor backup and candor restore', () => {
  let folder: string
  let organisation: string
  const env = { CANDOR_DATA: 'data', CANDOR_DEMO: 'no', CANDOR_LOG_LEVEL: 'silent' }
  const at = (name: string): string => join(folder, name)
  const serve = async (data: string): Promise<Candor> => build(readConfig({ ...env, CANDOR_DATA: data }, folder))
  const ask = async (argv: readonly string[], more: Record<string, string> = {}, typed: readonly string[] = []) => {
    const answers = [...typed]
    const { io, written } = fakeKeyboard({ ...env, ...more }, folder, () => answers.shift() ?? '')
    return { code: await run(entriesOf(backup, restore), argv, io), ...written }
  }
  const organisationsIn = async (data: string): Promise<string[]> => {
    const { app, platform } = await serve(data)
    const ids = await platform.db.organisationIds()
    const readable = await platform.db.inOrganisation(ids[0]!, async (tx) => tx.keys.sealKey(tx))
    expect(readable).toHaveLength(32)
    await app.close()
    return ids
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'candor-cli-'))
    writeFileSync(at('backup.key'), `${randomBytes(32).toString('hex')}\n`)
    writeFileSync(at('passphrase'), 'seven seals and no secret\n')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('back up while the server runs, and restore what can be opened with the key', async () => {
    const { app, identity, platform } = await serve('data')
    organisation = await identity.createOrganisation({ slug: 'harbour', name: 'Harbour', nameZh: '港湾' })
    await platform.db.inOrganisation(organisation, async (tx) => tx.keys.sealKey(tx))
    const made = await ask(['backup', 'running.backup', '--key-file', 'backup.key'])
    await app.close()
    expect(made).toMatchObject({ code: 0 })
    expect(made.out).toContain('read back and found whole')
    expect(await ask(['restore', 'running.backup', '--key-file', 'backup.key', '--to', 'restored'])).toMatchObject({
      code: 0,
    })
    expect(await organisationsIn('restored')).toEqual([organisation])
  })

  it('back up while the server is stopped, with a passphrase from a file, the environment or the keyboard', async () => {
    const { code, out } = await ask(['backup', '.', '--json', '--passphrase-file', 'passphrase'])
    expect(code).toBe(0)
    const { file, files } = JSON.parse(out) as { file: string; files: number }
    expect(files).toBe(1)
    const environment = { CANDOR_CLI_PASSPHRASE: 'seven seals and no secret' }
    expect(await ask(['restore', file, '--to', 'again'], environment)).toMatchObject({ code: 0 })
    expect(await organisationsIn('again')).toEqual([organisation])
    const typed = ['the first time', 'not the same']
    expect((await ask(['backup', 'typed.backup'], {}, typed)).err).toContain('The two passphrases differ')
    expect(await ask(['backup', 'typed.backup'], {}, ['correct horse', 'correct horse'])).toMatchObject({ code: 0 })
  })

  it('refuse to overwrite, to open with another secret, and to restore over anything', async () => {
    expect(await ask(['backup', 'running.backup', '--key-file', 'backup.key'])).toMatchObject({ code: 1, out: '' })
    const wrong = await ask(['restore', 'running.backup', '--passphrase-file', 'passphrase', '--to', 'new'])
    expect(wrong).toMatchObject({ code: 1, out: '' })
    expect(wrong.err).toContain('locked with a key file')
    const over = await ask(['restore', 'running.backup', '--key-file', 'backup.key', '--json'])
    expect(over.code).toBe(1)
    expect(JSON.parse(over.out)).toMatchObject({ error: { code: 'BACKUP_TARGET_NOT_EMPTY' } })
    const bytes = readFileSync(at('running.backup'))
    bytes[bytes.length >> 1]! ^= 8
    writeFileSync(at('damaged.backup'), bytes)
    expect((await ask(['restore', 'damaged.backup', '--key-file', 'backup.key', '--to', 'new'])).err).toContain(
      'changed or damaged',
    )
    expect(existsSync(at('new'))).toBe(false)
    expect(readdirSync(folder).filter((name) => /restoring|partial/.test(name))).toEqual([])
  })

  it('say what is missing when they are called wrongly', async () => {
    expect((await ask(['backup', 'x', '--key-file', 'passphrase'])).err).toContain('does not hold a backup key')
    expect((await ask(['backup', 'x', '--key-file', 'absent'])).err).toContain('cannot be read')
    expect((await ask(['backup', 'x'], { CANDOR_DATA: 'nowhere' })).err).toContain('There is no Candor data')
    expect((await ask(['backup', 'x'], { CANDOR_PORT: 'many' })).err).toContain('CANDOR_PORT')
  })
})
