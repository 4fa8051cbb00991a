import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { answerAddCheckpoint, formatWitnessKey, largestWitnessRequest, type Witness } from '@candor/journal'
import { failure } from '../errors.ts'
import type { FileStore } from './file-store.ts'

const plain = 'text/plain; charset=utf-8'

/** Reads a small text, or gives nothing if it is too long. */
const textOf = async (request: IncomingMessage): Promise<string | undefined> => {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    if (length > largestWitnessRequest) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

const answer = (reply: ServerResponse, status: number, body: string, type = plain): void => {
  reply.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
}

const originHash = (origin: string): string => createHash('sha256').update(origin).digest('hex')

const handle = async (
  request: IncomingMessage,
  reply: ServerResponse,
  witness: Witness,
  store: FileStore,
): Promise<void> => {
  const path = (request.url ?? '').split('?')[0]!
  if (request.method === 'POST' && path === '/add-checkpoint') {
    const body = await textOf(request)
    if (body === undefined) {
      answer(reply, 413, 'the request is too long\n')
      return
    }
    const { status, type, body: said } = await answerAddCheckpoint(body, witness)
    answer(reply, status, said, type)
    return
  }
  if (request.method === 'GET' && path === '/key') {
    answer(reply, 200, `${formatWitnessKey(witness.cosigner.key)}\n`)
    return
  }
  const hash = /^\/([0-9a-f]{64})\/checkpoint$/.exec(path)?.[1]
  const found = Object.entries(store.logs()).find(([origin]) => originHash(origin) === hash)
  if (request.method === 'GET' && found !== undefined) answer(reply, 200, found[1].note)
  else answer(reply, 404, 'there is no such page or log\n')
}

/** Serves the protocol of C2SP tlog-witness. @throws CliError when the port cannot be had */
export const serveWitness = async (
  witness: Witness,
  store: FileStore,
  { host, port }: { readonly host: string; readonly port: number },
  onError: (error: unknown) => void,
): Promise<Server> => {
  const server = createServer({ requestTimeout: 30_000 }, (request, reply) => {
    handle(request, reply, witness, store).catch((error: unknown) => {
      onError(error)
      if (!reply.headersSent) answer(reply, 500, 'the witness could not answer\n')
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      const remedy = 'Choose another with --port, or stop what uses it.'
      reject(failure('WITNESS_PORT', `The witness cannot listen on ${host}:${port}: ${error.message}.`, remedy, error))
    })
    server.listen(port, host, resolve)
  })
  return server
}
