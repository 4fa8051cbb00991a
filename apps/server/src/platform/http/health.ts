import { statfs } from 'node:fs/promises'
import type { Pool } from 'pg'

/** One part's answer to "are you well?". */
export type Check = { readonly ok: boolean; readonly detail?: string }
type Checks = Map<string, () => Promise<Check>>

/** What `/health` says. */
export type HealthReport = { readonly status: 'ok' | 'failing'; readonly checks: Readonly<Record<string, Check>> }

const patience = 3000
const leastFree = 200 * 1024 * 1024

const withPatience = async (check: () => Promise<Check>): Promise<Check> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Check>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, detail: `no answer within ${patience} ms` }), patience)
  })
  try {
    return await Promise.race([check(), late])
  } catch {
    return { ok: false, detail: 'does not answer' }
  } finally {
    clearTimeout(timer)
  }
}

/** Collects the checks of all parts. */
export class Health {
  readonly #checks: Checks = new Map()

  /** Adds a part. `detail` is public: it names no addresses, versions or data. */
  add(name: string, check: () => Promise<Check>): void {
    this.#checks.set(name, check)
  }

  async report(): Promise<HealthReport> {
    const answers = await Promise.all(
      [...this.#checks].map(async ([name, check]): Promise<[string, Check]> => [name, await withPatience(check)]),
    )
    const status = answers.every(([, { ok }]) => ok) ? 'ok' : 'failing'
    return { status, checks: Object.fromEntries(answers) }
  }
}

/** Whether the database answers. */
export const databaseCheck = (pool: Pool) => async (): Promise<Check> => {
  await pool.query('select 1')
  return { ok: true }
}

/** Whether the data folder's disk has room. */
export const diskCheck = (folder: string) => async (): Promise<Check> => {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize > leastFree ? { ok: true } : { ok: false, detail: 'less than 200 MB of disk space left' }
}
