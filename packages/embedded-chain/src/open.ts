import { Worker } from 'node:worker_threads'
import type { Hex } from './bytes/bytes.ts'
import { ChainError, RpcError } from './errors.ts'
import { completeOptions, type EmbeddedChainOptions } from './options.ts'
import type { FromWorker, ToWorker } from './protocol.ts'

/** A block was published: it is durable, and its receipts can be read. */
export interface BlockEvent {
  readonly type: 'block'
  readonly number: bigint
  readonly hash: Hex
}

/** A running chain. `request` makes it an EIP-1193 provider: `custom(chain)` is a viem transport. */
export interface EmbeddedChain {
  readonly chainId: number
  /**
   * Answers a JSON-RPC request.
   *
   * @throws RpcError with `code`, `message` and, for a revert, `data`, as JSON-RPC carries them
   */
  request(args: { readonly method: string; readonly params?: unknown }): Promise<unknown>
  /** Calls `listener` after each block; returns the function that ends it. */
  subscribe(listener: (event: BlockEvent) => void): () => void
  /** Ends the chain after the block in the making. Transactions that still wait are forgotten. */
  close(): Promise<void>
}

interface Pending {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
}

const closedError = (): ChainError => new ChainError('CHAIN_CLOSED', 'The embedded chain is closed.')

/** Waits for the thread to say that the chain is open. */
const opened = (worker: Worker, onMessage: (message: FromWorker) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'ready') resolve()
      else if (message.kind === 'failed') reject(new ChainError(message.code, message.message))
      else onMessage(message)
    })
    worker.on('error', (error) => reject(new ChainError('CHAIN_FAILED', 'The chain stopped.', { cause: error })))
    worker.on('exit', () => reject(closedError()))
  })

const startWorker = (options: EmbeddedChainOptions): Worker => {
  const workerData = completeOptions(options)
  try {
    return new Worker(new URL('./worker.ts', import.meta.url), { workerData })
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    throw new ChainError('CHAIN_OPTIONS_INVALID', `postgres: it must hold plain values only (${error.message})`, {
      cause: error,
    })
  }
}

/**
 * Opens the embedded chain in a thread of its own: creates it when the database has none, and otherwise brings the
 * state to the last stored block, running blocks again where the cache lacks them.
 *
 * @returns the chain, once it answers
 * @throws ChainError `CHAIN_OPTIONS_INVALID`, `CHAIN_IN_USE`, `CHAIN_ID_MISMATCH`, `CHAIN_CORRUPT`, `CHAIN_FAILED`
 */
export const openEmbeddedChain = async (options: EmbeddedChainOptions): Promise<EmbeddedChain> => {
  const worker = startWorker(options)
  const pending = new Map<number, Pending>()
  const listeners = new Set<(event: BlockEvent) => void>()
  let lastId = 0
  let ended: ChainError | undefined
  let onClosed: () => void = () => undefined

  const settle = (id: number): Pending | undefined => {
    const waiting = pending.get(id)
    pending.delete(id)
    return waiting
  }

  const onMessage = (message: FromWorker): void => {
    if (message.kind === 'result') settle(message.id)?.resolve(message.result)
    else if (message.kind === 'error') {
      settle(message.id)?.reject(new RpcError(message.code, message.message, message.data))
    } else if (message.kind === 'block') {
      for (const listener of listeners) listener({ type: 'block', number: message.number, hash: message.hash })
    } else if (message.kind === 'progress') options.onProgress?.({ block: message.block, of: message.of })
    else if (message.kind === 'closed') onClosed()
  }

  const end = (error: ChainError): void => {
    ended ??= error
    for (const { reject } of pending.values()) reject(ended)
    pending.clear()
  }

  worker.on('error', (error) => end(new ChainError('CHAIN_FAILED', 'The chain stopped.', { cause: error })))
  worker.on('exit', () => end(closedError()))

  try {
    await opened(worker, onMessage)
  } catch (error) {
    await worker.terminate()
    throw error
  }

  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  const post = (message: ToWorker): void => worker.postMessage(message)

  return {
    chainId: options.chainId,
    request({ method, params }) {
      if (ended !== undefined) return Promise.reject(ended)
      lastId += 1
      const id = lastId
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject })
        post({ kind: 'request', id, method, params: Array.isArray(params) ? params : [] })
      })
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      if (ended !== undefined) return
      const closed = new Promise<void>((resolve) => {
        onClosed = resolve
        worker.once('exit', () => resolve())
      })
      post({ kind: 'close' })
      ended = closedError()
      await closed
      await worker.terminate()
      end(ended)
    },
  }
}
