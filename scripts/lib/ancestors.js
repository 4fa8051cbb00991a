import { readFileSync } from 'node:fs'

/** The parent of a process, where the system tells (Linux). */
const parentOf = (pid) => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may hold anything; what follows it is state and parent.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}

const ancestors = () => [process.ppid, parentOf(process.ppid)].join()

/**
 * Calls back once the npm that runs this script, or the shell between, is gone. npm tells its children nothing when it
 * is ended by a signal or killed, and a server that nobody can see any more would keep the port.
 * @param {() => void} onGone
 */
export const watchNpm = (onGone) => {
  if (process.env.npm_lifecycle_event === undefined) return
  const before = ancestors()
  const timer = setInterval(() => {
    if (ancestors() === before) return
    clearInterval(timer)
    onGone()
  }, 500)
  timer.unref()
}
