import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '../../start-error.ts'

const patience = 20_000
const pause = async (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** The process that the cluster's lock file names. */
const lockHolder = (cluster: string): number | undefined => {
  try {
    const pid = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
    return Number.isInteger(pid) && pid > 1 ? pid : undefined
  } catch {
    return undefined
  }
}

/** Every process of Postgres works in its cluster's folder, and Linux tells where a process works. */
const workingIn = (cluster: string): number[] => {
  const folder = realpathSync(cluster)
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === folder
      } catch {
        // Gone, dead but not yet buried, or somebody else's.
        return false
      }
    })
    .map(Number)
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const running = (cluster: string): number[] => {
  if (process.platform === 'linux') return workingIn(cluster)
  const pid = lockHolder(cluster)
  return pid !== undefined && isAlive(pid) ? [pid] : []
}

const signal = (pids: readonly number[], name: NodeJS.Signals): void => {
  for (const pid of pids) {
    try {
      process.kill(pid, name)
    } catch {
      // Gone in the meantime.
    }
  }
}

/**
 * Ends whatever an earlier server left running on the cluster and removes the lock file of one that is gone.
 * Postgres itself refuses to start as long as any process has the number in that file, also when the number now
 * belongs to another program, as happens after a restart of a container. The caller holds our own lock on the
 * data folder, so no living server is meant.
 * @param sockets folder of the socket, which has a lock file of the same kind
 */
export const clearOrphans = async (cluster: string, sockets: string): Promise<void> => {
  const holder = lockHolder(cluster)
  if (holder === undefined) return
  const began = Date.now()
  let left = running(cluster)
  // The main process ends the others in order; without it they end by themselves as soon as they notice.
  if (left.includes(holder)) signal([holder], 'SIGINT')
  while (left.length > 0) {
    if (Date.now() - began > patience) {
      throw new StartError(
        `An older Postgres (process ${left.join(', ')}) on ${cluster} does not stop.`,
        `Stop it by hand: kill -QUIT ${left.join(' ')}`,
      )
    }
    if (Date.now() - began > patience / 2) signal(left, 'SIGQUIT')
    await pause(20)
    left = running(cluster)
  }
  rmSync(join(cluster, 'postmaster.pid'), { force: true })
  rmSync(join(sockets, '.s.PGSQL.5432'), { force: true })
  rmSync(join(sockets, '.s.PGSQL.5432.lock'), { force: true })
}
