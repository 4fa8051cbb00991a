import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { BulkSummary } from '@candor/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyTemplate, type TemplateCopy } from '../testing/template-copy.ts'

const child = fileURLToPath(new URL('customer-lists-crash-child.ts', import.meta.url))

let copy: TemplateCopy
const running = new Set<ChildProcess>()
beforeAll(async () => {
  copy = await copyTemplate('server')
})
afterAll(async () => {
  for (const each of running) each.kill('SIGKILL')
  await copy.remove()
})

/** Starts the server and kills it as soon as a phase has dealt with so many customers. @returns what it wrote last */
const runUntil = async (phase?: string, customers = 0): Promise<string> => {
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
    const [word, done] = line.split(' ')
    if (word === phase && Number(done) >= customers) started.kill('SIGKILL')
  }
  await ended
  return last
}

type Result = { bulk: BulkSummary; undone: BulkSummary; found: object }

describe('a change of many under kill -9', () => {
  it('deals with every customer once and is taken back whole', { timeout: 300_000 }, async () => {
    // Wherever it is when it is killed, even at its very end: what comes out has to be the same.
    for (const [phase, customers] of [
      ['tagging', 500],
      ['undoing', 500],
    ] as const)
      await runUntil(phase, customers)
    const { bulk, undone, found } = JSON.parse(await runUntil()) as Result
    const all = { state: 'completed', changed: 1500, unchanged: 0, skipped: 0 }
    expect(bulk).toMatchObject(all)
    expect(undone).toMatchObject({ ...all, undoes: bulk.id })
    expect(found).toEqual({
      bulks: 2,
      reported: 3000,
      different: 3000,
      entries: 3000,
      settled: 1500,
      marks: 0,
      counted: 0,
    })
  })
})
