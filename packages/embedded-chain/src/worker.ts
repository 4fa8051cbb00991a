/** The thread in which the chain lives: opens it, answers requests, tells of blocks. */
import { parentPort, workerData } from 'node:worker_threads'
import { toHex } from './bytes/bytes.ts'
import { Chain } from './chain/chain.ts'
import { ChainError, type RpcError } from './errors.ts'
import type { WorkerOptions } from './options.ts'
import type { FromWorker, ToWorker } from './protocol.ts'
import { createDispatcher } from './rpc/dispatch.ts'

const port = parentPort
if (port === null) throw new Error('this file runs in a worker thread')

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
const send = (message: FromWorker): void => port.postMessage(message)

const answer = async (
  dispatch: ReturnType<typeof createDispatcher>,
  { id, method, params }: Extract<ToWorker, { kind: 'request' }>,
): Promise<void> => {
  try {
    send({ kind: 'result', id, result: await dispatch(method, params) })
  } catch (error) {
    const { code, message, data } = error as RpcError
    send({ kind: 'error', id, code, message, data })
  }
}

const run = async (): Promise<void> => {
  const chain = await Chain.open(workerData as WorkerOptions, (block, of) => send({ kind: 'progress', block, of }))
  const dispatch = createDispatcher(chain)
  chain.events.subscribe(({ header, hash }) => send({ kind: 'block', number: header.number, hash: toHex(hash) }))
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'request') void answer(dispatch, message)
    else void chain.close().finally(() => send({ kind: 'closed' }))
  })
  send({ kind: 'ready', number: chain.head.header.number, hash: toHex(chain.head.hash) })
}

run().catch((error: unknown) => {
  const code = error instanceof ChainError ? error.code : 'CHAIN_FAILED'
  send({ kind: 'failed', code, message: error instanceof Error ? error.message : String(error) })
})
