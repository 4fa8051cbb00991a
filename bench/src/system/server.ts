import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Ready } from './message.ts'

/** A server in a process of its own. */
export type ServerProcess = Ready & {
  readonly process: ChildProcess
  /** Ends it the way Ctrl+C does. */
  stop(): Promise<void>
  /** Ends it without a warning, as a power cut of the program would. */
  kill(): Promise<void>
}

const ended = async (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })

/** With `CANDOR_BENCH_PROFILE=<folder>` each server leaves a CPU profile there, to be opened in a browser's developer tools. */
const profiling = (): string[] => {
  const folder = process.env['CANDOR_BENCH_PROFILE']
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`]
}

/**
 * Starts the real server on a data folder, without the demo, with an organisation and an owner, on any free port.
 * @param env further settings
 * @throws Error with what it said when it does not start
 */
export const startServer = async (data: string, env: Readonly<Record<string, string>> = {}): Promise<ServerProcess> => {
  const child = fork(fileURLToPath(new URL('child.ts', import.meta.url)), {
    env: { ...process.env, CANDOR_DATA: data, CANDOR_PORT: '0', CANDOR_DEMO: 'no', CANDOR_LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: profiling(),
  })
  let said = ''
  child.stderr?.setEncoding('utf8')
  child.stderr?.on('data', (text: string) => (said = (said + text).slice(-4000)))
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    await ended(child)
  }
  const ready = await new Promise<Ready>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Ready))
    child.once('error', reject)
    child.once('exit', (code, signal) =>
      reject(new Error(`the server ended with ${signal ?? `code ${code}`}: ${said}`)),
    )
  })
  return { ...ready, process: child, stop: async () => end('SIGTERM'), kill: async () => end('SIGKILL') }
}
