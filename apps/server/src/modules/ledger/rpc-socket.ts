import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import type { App } from '../../platform/platform.ts'
import { createAllowance } from './rpc-allowance.ts'
import { failed, idOfRequest, largestRequest, requestLimit, rpcCodes, type RpcAnswers } from './rpc-answers.ts'
import type { BlockFeed } from './rpc-feed.ts'
import { Subscriptions } from './rpc-subscriptions.ts'

/** What a connection may do; times are milliseconds. */
export type SocketLimits = {
  /** Connections of one address, and of all. */
  readonly perAddress: number
  readonly connections: number
  /** Subscriptions on one connection. */
  readonly subscriptions: number
  /** Requests of one connection that are worked on at the same time. */
  readonly atOnce: number
  /** Requests a minute from one address. */
  readonly requests: number
  /** Bytes that wait for a slow reader before it is cut off. */
  readonly unread: number
  /** How often to ask whether the other side is still there. */
  readonly pingEvery: number
  /** Without a request and without a subscription for so long, the connection is closed. */
  readonly idle: number
}

const usual: SocketLimits = {
  perAddress: 50,
  connections: 2_000,
  subscriptions: 100,
  atOnce: 100,
  requests: requestLimit,
  unread: 8 * 1024 * 1024,
  pingEvery: 30_000,
  idle: 10 * 60_000,
}

/** Codes of RFC 6455 section 7.4.1, and of its registry. */
const closing = { idle: 1000, stopping: 1001, notText: 1003, policy: 1008, tryAgain: 1013 }
/** How long the other side has for its goodbye when the server stops. */
const goodbye = 1_000

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/**
 * Address of the caller. As for HTTP requests, a reverse proxy on this machine may say for whom it asks, nobody else.
 */
