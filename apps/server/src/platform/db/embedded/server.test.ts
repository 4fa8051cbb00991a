import { fork, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StartError } from '../../start-error.ts'
import { openStore } from '../store.ts'
import { postgresBinaries } from './binaries.ts'
import { findLauncher } from './launch.ts'
import { socketFolder } from './socket-folder.ts'

let data: string
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'candor-embedded-'))
})
afterAll(() => rmSync(data, { recursive: true, force: true }))

const storeModule = new URL('../store.ts', import.meta.url).href
const open = async (folder = data) =>
  openStore({ data: folder, databaseUrl: undefined, poolSize: { owner: 2, app: 1 } })

/** A process of its own that holds the store open and writes rows as fast as it can, telling of each one that is durable. */
const writer = async (): Promise<{ child: ChildProcess; acknowledged: () => number }> => {
  const script = join(data, 'writer.mjs')
  writeFileSync(
    script,
    `import { openStore } from '${storeModule}'
     const store = await openStore({ data: ${JSON.stringify(data)}, databaseUrl: undefined })
     await store.owner.query('create table if not exists written (n int primary key)')
     const { rows } = await store.owner.query('select coalesce(max(n), 0) as last from written')
     process.send('ready')
     for (let n = rows[0].last + 1; ; n += 1) {
       await store.owner.query('insert into written values ($1)', [n])
       process.send(n)
     }`,
  )
  const child = fork(script, { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  let last = 0
  await new Promise<void>((resolve, reject) => {
    child.on('message', (message) => {
      if (message === 'ready') resolve()
      else last = Number(message)
    })
    child.once('exit', () => reject(new Error('the writer ended early')))
  })
  return { child, acknowledged: () => last }
}

describe('the embedded Postgres', () => {
  it('is made on first use and found again on the next', async () => {
    const first = await open()
    await first.owner.query('create table kept (n int)')
    await first.owner.query('insert into kept values (42)')
    await first.close()
    const second = await open()
    const { rows } = await second.owner.query('select n from kept')
    await second.close()
    expect(rows).toEqual([{ n: 42 }])
  })

  it('answers a commit only when it is on the disk', async () => {
    const store = await open()
    const { rows } = await store.owner.query(
      `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums') order by 1`,
    )
    await store.close()
    expect(rows.map(({ setting }) => setting)).toEqual(['on', 'on', 'on', 'on'])
  })

  it('listens on no network port', async () => {
    const store = await open()
    const { rows } = await store.owner.query('show listen_addresses')
    await store.close()
    expect(rows).toEqual([{ listen_addresses: '' }])
  })

  it('refuses a second server on the same data folder and says what to do', async () => {
    const first = await open()
    try {
      const second = open()
      await expect(second).rejects.toBeInstanceOf(StartError)
      await expect(second).rejects.toThrow(`already runs on the data folder ${data} (process ${process.pid}`)
    } finally {
      await first.close()
    }
  })

  it('lets a command beside a running server use it', async () => {
    const server = await open()
    const beside = await openStore({ data, databaseUrl: undefined, attach: true })
    const { rows } = await beside.owner.query('select n from kept')
    await beside.close()
    expect(rows).toEqual([{ n: 42 }])
    await server.owner.query('select 1')
    await server.close()
  })

  it('loses nothing that it acknowledged when its parent is killed, and starts again at once', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { child, acknowledged } = await writer()
      await new Promise((resolve) => setTimeout(resolve, 150 + 100 * round))
      child.kill('SIGKILL')
      await new Promise((resolve) => child.once('exit', resolve))
      const store = await open()
      const { rows } = await store.owner.query<{ count: number; last: number }>(
        'select count(*)::int as count, max(n) as last from written',
      )
      await store.close()
      const [{ count, last } = { count: 0, last: 0 }] = rows
      expect(last).toBeGreaterThanOrEqual(acknowledged())
      expect(count).toBe(last)
    }
  })

  it('recovers where Postgres was killed together with its parent', async () => {
    const { child } = await writer()
    const pid = Number(readFileSync(join(data, 'postgres', '18', 'postmaster.pid'), 'utf8').split('\n')[0])
    process.kill(pid, 'SIGKILL')
    child.kill('SIGKILL')
    const store = await open()
    const { rows } = await store.owner.query('select n from kept')
    await store.close()
    expect(rows).toEqual([{ n: 42 }])
  })

  it('stops a server that outlived its parent', async () => {
    const store = await open()
    const settings = ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${socketFolder(data)}`]
    await store.close()
    const { prefix } = findLauncher(data)
    const words = [
      ...prefix.filter((word) => !/setpriv|pdeathsig|INT/.test(word)),
      join(postgresBinaries(), 'postgres'),
    ]
    const orphan = spawn(words[0] ?? '', [...words.slice(1), '-D', join(data, 'postgres', '18'), ...settings], {
      stdio: 'ignore',
    })
    const ended = new Promise((resolve) => orphan.once('exit', resolve))
    while (!existsSync(join(socketFolder(data), '.s.PGSQL.5432')))
      await new Promise((resolve) => setTimeout(resolve, 20))
    const next = await open()
    const { rows } = await next.owner.query('select n from kept')
    await next.close()
    expect(rows).toEqual([{ n: 42 }])
    expect(await ended).toBe(0)
  })

  it('starts where the number of a server that is gone now belongs to another program', async () => {
    writeFileSync(join(data, 'postgres', '18', 'postmaster.pid'), `${process.pid}\n${data}\n`)
    const store = await open()
    const { rows } = await store.owner.query('select n from kept')
    await store.close()
    expect(rows).toEqual([{ n: 42 }])
  })

  it('begins anew where making it was interrupted', async () => {
    const folder = join(data, 'interrupted')
    const first = await open(folder)
    await first.close()
    rmSync(join(folder, 'postgres', '18'), { recursive: true })
    const half = join(folder, 'postgres', '18.new')
    mkdirSync(half)
    writeFileSync(join(half, 'PG_VERSION'), '18')
    const store = await open(folder)
    await store.owner.query('select 1')
    await store.close()
    expect(existsSync(half)).toBe(false)
  })

  it('works in a folder whose path is too long for a socket', async () => {
    const folder = join(data, 'a'.repeat(60), 'b'.repeat(60))
    expect(socketFolder(join(data, 'short'))).toBe(join(data, 'short', 'run'))
    expect(socketFolder(folder).length).toBeLessThan(80)
    const store = await open(folder)
    const { rows } = await store.owner.query('select 1 as one')
    await store.close()
    expect(rows).toEqual([{ one: 1 }])
  })

  it('says what Postgres said when it cannot start', async () => {
    const folder = join(data, 'damaged')
    const first = await open(folder)
    await first.close()
    rmSync(join(folder, 'postgres', '18', 'global', 'pg_control'))
    const second = open(folder)
    await expect(second).rejects.toBeInstanceOf(StartError)
    await expect(second).rejects.toThrow('pg_control')
    // The folder is free again for whoever mends it.
    await expect(open(folder)).rejects.toThrow('pg_control')
  })
})
