import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyTemplate, type TemplateCopy } from '../testing/template-copy.ts'

const child = fileURLToPath(new URL('work-crash-child.ts', import.meta.url))

let copy: TemplateCopy
const running = new Set<ChildProcess>()
beforeAll(async () => {
  copy = await copyTemplate('server')
})
afterAll(async () => {
  for (const each of running) each.kill('SIGKILL')
  await copy.remove()
})

/** Runs the child until it wrote so many lines, then kills it. @returns the lines */
const run = async (mode: 'give' | 'finish', lines: number): Promise<string[]> => {
  const started = spawn(process.execPath, [child, mode], {
    env: {
      PATH: process.env['PATH'],
      CANDOR_DATA: copy.data,
      ...(copy.databaseUrl !== undefined && { DATABASE_URL: copy.databaseUrl }),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.add(started)
  const ended = once(started, 'exit').then(() => running.delete(started))
  const written: string[] = []
  for await (const line of createInterface({ input: started.stdout })) {
    written.push(line)
    if (written.length >= lines) started.kill('SIGKILL')
  }
  await ended
  return written
}

describe('notifications under kill -9', () => {
  it('tell of everything that was committed, each once, in the app and by mail', async () => {
    const { length: acknowledged } = await run('give', 40)
    const [line = '{}'] = await run('finish', 2)
    const { tasks, ...found } = JSON.parse(line) as Record<string, number>
    expect(tasks).toBeGreaterThanOrEqual(acknowledged)
    expect(found).toEqual({ notifications: tasks, mails: tasks, sent: tasks, entries: tasks })
  })
})