const callerOf = ({ socket, headers }: IncomingMessage): string => {
  const remote = socket.remoteAddress ?? 'unknown'
  if (!loopback.has(remote)) return remote
  const named = [headers['x-forwarded-for'] ?? []]
    .flat()
    .flatMap((line) => line.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return named.findLast((name) => !loopback.has(name)) ?? named[0] ?? remote
}

const isRpcPath = (url = ''): boolean => /^\/rpc\/?(?:\?|$)/.test(url)

/** Answers an upgrade that is not to be, in HTTP. */
const refuse = (socket: Duplex, status: string): void => {
  socket.on('error', () => undefined)
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`, () => socket.destroy())
}

const textOf = (data: RawData): string =>
  (Array.isArray(data) ? Buffer.concat(data) : Buffer.isBuffer(data) ? data : Buffer.from(data)).toString()

/** One connection: reads requests, answers them, sends news. */
class Session {
  readonly #socket: WebSocket
  readonly #answers: RpcAnswers
  readonly #limits: SocketLimits
  readonly #from: string
  readonly #mayAsk: (caller: string) => boolean
  readonly subscriptions: Subscriptions
  #working = 0
  /** Time of the last request. */
  asked = Date.now()
  /** Whether the other side has answered the last ping. */
  there = true

  constructor(
    socket: WebSocket,
    answers: RpcAnswers,
    feed: BlockFeed,
    caller: { readonly from: string; readonly mayAsk: (caller: string) => boolean },
    limits: SocketLimits,
  ) {
    this.#socket = socket
    this.#answers = answers
    this.#limits = limits
    this.#from = caller.from
    this.#mayAsk = caller.mayAsk
    this.subscriptions = new Subscriptions(
      feed,
      limits.subscriptions,
      (notification) => this.#send(notification),
      () => socket.close(closing.tryAgain, 'fell behind, connect again'),
    )
  }

  async receive(data: RawData, binary: boolean): Promise<void> {
    if (binary) {
      this.#socket.close(closing.notText, 'text only')
      return
    }
    this.asked = Date.now()
    let body: unknown
    try {
      body = JSON.parse(textOf(data))
    } catch {
      this.#send(failed(null, { code: rpcCodes.parse, message: 'parse error: the message is not JSON' }))
      return
    }
    const refusal = this.#refusal()
    if (refusal !== undefined) {
      this.#send(failed(idOfRequest(body), { code: rpcCodes.limit, message: refusal }))
      return
    }
    this.#working += 1
    try {
      const answered = await this.#answers.answer(body, this.#from, this.subscriptions.methods)
      if (answered !== undefined) this.#send(answered)
      this.subscriptions.release()
    } finally {
      this.#working -= 1
    }
  }

  #refusal(): string | undefined {
    if (!this.#mayAsk(this.#from)) return `more than ${this.#limits.requests} requests in a minute, try again later`
    if (this.#working >= this.#limits.atOnce) return `more than ${this.#limits.atOnce} requests at once`
    return undefined
  }

  #send(message: unknown): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    this.#socket.send(JSON.stringify(message))
    if (this.#socket.bufferedAmount <= this.#limits.unread) return
    this.#socket.close(closing.policy, 'reads too slowly')
    this.#socket.terminate()
  }
}

/**
 * Puts JSON-RPC over WebSocket at `/rpc`: every method that HTTP has, and `eth_subscribe` for new heads and logs.
 * @param feed what subscriptions follow
 */
export const registerRpcSocket = (
  app: App,
  answers: RpcAnswers,
  feed: BlockFeed,
  different: Partial<SocketLimits> = {},
): void => {
  const limits = { ...usual, ...different }
  const server = new WebSocketServer({ noServer: true, maxPayload: largestRequest, perMessageDeflate: false })
  const sessions = new Map<WebSocket, Session>()
  const connected = new Map<string, number>()
  const mayAsk = createAllowance(limits.requests, 60_000)
  const mayConnect = createAllowance(limits.requests, 60_000)

  const count = (from: string, by: number): void => {
    const now = (connected.get(from) ?? 0) + by
    if (now === 0) connected.delete(from)
    else connected.set(from, now)
  }

  const open = (socket: WebSocket, from: string): void => {
    const session = new Session(socket, answers, feed, { from, mayAsk }, limits)
    sessions.set(socket, session)
    count(from, 1)
    socket.on('message', (data, binary) => void session.receive(data, binary))
    socket.on('pong', () => {
      session.there = true
    })
    // Frames that break the protocol or the limit of size: the socket closes itself with the code for it.
    socket.on('error', (error) => app.log.debug({ err: error }, 'json-rpc connection failed'))
    socket.on('close', () => {
      sessions.delete(socket)
      count(from, -1)
      session.subscriptions.end()
    })
  }

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const from = callerOf(request)
    if (!isRpcPath(request.url)) refuse(socket, '404 Not Found')
    else if (sessions.size >= limits.connections) refuse(socket, '503 Service Unavailable')
    else if ((connected.get(from) ?? 0) >= limits.perAddress || !mayConnect(from)) {
      refuse(socket, '429 Too Many Requests')
    } else server.handleUpgrade(request, socket, head, (opened) => open(opened, from))
  }

  const look = (): void => {
    const now = Date.now()
    for (const [socket, session] of sessions) {
      if (!session.there) socket.terminate()
      else if (session.subscriptions.size === 0 && now - session.asked > limits.idle) socket.close(closing.idle, 'idle')
      else {
        session.there = false
        socket.ping()
      }
    }
  }

  app.server.on('upgrade', onUpgrade)
  const timer = setInterval(look, limits.pingEvery)
  timer.unref()
  app.addHook('preClose', async () => {
    clearInterval(timer)
    app.server.off('upgrade', onUpgrade)
    feed.stop()
    for (const socket of sessions.keys()) socket.close(closing.stopping, 'the server is stopping')
    const patience = setTimeout(() => {
      for (const socket of sessions.keys()) socket.terminate()
    }, goodbye)
    await Promise.all([...sessions.keys()].map(async (socket) => new Promise((done) => socket.once('close', done))))
    clearTimeout(patience)
  })
}
