import { spawn } from 'node:child_process'

/** How a process ended. */
export type Ending = { readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly stderr: string }

/**
 * Runs a program under this Node, with the given environment and no other, and kills it with SIGKILL after a time, if it still runs.
 * @param after milliseconds; never unless given
 */
export const runAndKill = async (
  argv: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>>; readonly after?: number },
): Promise<Ending> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, argv, {
      cwd: options.cwd,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...options.env },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let stderr = ''
    child.stderr.setEncoding('utf8')
    child.stderr.on('data', (text: string) => (stderr += text))
    const timer = options.after === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), options.after)
    child.once('error', reject)
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      resolve({ code, signal, stderr })
    })
  })
