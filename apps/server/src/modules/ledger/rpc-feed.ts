import type { Log } from '../../platform/platform.ts'
import type { RpcProvider } from './rpc-answers.ts'

/** JSON of a block's header or of a log, as the ledger gave it. */
export type Json = Readonly<Record<string, unknown>>

/** Somebody who follows the blocks. Called in the order of the chain. */
export type BlockListener = {
  /** A block was added: its header. */
  readonly onHead?: (header: Json) => void
  /** Logs of a block that was added or, with `removed: true`, of one that the chain took back. */
  readonly onLogs?: (logs: readonly Json[]) => void
  /** So many blocks came at once that not all were read: what follows has a gap. */
  readonly onGap: () => void
}

type Seen = { readonly number: bigint; readonly hash: string; readonly logs: readonly Json[] | undefined }

/** Parts of a block that are not its header. */
const notHeader = new Set(['transactions', 'uncles', 'withdrawals', 'size', 'totalDifficulty'])
/** Blocks remembered, to notice when the chain takes some back. */
const remembered = 64
/** More new blocks at once than this are not told one by one. */
const furthest = 1_000n

const headerOf = (block: Json): Json =>
  Object.fromEntries(Object.entries(block).filter(([name]) => !notHeader.has(name)))

const quantity = (number: bigint): string => `0x${number.toString(16)}`

/**
 * Tells of new blocks and their logs, once for all who follow. Where the ledger tells of its blocks (the embedded
 * chain) it is listened to; else it is asked, as long as somebody follows. A reorganisation is told as nodes do: the
 * logs of the blocks taken back once more as removed, then the new blocks.
 */
export class BlockFeed {
  readonly #provider: RpcProvider
  readonly #log: Pick<Log, 'debug'>
  readonly #pollEvery: number
  readonly #listeners = new Set<BlockListener>()
  /** Those who listen, and those who are about to. */
  #followers = 0
  /** The end of the chain as it was told; another list after each start, so that work for an earlier one is seen to be stale. */
  #recent: Seen[] = []
  #starting: Promise<void> | undefined
  #end: (() => void) | undefined
  #advancing = false
  #again = false
  #stopped = false

  constructor(provider: RpcProvider, log: Pick<Log, 'debug'>, pollEvery = 1_000) {
    this.#provider = provider
    this.#log = log
    this.#pollEvery = pollEvery
  }

  /**
   * Follows the blocks from now on.
   * @returns the function that ends it
   * @throws what the ledger throws, when it cannot be asked
   */
  async follow(listener: BlockListener): Promise<() => void> {
    this.#followers += 1
    try {
      this.#starting ??= this.#start()
      await this.#starting
    } catch (error) {
      this.#followers -= 1
      this.#starting = undefined
      throw error
    }
    this.#listeners.add(listener)
    return () => {
      if (!this.#listeners.delete(listener)) return
      this.#followers -= 1
      if (this.#followers === 0) this.#rest()
    }
  }

  /** Ends for good. */
  stop(): void {
    this.#stopped = true
    this.#listeners.clear()
    this.#rest()
  }

  #rest(): void {
    this.#end?.()
    this.#end = undefined
    this.#starting = undefined
    this.#recent = []
  }

  async #start(): Promise<void> {
    const head = await this.#block('latest')
    if (this.#stopped || head === undefined) throw new Error('the ledger tells of no blocks')
    const number = BigInt(String(head['number']))
    // With the one before it, so that the head itself may be taken back.
    const parent = { number: number - 1n, hash: String(head['parentHash']), logs: undefined }
    this.#recent = [...(number > 0n ? [parent] : []), { number, hash: String(head['hash']), logs: undefined }]
    const wake = (): void => void this.#wake()
    if (this.#provider.subscribe === undefined) {
      const timer = setInterval(wake, this.#pollEvery)
      this.#end = () => clearInterval(timer)
    } else {
      this.#end = this.#provider.subscribe(wake)
      wake()
    }
  }

  async #block(which: string): Promise<Json | undefined> {
    const block = await this.#provider.request({ method: 'eth_getBlockByNumber', params: [which, false] })
    return (block ?? undefined) as Json | undefined
  }

  /** Blocks are told one after the other, however often there is news. */
  async #wake(): Promise<void> {
    this.#again = true
    if (this.#advancing) return
    this.#advancing = true
    try {
      while (this.#again) {
        this.#again = false
        await this.#advance(this.#recent)
      }
    } catch (error) {
      this.#log.debug({ err: error }, 'the ledger could not be followed')
    } finally {
      this.#advancing = false
    }
  }

  async #advance(recent: Seen[]): Promise<void> {
    if (recent.length === 0) return
    if (this.#provider.subscribe === undefined) await this.#takeBack(recent)
    const head = await this.#block('latest')
    if (head === undefined || recent !== this.#recent) return
    const number = BigInt(String(head['number']))
    const last = recent.at(-1)
    if (last !== undefined && number - last.number > furthest) {
      recent.splice(0, recent.length, { number, hash: String(head['hash']), logs: undefined })
      for (const listener of this.#listeners) listener.onGap()
      return
    }
    for (let next = (last?.number ?? number - 1n) + 1n; next <= number; next += 1n) {
      const block = next === number ? head : await this.#block(quantity(next))
      const before = recent.at(-1)
      // Taken back while it was read: the next look begins by undoing.
      if (block === undefined || (before !== undefined && block['parentHash'] !== before.hash)) return
      const logs = await this.#logsOf(block)
      if (recent !== this.#recent) return
      recent.push({ number: next, hash: String(block['hash']), logs })
      if (recent.length > remembered) recent.shift()
      this.#tell(headerOf(block), logs)
    }
  }

  /** Blocks that the chain has taken back since they were told. */
  async #takeBack(recent: Seen[]): Promise<void> {
    for (let last = recent.at(-1); last !== undefined; last = recent.at(-1)) {
      const now = await this.#block(quantity(last.number))
      if (recent !== this.#recent || now?.['hash'] === last.hash) return
      // Where all that is remembered was taken back, what came before cannot be told any more.
      if (recent.length === 1) {
        const base = now ?? (await this.#block('latest'))
        if (recent !== this.#recent || base === undefined) return
        recent[0] = { number: BigInt(String(base['number'])), hash: String(base['hash']), logs: undefined }
        for (const listener of this.#listeners) listener.onGap()
        return
      }
      recent.pop()
      const removed = (last.logs ?? []).map((log) => Object.assign({}, log, { removed: true }))
      for (const listener of this.#listeners) listener.onLogs?.(removed)
    }
  }

  async #logsOf(block: Json): Promise<readonly Json[] | undefined> {
    if (![...this.#listeners].some(({ onLogs }) => onLogs !== undefined)) return undefined
    const filter = { blockHash: block['hash'] }
    return (await this.#provider.request({ method: 'eth_getLogs', params: [filter] })) as readonly Json[]
  }

  #tell(header: Json, logs: readonly Json[] | undefined): void {
    for (const listener of this.#listeners) {
      listener.onHead?.(header)
      if (logs !== undefined && logs.length > 0) listener.onLogs?.(logs)
    }
  }
}
