import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { verifyArchive } from '@candor/server/platform/backup/index'
import { openDatabase } from '@candor/server/platform/db/index'
import { openStore } from '@candor/server/platform/db/store'
import { appendOnlyTables } from '@candor/server/tables'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runAndKill } from './killed-process.ts'

const candor = fileURLToPath(new URL('../../apps/cli/src/main.ts', import.meta.url))
const key = randomBytes(32)
/** When to kill, as a share of the time that an undisturbed run took. */
const moments = [0.4, 0.6, 0.85]

const rowsIn = async (data: string): Promise<number | undefined> => {
  const store = await openStore({ data, databaseUrl: undefined })
  const { rows } = await store.owner.query<{ count: number }>('select count(*)::int as count from idempotency_key')
  await store.close()
  return rows[0]?.count
}

describe('a backup or restore that is killed', { timeout: 240_000 }, () => {
  let folder: string
  const at = (name: string): string => join(folder, name)
  const run = async (argv: readonly string[], after?: number) =>
    runAndKill([candor, ...argv, '--key-file', 'key'], {
      cwd: folder,
      env: { CANDOR_DATA: at('data') },
      ...(after !== undefined && { after }),
    })

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'candor-killed-'))
    writeFileSync(at('key'), key.toString('hex'))
    const db = await openDatabase({
      data: at('data'),
      databaseUrl: undefined,
      masterKeyFile: at('data/keys/master.key'),
      appendOnly: appendOnlyTables,
    })
    await db.owner.query(`insert into organisation (slug, name, name_zh) values ('harbour', 'Harbour', '港湾')`)
    await db.owner.query(
      `insert into idempotency_key (organisation_id, key_hash, fingerprint, answer)
       select id, sha256(i::text::bytea), '', repeat(md5(i::text), 20)::bytea from organisation, generate_series(1, 20000) i`,
    )
    await db.close()
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const timed = async (argv: readonly string[]): Promise<number> => {
    const started = performance.now()
    expect(await run(argv)).toMatchObject({ code: 0 })
    return performance.now() - started
  }

  it('leaves no file that looks like a backup and is none', async () => {
    const undisturbed = await timed(['backup', 'whole.backup'])
    let killed = 0
    for (const share of moments) {
      const name = `killed-${share}.backup`
      const { signal } = await run(['backup', name], undisturbed * share)
      if (signal === 'SIGKILL') killed += 1
      if (existsSync(at(name))) await verifyArchive(at(name), { kind: 'key', key })
      else expect(signal).toBe('SIGKILL')
    }
    expect(killed).toBeGreaterThan(0)
    expect(await run(['backup', 'afterwards.backup'])).toMatchObject({ code: 0 })
  })

  it('leaves no folder that looks like an installation and is none, and can be repeated', async () => {
    const undisturbed = await timed(['restore', 'whole.backup', '--to', 'first', '--skip-audit'])
    for (const share of moments.slice(1)) {
      const { signal } = await run(['restore', 'whole.backup', '--to', 'restored', '--skip-audit'], undisturbed * share)
      // Killed after the very last step, it is whole.
      if (existsSync(at('restored'))) expect(await rowsIn(at('restored'))).toBe(20_000)
      else expect(signal).toBe('SIGKILL')
      rmSync(at('restored'), { recursive: true, force: true })
    }
    expect(await run(['restore', 'whole.backup', '--to', 'restored'])).toMatchObject({ code: 0 })
    expect(readdirSync(folder).filter((name) => name.includes('restor'))).toEqual(['restored'])
    expect(await rowsIn(at('restored'))).toBe(20_000)
  })
})
