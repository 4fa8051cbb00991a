import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Load, LoadResult } from './request.ts'

/** Runs {@link generate} in another process. @throws Error when that process dies */
export const runLoad = async (load: Load): Promise<LoadResult> =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('child.ts', import.meta.url)), { serialization: 'advanced' })
    let result: LoadResult | undefined
    child.once('message', (message) => (result = message as LoadResult))
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      if (result === undefined) reject(new Error(`the load generator ended with ${signal ?? `code ${code}`}`))
      else resolve(result)
    })
    child.send(load)
  })
