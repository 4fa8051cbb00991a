import { Worker } from 'node:worker_threads'
import type { Order, Outcome, Report, ScannedPair } from './protocol.ts'

/** Memory that the thread may use (MB); a million customers need about a quarter of it. */
const mostMemory = 4096

/** What the one who started a comparison does meanwhile. */
export type Listener = {
  readonly onProgress: (stage: Extract<Report, { kind: 'progress' }>['stage'], done: number, of: number) => void
  readonly onPairs: (pairs: readonly ScannedPair[]) => Promise<void>
}

/** A comparison in a thread of its own, so that the server goes on answering. */
export class Comparison {
  readonly #worker = new Worker(new URL('./worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: mostMemory },
  })
  readonly #ended: Promise<never>

  constructor() {
    this.#ended = new Promise((_, reject) => {
      this.#worker.once('error', reject)
      this.#worker.once('exit', () => reject(new Error('the comparison ended')))
    })
    // Somebody may wait for it later, or nobody at all.
    this.#ended.catch(() => undefined)
  }

  #tell(order: Order): void {
    // A thread, not a window: there is no origin to name.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    this.#worker.postMessage(order)
  }

  async #next(): Promise<Report> {
    const heard = new Promise<Report>((resolve) => {
      this.#worker.once('message', resolve)
    })
    return Promise.race([heard, this.#ended])
  }

  /** Hands customers over; resolves when they were taken, so that no more than these wait. */
  async add(rows: readonly (readonly (string | null)[])[]): Promise<void> {
    const taken = this.#next()
    this.#tell({ kind: 'rows', rows })
    await taken
  }

  /** Compares all that were handed over. */
  async run({ onProgress, onPairs }: Listener): Promise<Outcome> {
    const waiting: Report[] = []
    let wake: (() => void) | undefined
    this.#worker.on('message', (report: Report) => {
      waiting.push(report)
      wake?.()
    })
    this.#tell({ kind: 'compare' })
    for (;;) {
      while (waiting.length > 0) {
        const report = waiting.shift()!
        if (report.kind === 'done') return report.outcome
        if (report.kind === 'progress') onProgress(report.stage, report.done, report.of)
        if (report.kind === 'pairs') {
          await onPairs(report.pairs)
          this.#tell({ kind: 'more' })
        }
      }
      const heard = new Promise<void>((resolve) => (wake = resolve))
      if (waiting.length === 0) await Promise.race([heard, this.#ended])
    }
  }

  /** Ends the thread, whatever it does. */
  async stop(): Promise<void> {
    await this.#worker.terminate()
  }
}
