import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../../apps/cli/src/main.ts', import.meta.url))

/** A `candor witness` that runs on its own. */
export type WitnessProcess = {
  readonly url: string
  readonly key: string
  /** Ends it without a chance to tidy up. */
  readonly kill: () => Promise<void>
  /** Asks it to end. @returns its exit code */
  readonly stop: () => Promise<number | null>
}

const ended = async (child: ChildProcess): Promise<number | null> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}

/** Starts `candor witness`, on a port of the system's choice unless given, and waits until it listens. */
export const startWitness = async (
  data: string,
  logs: readonly string[],
  name = 'auditor.example/witness',
  port = 0,
): Promise<WitnessProcess> => {
  const argv = [
    'witness',
    '--data',
    data,
    '--name',
    name,
    '--port',
    String(port),
    ...logs.flatMap((log) => ['--log', log]),
  ]
  const child = spawn(process.execPath, [program, ...argv], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8')
  const address = new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (text: string) => {
      said += text
      const url = /Listening on (\S+)/.exec(said)?.[1]
      if (url !== undefined) resolve(url)
    })
    child.once('exit', (code) => reject(new Error(`the witness ended with ${String(code)}: ${said}`)))
  })
  const url = await address
  return {
    url,
    key: /Witness (\S+)/.exec(said)![1]!,
    kill: async () => {
      child.kill('SIGKILL')
      await ended(child)
    },
    stop: async () => {
      child.kill('SIGTERM')
      return ended(child)
    },
  }
}
