import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyTemplate, type TemplateCopy } from '../testing/template-copy.ts'

const child = fileURLToPath(new URL('points-crash-child.ts', import.meta.url))

let copy: TemplateCopy
const running = new Set<ChildProcess>()
beforeAll(async () => {
  copy = await copyTemplate('server')
})
afterAll(async () => {
  for (const process of running) process.kill('SIGKILL')
  await copy.remove()
})

const start = (finish: boolean): ChildProcess => {
  const started = spawn(process.execPath, [child], {
    env: {
      PATH: process.env['PATH'],
      CANDOR_DATA: copy.data,
      ...(copy.databaseUrl !== undefined && { DATABASE_URL: copy.databaseUrl }),
      ...(finish && { FINISH: 'yes' }),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.add(started)
  started.once('exit', () => running.delete(started))
  return started
}

/** Waits for a line that the child writes. */
const lineOf = async (started: ChildProcess, wanted: (line: string) => boolean): Promise<string> => {
  let said = ''
  for await (const chunk of started.stdout!) {
    said += String(chunk)
    const line = said.split('\n').find(wanted)
    if (line !== undefined) return line
  }
  throw new Error(`the server ended without saying it: ${said}`)
}

describe('points under kill -9', () => {
  it('are given once for every purchase, neither lost nor doubled', { timeout: 300_000 }, async () => {
    for (const wait of [0, 900, 2_000]) {
      const started = start(false)
      await lineOf(started, (line) => line === 'working')
      await new Promise((resolve) => {
        setTimeout(resolve, wait)
      })
      const ended = once(started, 'exit')
      started.kill('SIGKILL')
      await ended
    }
    const line = await lineOf(start(true), (each) => each.startsWith('{'))
    const { expected, ...found } = JSON.parse(line) as Record<string, string>
    expect(found).toEqual({
      lines: '1200',
      orders: '1200',
      entries: '1200',
      failed: '0',
      points: expected,
      sums: expected,
      issued: expected,
      outstanding: expected,
    })
  })
})
