import { fork } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/index.ts'
import type { Database } from '../db/index.ts'
import { Events, type LiveEvent } from '../http/events.ts'
import { platformErrors } from '../platform-errors.ts'
import { Jobs, JobStopped, type JobState, type JobSummary } from './jobs.ts'

let test: TestDatabase
let here: string
let there: string
const started: Jobs[] = []
const heard: LiveEvent[] = []

beforeAll(async () => {
  test = await testDatabase()
  const [first = '', second = ''] = test.organisations
  here = first
  there = second
})
afterEach(async () => {
  await Promise.all(started.splice(0).map(async (jobs) => jobs.stop()))
})
afterAll(async () => test.close())

const newJobs = (db: Database = test.db): Jobs => {
  const events = new Events()
  events.listen(here, (event) => heard.push(event))
  const jobs = new Jobs(db, events, pino({ level: 'silent' }))
  started.push(jobs)
  return jobs
}
const summaryOf = async (jobs: Jobs, id: string, organisation = here): Promise<JobSummary> =>
  test.db.inOrganisation(organisation, async (tx) => jobs.summary(tx, id))
const untilState = async (jobs: Jobs, id: string, ...states: JobState[]): Promise<JobSummary> => {
  for (;;) {
    const summary = await summaryOf(jobs, id)
    if (states.includes(summary.state)) return summary
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

describe('a job', () => {
  it('is done if and only if the transaction that asked for it commits', async () => {
    const jobs = newJobs()
    const seen: string[] = []
    const kind = jobs.define<{ name: string }>('greet', {}, async ({ input }) => {
      seen.push(input.name)
    })
    jobs.start()
    await test.db
      .inOrganisation(here, async (tx) => {
        await kind.send(tx, { name: 'rolled back' }, 'system')
        throw new Error('no')
      })
      .catch(() => undefined)
    const id = await test.db.inOrganisation(here, async (tx) => kind.send(tx, { name: 'committed' }, 'staff:1'))
    const summary = await untilState(jobs, id, 'completed')
    expect(summary).toMatchObject({ kind: 'greet', createdBy: 'staff:1', attempts: 1, error: null })
    expect(seen).toEqual(['committed'])
  })

  it('is seen by its own organisation only', async () => {
    const jobs = newJobs()
    const kind = jobs.define('quiet', {}, async () => undefined)
    const id = await test.db.inOrganisation(here, async (tx) => kind.send(tx, undefined, 'system'))
    await expect(summaryOf(jobs, id, there)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(test.db.inOrganisation(there, async (tx) => jobs.cancel(tx, id))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  it('keeps its result', async () => {
    const jobs = newJobs()
    const kind = jobs.define('count', {}, async () => ({ rows: 7 }))
    jobs.start()
    const id = await test.db.inOrganisation(here, async (tx) => kind.send(tx, {}, 'system'))
    expect((await untilState(jobs, id, 'completed')).result).toEqual({ rows: 7 })
  })

  it('is tried again after a failure, and then counts as failed with the reason', async () => {
    const jobs = newJobs()
    let tries = 0
    const flaky = jobs.define('flaky', { attempts: 3 }, async () => {
      tries += 1
      if (tries < 2) throw new Error('the network went away')
    })
    const broken = jobs.define('broken', { attempts: 1 }, async () => {
      throw platformErrors.CONFLICT('version 3 is stored')
    })
    jobs.start()
    const [a, b] = await test.db.inOrganisation(here, async (tx) => [
      await flaky.send(tx, {}, 'system'),
      await broken.send(tx, {}, 'system'),
    ])
    expect(await untilState(jobs, b ?? '', 'failed')).toMatchObject({
      error: { code: 'CONFLICT', message: 'version 3 is stored' },
    })
    expect(await untilState(jobs, a ?? '', 'completed')).toMatchObject({ attempts: 2 })
  })

  it('tells of its progress', async () => {
    const jobs = newJobs()
    heard.length = 0
    const kind = jobs.define('slow', {}, async (job) => {
      await job.progress({ done: 1, of: 2 })
    })
    jobs.start()
    const id = await test.db.inOrganisation(here, async (tx) => kind.send(tx, {}, 'system'))
    expect(await untilState(jobs, id, 'completed')).toMatchObject({ progress: { done: 1, of: 2 } })
    await jobs.stop()
    const states = heard.map(({ data }) => data).filter((data) => (data as { id: string }).id === id)
    expect(states).toMatchObject([
      { state: 'running' },
      { state: 'running', progress: { done: 1, of: 2 } },
      { state: 'completed' },
    ])
  })

  it('waits until it is due', async () => {
    const jobs = newJobs()
    const kind = jobs.define('later', {}, async () => undefined)
    jobs.start()
    const due = { runAt: new Date(Date.now() + 3_600_000) }
    const id = await test.db.inOrganisation(here, async (tx) => kind.send(tx, {}, 'system', due))
    jobs.wake()
    await jobs.stop()
    expect(await summaryOf(jobs, id)).toMatchObject({ state: 'queued', attempts: 0 })
  })

  it('runs beside as many of its kind as was said, and no more', async () => {
    const jobs = newJobs()
    let running = 0
    let most = 0
    const kind = jobs.define('crowd', { concurrency: 2 }, async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setTimeout(resolve, 30))
      running -= 1
    })
    jobs.start()
    const ids = await test.db.inOrganisation(here, async (tx) =>
      Promise.all(Array.from({ length: 6 }, async () => kind.send(tx, {}, 'system'))),
    )
    for (const id of ids) await untilState(jobs, id, 'completed')
    expect(most).toBe(2)
  })
})

describe('cancelling', () => {
  const forEver = (jobs: Jobs) =>
    jobs.define('for-ever', {}, async (job) => {
      for (;;) {
        job.throwIfStopped()
        await job.progress({ at: Date.now() })
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    })
  const cancel = async (jobs: Jobs, id: string) => test.db.inOrganisation(here, async (tx) => jobs.cancel(tx, id))

  it('ends a job that has not begun at once', async () => {
    const jobs = newJobs()
    const id = await test.db.inOrganisation(here, async (tx) => forEver(jobs).send(tx, {}, 'system'))
    expect(await cancel(jobs, id)).toBe('cancelled')
    jobs.start()
    await jobs.stop()
    expect(await summaryOf(jobs, id)).toMatchObject({ state: 'cancelled', attempts: 0, startedAt: null })
  })

  it('stops a running one at its next good moment', async () => {
    const jobs = newJobs()
    const kind = forEver(jobs)
    jobs.start()
    const id = await test.db.inOrganisation(here, async (tx) => kind.send(tx, {}, 'system'))
    await untilState(jobs, id, 'running')
    expect(await cancel(jobs, id)).toBe('cancelling')
    expect(await untilState(jobs, id, 'cancelled')).toMatchObject({ finishedAt: expect.any(Date) })
  })

  it('reaches a job that runs in another process', async () => {
    const [worker, other] = [newJobs(await test.another()), newJobs()]
    const kind = forEver(worker)
    worker.start()
    const id = await test.db.inOrganisation(here, async (tx) => kind.send(tx, {}, 'system'))
    worker.wake()
    await untilState(other, id, 'running')
    await cancel(other, id)
    await untilState(other, id, 'cancelled')
  })

  it('changes nothing about a job that is over', async () => {
    const jobs = newJobs()
    const kind = jobs.define('short', {}, async () => undefined)
    jobs.start()
    const id = await test.db.inOrganisation(here, async (tx) => kind.send(tx, {}, 'system'))
    await untilState(jobs, id, 'completed')
    expect(await cancel(jobs, id)).toBe('completed')
  })
})

describe('an interrupted job', () => {
  const steps = 40

  it('goes on from its checkpoint when the server was stopped in order, without losing an attempt', async () => {
    const define = (jobs: Jobs, wait: number) =>
      jobs.define<object, number, number | undefined>('steps', {}, async (job) => {
        for (let at = job.checkpoint ?? 0; at < steps; at += 1) {
          job.throwIfStopped()
          await test.db.inOrganisation(here, async (tx) => job.save(tx, at + 1))
          await new Promise((resolve) => setTimeout(resolve, wait))
        }
        return job.checkpoint
      })
    const first = newJobs()
    const kind = define(first, 20)
    first.start()
    const id = await test.db.inOrganisation(here, async (tx) => kind.send(tx, {}, 'system'))
    await untilState(first, id, 'running')
    await first.stop()
    expect(await summaryOf(first, id)).toMatchObject({ state: 'queued', attempts: 0 })
    const second = newJobs()
    define(second, 0)
    second.start()
    const { result, attempts } = await untilState(second, id, 'completed')
    expect(Number(result)).toBeGreaterThan(0)
    expect(attempts).toBe(1)
  })

  it('goes on at once when its process was killed, and does no step twice', async () => {
    const { db } = test
    await db.owner.query(
      'create table done (job uuid, step int, primary key (job, step)); grant insert, select on done to candor_app',
    )
    const { connectionString } = db.connection as { connectionString: string }
    const module = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href)
    const script = join(test.data, 'worker.mjs')
    writeFileSync(
      script,
      `import { openDatabase } from ${module('../db/index.ts')}
       import { Jobs } from ${module('./jobs.ts')}
       import { Events } from ${module('../http/events.ts')}
       const db = await openDatabase({ data: ${JSON.stringify(test.data)}, databaseUrl: ${JSON.stringify(connectionString)},
         masterKeyFile: ${JSON.stringify(join(test.data, 'keys', 'master.key'))}, appendOnly: [] })
       const jobs = new Jobs(db, new Events(), { error: console.error })
       jobs.define('killed', {}, async (job) => {
         for (let at = job.checkpoint ?? 0; at < ${steps}; at += 1) {
           await db.inOrganisation(job.organisationId, async (tx) => {
             await tx.rows({ text: 'insert into done values ($1, $2)', values: [job.id, at] })
             await job.save(tx, at + 1)
           })
           process.send(at)
           await new Promise((resolve) => setTimeout(resolve, 20))
         }
       })
       jobs.start()`,
    )
    const sender = newJobs()
    const kind = sender.define<object, number>('killed', {}, async (job) => {
      for (let at = job.checkpoint ?? 0; at < steps; at += 1) {
        await db.inOrganisation(here, async (tx) => {
          await tx.rows({ text: 'insert into done values ($1, $2)', values: [job.id, at] })
          await job.save(tx, at + 1)
        })
      }
    })
    const id = await db.inOrganisation(here, async (tx) => kind.send(tx, {}, 'system'))
    const child = fork(script, {
      cwd: import.meta.dirname,
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    await new Promise<void>((resolve) => {
      child.on('message', (at) => Number(at) >= 5 && resolve())
    })
    child.kill('SIGKILL')
    sender.start()
    const { attempts } = await untilState(sender, id, 'completed')
    const { rows } = await db.owner.query<{ n: number }>('select count(*) as n from done where job = $1', [id])
    expect([attempts, rows[0]?.n]).toEqual([2, steps])
  })
})

describe('a stopped handler', () => {
  it('knows why', async () => {
    const jobs = newJobs()
    const reasons: unknown[] = []
    const kind = jobs.define('asks', {}, async (job) => {
      await new Promise((resolve) => job.signal.addEventListener('abort', resolve))
      try {
        job.throwIfStopped()
      } catch (error) {
        reasons.push(error instanceof JobStopped)
        throw error
      }
    })
    jobs.start()
    const id = await test.db.inOrganisation(here, async (tx) => kind.send(tx, {}, 'system'))
    await untilState(jobs, id, 'running')
    await jobs.stop()
    expect(reasons).toEqual([true])
  })
})
