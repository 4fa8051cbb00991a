import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { copyTemplate } from './template-copy.ts'

/** A program that is killed and started again over one data folder. */
export type KilledChild = {
  /** Starts it, and kills it by `kill -9` as soon as a line that it writes is enough. @returns what it wrote last */
  readonly runUntil: (isEnough: (line: string) => boolean, ...args: readonly string[]) => Promise<string>
  readonly remove: () => Promise<void>
}

/** Prepares a data folder for a program that tells by lines how far it is. */
export const killedChild = async (file: URL): Promise<KilledChild> => {
  const copy = await copyTemplate('server')
  const running = new Set<ChildProcess>()
  return {
    runUntil: async (isEnough, ...args) => {
      const started = spawn(process.execPath, [fileURLToPath(file), ...args], {
        env: {
          PATH: process.env['PATH'],
          CANDOR_DATA: copy.data,
          ...(copy.databaseUrl !== undefined && { DATABASE_URL: copy.databaseUrl }),
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      running.add(started)
      const ended = once(started, 'exit').then(() => running.delete(started))
      let last = ''
      for await (const line of createInterface({ input: started.stdout })) {
        last = line
        if (isEnough(line)) started.kill('SIGKILL')
      }
      await ended
      return last
    },
    remove: async () => {
      for (const each of running) each.kill('SIGKILL')
      await copy.remove()
    },
  }
}
