import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openLog } from './log.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const logged = (write: (log: ReturnType<typeof openLog>) => void, logLevel: 'info' | 'error' = 'info'): string[] => {
  const lines: string[] = []
  write(openLog({ data: '/nowhere', logLevel }, { write: (line) => lines.push(line) }))
  return lines
}

describe('the log', () => {
  it('is one JSON object a line, with time and level', () => {
    const [line = ''] = logged((log) => log.info({ part: 'test' }, 'hello'))
    expect(JSON.parse(line)).toMatchObject({
      level: 'info',
      part: 'test',
      msg: 'hello',
      time: expect.stringMatching(/Z$/),
    })
  })

  it('hides secrets and what names a person, wherever they stand', () => {
    const person = {
      name: 'Wang Xiaoming',
      email: 'wang@example.com',
      phone: '+8613800000000',
      address: 'Nanjing Road 1',
    }
    const [line = ''] = logged((log) =>
      log.info({
        ...person,
        customer: person,
        deep: { customer: person },
        password: 'hunter2',
        headers: { cookie: 'a=b', authorization: 'Bearer x' },
      }),
    )
    expect(line).not.toMatch(/Wang|wang|13800000000|Nanjing|hunter2|a=b|Bearer/)
    expect(JSON.parse(line).customer.email).toBe('[hidden]')
  })

  it('keeps message and stack of an error, but not what a database says of the row', () => {
    const error = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (email)=(wang@example.com) exists',
      where: 'row 1',
      parameters: ['wang'],
    })
    const [line = ''] = logged((log) => log.error({ err: new Error('could not save', { cause: error }) }))
    expect(JSON.parse(line).err).toMatchObject({
      message: 'could not save',
      stack: expect.stringContaining('log.test'),
      cause: { message: 'duplicate key', errorCode: '23505' },
    })
    expect(line).not.toContain('wang')
  })

  it('hides what a mail server or a database repeats of a person in its error', () => {
    const lines = [
      new Error("Can't send mail - all recipients were rejected: 550 5.1.1 <wang.xm@mail.example.com> unknown"),
      new Error('invalid input syntax for type date: "wang, born 1990-01-01"'),
    ].flatMap((err) => logged((log) => log.error({ err })))
    expect(lines.join('\n')).not.toMatch(/wang|1990/)
    expect(lines[0]).toContain('all recipients were rejected: 550 5.1.1 <[hidden]> unknown')
    expect(JSON.parse(lines[0]!).err.stack).toContain('log.test')
  })

  it('leaves out what is below its level', () => {
    expect(logged((log) => log.info('no'), 'error')).toEqual([])
  })

  it('goes to a file in the data folder that others cannot read', async () => {
    const data = mkdtempSync(join(tmpdir(), 'candor-log-'))
    folders.push(data)
    const path = join(data, 'log', 'candor.log')
    const log = openLog({ data, logLevel: 'info' })
    log.info('hello')
    await new Promise<void>((resolve) => log.flush(() => resolve()))
    while (!existsSync(path) || statSync(path).size === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    expect(readFileSync(path, 'utf8')).toContain('hello')
    expect(statSync(path).mode & 0o077).toBe(0)
  })
})
