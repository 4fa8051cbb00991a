import { randomBytes } from 'node:crypto'
import { type OwnMethods, rpcCodes, RpcRefusal } from './rpc-answers.ts'
import type { BlockFeed, BlockListener, Json } from './rpc-feed.ts'

/** What a subscription sends. */
export type Notification = {
  readonly jsonrpc: '2.0'
  readonly method: 'eth_subscription'
  readonly params: { readonly subscription: string; readonly result: Json }
}

const wrong = (message: string): RpcRefusal => new RpcRefusal(rpcCodes.params, `invalid params: ${message}`)

const isHex = (value: unknown, bytes: number): value is string =>
  typeof value === 'string' && value.length === 2 + bytes * 2 && /^0x[0-9a-fA-F]+$/.test(value)

/** One value or a list of them, in lower case; nothing where anything will do. */
const oneOf = (value: unknown, bytes: number, name: string): ReadonlySet<string> | undefined => {
  if (value === undefined || value === null) return undefined
  const values: unknown[] = Array.isArray(value) ? value : [value]
  if (values.length === 0) return undefined
  return new Set(
    values.map((each) => {
      if (!isHex(each, bytes)) throw wrong(`${name}: expected 0x and ${bytes * 2} hexadecimal digits`)
      return each.toLowerCase()
    }),
  )
}

/**
 * Reads the filter of `eth_subscribe("logs", filter)`: `address` and `topics` as in `eth_getLogs`. A range of blocks
 * means nothing here, since a subscription tells of what comes.
 * @throws RpcRefusal
 */
export const logMatcher = (filter: unknown): ((log: Json) => boolean) => {
  if (filter === undefined || filter === null) return () => true
  if (typeof filter !== 'object' || Array.isArray(filter)) throw wrong('filter: expected an object')
  const { address, topics = [] } = filter as { readonly address?: unknown; readonly topics?: unknown }
  const given = topics ?? []
  if (!Array.isArray(given) || given.length > 4) throw wrong('filter.topics: expected a list of up to 4')
  const addresses = oneOf(address, 20, 'filter.address')
  const places = given.map((topic, index) => oneOf(topic, 32, `filter.topics[${index}]`))
  return (log) => {
    const logTopics = log['topics'] as readonly string[]
    return (
      (addresses === undefined || addresses.has(String(log['address']).toLowerCase())) &&
      logTopics.length >= places.length &&
      places.every((values, index) => values === undefined || values.has(logTopics[index]!.toLowerCase()))
    )
  }
}

type Subscription = {
  /** News that came before the subscriber was told its number; nothing once it was. */
  held: Json[] | undefined
  end: (() => void) | undefined
}

/** The subscriptions of one connection. */
export class Subscriptions {
  readonly #feed: BlockFeed
  readonly #limit: number
  readonly #send: (notification: Notification) => void
  readonly #onGap: () => void
  readonly #open = new Map<string, Subscription>()
  #ended = false

  /**
   * @param limit most at a time
   * @param send brings a notification to the subscriber
   * @param onGap told when something was left out
   */
  constructor(feed: BlockFeed, limit: number, send: (notification: Notification) => void, onGap: () => void) {
    this.#feed = feed
    this.#limit = limit
    this.#send = send
    this.#onGap = onGap
  }

  get size(): number {
    return this.#open.size
  }

  /** The methods by which a connection subscribes. */
  readonly methods: OwnMethods = new Map<string, (params: readonly unknown[]) => Promise<unknown>>([
    ['eth_subscribe', async ([kind, filter]) => this.#subscribe(kind, filter)],
    ['eth_unsubscribe', async ([id]) => this.#unsubscribe(id)],
  ])

  /** Lets news out of subscriptions whose number has been sent by now. */
  release(): void {
    for (const [id, subscription] of this.#open) {
      const { held } = subscription
      if (held === undefined || subscription.end === undefined) continue
      subscription.held = undefined
      for (const result of held) this.#notify(id, result)
    }
  }

  /** Ends all of them. */
  end(): void {
    this.#ended = true
    for (const { end } of this.#open.values()) end?.()
    this.#open.clear()
  }

  #notify(subscription: string, result: Json): void {
    this.#send({ jsonrpc: '2.0', method: 'eth_subscription', params: { subscription, result } })
  }

  #listener(kind: unknown, filter: unknown, tell: (result: Json) => void): BlockListener {
    const onGap = this.#onGap
    if (kind === 'newHeads') return { onHead: tell, onGap }
    if (kind === 'logs') {
      const matches = logMatcher(filter)
      return {
        onLogs: (logs) => {
          for (const log of logs) if (matches(log)) tell(log)
        },
        onGap,
      }
    }
    const what = JSON.stringify(kind)?.slice(0, 60) ?? 'nothing'
    const why =
      kind === 'newPendingTransactions'
        ? 'transactions are told of once they are in a block, subscribe to newHeads or logs'
        : 'there are newHeads and logs'
    throw new RpcRefusal(rpcCodes.unknownMethod, `no ${what} subscription in eth namespace: ${why}`)
  }

  async #subscribe(kind: unknown, filter: unknown): Promise<string> {
    if (this.#open.size >= this.#limit) {
      throw new RpcRefusal(rpcCodes.limit, `more than ${this.#limit} subscriptions on one connection`)
    }
    const id = `0x${randomBytes(16).toString('hex')}`
    const subscription: Subscription = { held: [], end: undefined }
    const listener = this.#listener(kind, filter, (result) => {
      if (subscription.held === undefined) this.#notify(id, result)
      else subscription.held.push(result)
    })
    this.#open.set(id, subscription)
    try {
      subscription.end = await this.#feed.follow(listener)
    } catch {
      this.#open.delete(id)
      throw new RpcRefusal(rpcCodes.internal, 'the ledger does not answer, try again later')
    }
    if (this.#ended) subscription.end()
    return id
  }

  #unsubscribe(id: unknown): boolean {
    const subscription = typeof id === 'string' ? this.#open.get(id) : undefined
    if (subscription?.end === undefined) return false
    subscription.end()
    return this.#open.delete(id as string)
  }
}
