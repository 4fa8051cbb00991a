import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyTemplate, type TemplateCopy } from '../testing/template-copy.ts'

const child = fileURLToPath(new URL('duplicates-crash-child.ts', import.meta.url))

let copy: TemplateCopy
const running = new Set<ChildProcess>()
beforeAll(async () => {
  copy = await copyTemplate('server')
})
afterAll(async () => {
  for (const each of running) each.kill('SIGKILL')
  await copy.remove()
})

/** Starts the server and kills it as soon as its comparison is in a phase. @returns what it wrote last */
const runUntil = async (phase: string | undefined): Promise<string> => {
  const started = spawn(process.execPath, [child], {
    env: {
      PATH: process.env['PATH'],
      CANDOR_DATA: copy.data,
      ...(copy.databaseUrl !== undefined && { DATABASE_URL: copy.databaseUrl }),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.add(started)
  const ended = once(started, 'exit').then(() => running.delete(started))
  let last = ''
  for await (const line of createInterface({ input: started.stdout })) {
    last = line
    if (phase !== undefined && line.startsWith(phase)) started.kill('SIGKILL')
  }
  await ended
  return last
}

describe('a comparison of all customers under kill -9', () => {
  it('begins anew and comes to one result, with nothing doubled', { timeout: 300_000 }, async () => {
    for (const phase of ['reading', 'learning']) expect(await runUntil(phase)).not.toMatch(/^\{/)
    const scan = JSON.parse(await runUntil(undefined)) as { pairs: number; found: object }
    expect(scan).toMatchObject({ state: 'completed', customers: 600, leftOut: 0 })
    expect(scan.pairs).toBeGreaterThan(20)
    expect(scan.found).toEqual({ pairs: scan.pairs, scans: 1, started: 1, recorded: 1 })
  })
})
