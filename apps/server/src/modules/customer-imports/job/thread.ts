import { on, once } from 'node:events'
import { parentPort, Worker, workerData } from 'node:worker_threads'
import type { CustomerProfile } from '@candor/api'
import { CandorError } from '../../../platform/errors.ts'
import { fileErrors } from '../../../platform/uploads/errors.ts'
import { readBatches, type BatchTask } from './batches.ts'
import type { NumberedRow } from './decide.ts'

/** Batches that are read ahead. */
const ahead = 3

/** What the thread says: a batch as JSON, which is handed over faster than objects are; then how it ended. */
type Said = string | { readonly fault?: { readonly code: string; readonly detail: string } }

/** The thread's side: reads the batches of the task that it was started with. */
export const serveBatches = async (standardProfile: (profile: CustomerProfile) => CustomerProfile): Promise<void> => {
  const port = parentPort!
  const say = (said: Said): void => port.postMessage(said)
  let room = ahead
  port.on('message', () => (room += 1))
  try {
    for await (const batch of readBatches(workerData as BatchTask, standardProfile)) {
      if (room === 0) await once(port, 'message')
      room -= 1
      say(JSON.stringify(batch))
    }
    say({})
  } catch (error) {
    // What is wrong with the file is told; anything else ends the thread with an error.
    if (!(error instanceof CandorError)) throw error
    say({ fault: { code: error.code, detail: error.detail } })
  }
}

/**
 * As {@link readBatches}, in a thread of its own: the server goes on answering, and batches are stored meanwhile.
 * @param file of the thread, which calls {@link serveBatches}
 * @throws the codes of `fileErrors`
 */
export async function* batchesFromThread(file: URL, task: BatchTask): AsyncGenerator<NumberedRow[]> {
  const worker = new Worker(file, { workerData: task })
  try {
    for await (const [said] of on(worker, 'message', { close: ['exit'] }) as AsyncIterable<[Said]>) {
      if (typeof said === 'string') {
        // A thread, not a window: there is no origin to name.
        // oxlint-disable-next-line unicorn/require-post-message-target-origin
        worker.postMessage('more')
        yield JSON.parse(said) as NumberedRow[]
        continue
      }
      if (said.fault === undefined) return
      const { code, detail } = said.fault
      throw fileErrors[code as keyof typeof fileErrors](detail)
    }
    throw new Error('the thread that reads a file ended before the file did')
  } finally {
    await worker.terminate()
  }
}
